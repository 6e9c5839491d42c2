import { Resolver } from 'node:dns/promises'
import { env } from '../env.ts'

/** Where the record stands, and what it says: whoever can write it holds the domain. */
export const recordName = (domain: string): string => `_lethe.${domain}`
export const recordText = (token: string): string => `lethe-verification=${token}`

const TIMEOUT_MS = 3_000
const TRIES = 2
/** The name server's own word that there is no such record; anything else may be a failure on the way. */
const ABSENT = new Set(['ENOTFOUND', 'ENODATA'])

/** `unknown` where nobody could say: a failure on the way gives a domain to nobody, and takes it from nobody. */
export async function lookAtRecord(domain: string, token: string): Promise<'there' | 'absent' | 'unknown'> {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES })
  const { dnsServers } = env()
  if (dnsServers.length > 0) resolver.setServers([...dnsServers])
  try {
    const records = await resolver.resolveTxt(recordName(domain))
    return records.some((parts) => parts.join('') === recordText(token)) ? 'there' : 'absent'
  } catch (error) {
    return error instanceof Error && 'code' in error && ABSENT.has(String(error.code)) ? 'absent' : 'unknown'
  }
}
