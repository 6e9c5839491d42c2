import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** One run of one check, written by whoever ran it, never by the server that shows it. */
export const evidenceRecordSchema = z.object({
  claim: z.string(),
  check: z.string(),
  outcome: z.enum(['pass', 'fail', 'error', 'skip', 'not_run']),
  finishedAt: z.iso.datetime(),
  commit: z.string().regex(/^[0-9a-f]{7,64}$/),
  population: z.int().min(0),
  negativeControlWentRed: z.boolean(),
  statementSha256: sha256,
})

const evidenceFileSchema = z.object({ version: z.literal(1), records: z.array(evidenceRecordSchema) })

export type EvidenceRecord = z.infer<typeof evidenceRecordSchema>

/**
 * The records of a file, `none` where there is no file, `unreadable` where it is damaged: both show as unverified, and
 * the reader is told which.
 */
export function readEvidence(path: string): readonly EvidenceRecord[] | 'none' | 'unreadable' {
  let text: string
  try {
    text = readFileSync(/* turbopackIgnore: true */ path, 'utf8')
  } catch {
    return 'none'
  }
  try {
    return evidenceFileSchema.parse(JSON.parse(text)).records
  } catch {
    return 'unreadable'
  }
}

/** SHA-256 of a claim's words, lower-case hex: evidence for other words does not count. */
export function statementSha256(statement: string): string {
  return createHash('sha256').update(statement, 'utf8').digest('hex')
}
