import type { RedactedText } from './redacted-text.ts'

/** What kind of harm a leak would do; overrides are never honoured for `secret` and `financial`. */
export type FindingClass = 'secret' | 'pii' | 'financial' | 'custom'

/** One redacted place, in offsets of the text that was given in (UTF-16 units, end exclusive), and its 1-based line. */
export interface RedactionSpan {
  start: number
  end: number
  line: number
  type: string
  class: FindingClass
  /** What stands in the output instead, for example `[EMAIL_1]`. */
  placeholder: string
}

/** Counts for the receipt: how many places of one type were redacted. */
export interface Finding {
  type: string
  class: FindingClass
  count: number
}

/** What a redaction returns. The output has as many lines as the input: line numbers stay true for ever. */
export interface Redaction {
  /** Made when first asked for. */
  text: RedactedText
  /** The same text in pieces of any length, for whoever writes it out: a large one need not be made as a whole. */
  pieces: Iterable<RedactedText>
  findings: readonly Finding[]
  /** Made when first asked for. */
  spans: readonly RedactionSpan[]
  /** Version of the rules that made this, recorded in every receipt. */
  ruleSet: string
  /** False where some text was not scanned and was therefore replaced by `[REDACTED:UNSCANNED]`. */
  complete: boolean
}

/** What a person asked to keep although a rule matched; honoured only as the tenant's policy allows. 1-based line, UTF-16 columns from 0. */
export interface RedactionOverride {
  line: number
  start: number
  end: number
  type: string
}
