import type { Diagnosis } from '../analysis.ts'
import type { CondensedLog } from '../condense/condensed-log.ts'
import type { NumberedLine } from '../condense/from-numbered.ts'
import type { EvidenceMatch, KeptEvidence } from '../guard/match-evidence.ts'
import type { Jobs } from './jobs.ts'
import { type PackedLines, packLines } from './packed-lines.ts'
import { ask } from './pipeline-pool.ts'

/** Half a megabyte of lines took 0.8 s on a machine with four times more work than processors. */
const EXPLAIN_MS = 10_000

/** Condenses redacted lines and explains them with the built-in engine, on a thread of its own. Throws Unavailable. */
export function explainInWorker(lines: PackedLines, budgetTokens: number): Promise<Jobs['explain']['answered']> {
  return ask('explain', { lines, now: Date.now(), budgetTokens }, EXPLAIN_MS)
}

/** Where kept evidence stands in lines that were given again. Throws Unavailable. */
export function matchInWorker(
  lines: readonly NumberedLine[],
  evidence: readonly KeptEvidence[],
  key: Buffer,
): Promise<EvidenceMatch[]> {
  return ask('match', { lines: packLines(lines), evidence, key: key.toString('base64url') }, EXPLAIN_MS)
}

/** What of an answer may be kept, worked out on a thread of its own. Throws Unavailable. */
export function guardInWorker(diagnosis: Diagnosis, log: CondensedLog): Promise<Jobs['guard']['answered']> {
  return ask('guard', { diagnosis, log }, EXPLAIN_MS)
}
