import type { EvidenceMatch } from '#lib/pipeline/guard/match-evidence.ts'
import type { Matching } from '#lib/pipeline/receive-again.ts'
import type { BrowserPolicy, Refusal } from '../analyze/protocol.ts'

/** What a stored analysis' page and its worker say to each other. The file goes in; only the lines around evidence come out. */

export interface LitLine extends EvidenceMatch {
  /** The redacted line, and two on either side of it. */
  context: readonly { number: number; text: string }[]
}

export interface RelightRequest {
  files: readonly Blob[]
  policy: BrowserPolicy
  matching: Matching
}

export type FromRelight =
  | { type: 'progress'; done: number; total: number }
  | { type: 'refused'; reason: Refusal; bytes: number }
  /** `ruleSet`: of the rules in this browser. */
  | { type: 'lit'; lines: readonly LitLine[]; ruleSet: string }
