import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { DISCLOSURE_SEAL, type Disclosure } from '../disclosures.ts'
import { serverEnv } from '../env.ts'
import { KeyRingError } from '../keyring.ts'
import { advisorySchema } from './advisory-text.ts'

/** What is sealed of the queue, each under its own name, and how it is read again. */

const askedSchema = z.object({
  ...{ email: z.string(), name: z.string(), company: z.string(), text: z.string() },
  clauses: z.array(z.object({ clause: z.string(), wording: z.string() })),
})
export type Asked = z.infer<typeof askedSchema>
const mailSchema = z.object({ to: z.string(), subject: z.string(), text: z.string() })
export type SealedMail = z.infer<typeof mailSchema>
const triageSchema = z.object({ affected: z.string(), reason: z.string() })
export type Triage = z.infer<typeof triageSchema>

const FIELDS = {
  asked: { field: 'request.text', schema: askedSchema },
  note: { field: 'request.note', schema: z.string() },
  mail: { field: 'request.mail', schema: mailSchema },
  triage: { field: 'request.triage', schema: triageSchema },
  advisory: { field: 'request.advisory', schema: advisorySchema },
} as const
type Part = keyof typeof FIELDS
type Of<P extends Part> = z.infer<(typeof FIELDS)[P]['schema']>

export function sealPart<P extends Part>(part: P, value: Of<P>): string {
  return serverEnv().keyRing.seal(JSON.stringify(value), { tenant: 'operator', field: FIELDS[part].field })
}

export function openPart<P extends Part>(part: P, sealed: string): Of<P> {
  const { field, schema } = FIELDS[part]
  const opened = serverEnv().keyRing.open(sealed, { tenant: 'operator', field }).toString('utf8')
  return schema.parse(JSON.parse(opened)) as Of<P>
}

/** A report of a weakness as the queue shows it. */
function openReport(sealed: string): Asked {
  const text = serverEnv().keyRing.open(sealed, DISCLOSURE_SEAL).toString('utf8')
  const { email, name, what } = JSON.parse(text) as Disclosure
  return { email, name, company: '', text: what, clauses: [] }
}

/** What was written, for a list or a page: one that cannot be opened says so, and the others are shown. */
export function openAsked({ kind, sealed }: { kind: string; sealed: string }): Asked {
  try {
    return kind === 'vulnerability' ? openReport(sealed) : openPart('asked', sealed)
  } catch (error) {
    if (!(error instanceof KeyRingError)) throw error
    const text = 'This cannot be opened: the key that sealed it is not in the ring of this Lethe.'
    return { email: '', name: '', company: '', text, clauses: [] }
  }
}

/** For counting the wishes of an address without keeping it readable. */
export function addressHash(email: string): string {
  return createHmac('sha256', serverEnv().keyRing.derive('request.address')).update(email).digest('hex')
}
