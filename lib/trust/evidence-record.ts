import { createHash } from 'node:crypto'
import { z } from 'zod'
import { isSignedText, signText } from '../audit/ed25519.ts'

/**
 * Evidence: one line of JSON for each run of each check, chained by hashes, so that a line that was changed, put in or
 * taken out of the middle is noticed. Read by the server, by `lethe trust verify` and by whoever downloads it.
 */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const evidenceRecordSchema = z.strictObject({
  claim: z.string(),
  check: z.string(),
  outcome: z.enum(['pass', 'fail', 'error', 'skip', 'not_run']),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** SHA-256 over the tracked files that ran. */
  sourceHash: sha256,
  population: z.int().min(0),
  figures: z.record(z.string(), z.union([z.number(), z.string().max(80)])),
  /** Of the words of the claim, of the file of the check, and of what the check found. */
  statementSha256: sha256,
  checkSha256: sha256,
  outputSha256: sha256,
  control: z.strictObject({ ran: z.boolean(), wentRed: z.boolean() }),
  /** The first thing that was wrong, in our words. */
  detail: z.string().max(300).nullable(),
  /** Hash of the record before; zeros for the first. */
  previous: sha256,
  hash: sha256,
  publicKey: z
    .string()
    .regex(/^[\w-]{43}$/)
    .nullable(),
  signature: z
    .string()
    .regex(/^[\w-]{86}$/)
    .nullable(),
})

export type EvidenceRecord = z.infer<typeof evidenceRecordSchema>
export type UnchainedRecord = Omit<EvidenceRecord, 'previous' | 'hash' | 'publicKey' | 'signature'>

export const NO_RECORD = '0'.repeat(64)

export const sha256Of = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** Keys in order, so that the same content has the same hash whoever wrote it. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
}

function hashOf({ hash: _, publicKey: __, signature: ___, ...content }: EvidenceRecord): string {
  return sha256Of(canonical(content))
}

const signedText = (hash: string): string => `lethe-evidence-v1\n${hash}`

/** Puts a record behind the one with hash `previous`; signed where there is a seed of 32 bytes. */
export function chained(record: UnchainedRecord, previous: string, seed: Buffer | null): EvidenceRecord {
  const open: EvidenceRecord = { ...record, previous, hash: NO_RECORD, publicKey: null, signature: null }
  const hash = hashOf(open)
  return seed === null ? { ...open, hash } : { ...open, hash, ...signText(seed, signedText(hash)) }
}

/** What is wrong with a chain, in one sentence; null where it is whole. Its first record may follow ones that were dropped. */
export function chainProblem(records: readonly EvidenceRecord[]): string | null {
  let before: string | null = null
  for (const [index, record] of records.entries()) {
    const at = `Record ${index + 1}`
    if (record.hash !== hashOf(record)) return `${at} was edited: its hash is that of other content.`
    if (before !== null && record.previous !== before) return `${at} does not follow the record before it.`
    if (!isSignatureWhole(record)) return `${at} has a signature that does not belong to it.`
    before = record.hash
  }
  return null
}

function isSignatureWhole({ hash, publicKey, signature }: EvidenceRecord): boolean {
  if (publicKey === null || signature === null) return publicKey === signature
  return isSignedText(signedText(hash), { publicKey, signature })
}

/** Lines of JSON. Throws where one is not a record. */
export function parseEvidence(text: string): EvidenceRecord[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => evidenceRecordSchema.parse(JSON.parse(line)))
}
