import type { Chart } from '#lib/pipeline/analysis.ts'
import type { RedactionPolicy } from '#lib/pipeline/redact/policy.ts'
import type { Finding, FindingClass, RedactionOverride } from '#lib/pipeline/redact/redaction.ts'
import type { Changes } from './changes.ts'
import type { Encoding } from './decode-log.ts'

/** What the page and its worker say to each other. The worker keeps the texts; the page asks for the rows it shows. */

/**
 * What a browser is told of the workspace's rules. Its exact values are not among them: they are secrets themselves, a list of
 * them in every member's browser would be one more place to lose them, and a hash of a short value can be guessed. The server
 * applies them, in memory, before an engine reads the text and before anything is stored.
 */
export type BrowserPolicy = Pick<RedactionPolicy, 'ip' | 'mac' | 'placeholder' | 'fields' | 'patterns'>

export const MAX_FILE_BYTES = 10 * 1024 * 1024

/** Where a redaction stands in the original, and what kind it is. 1-based line, UTF-16 columns of that line. */
export interface RedactionPlace extends RedactionOverride {
  class: FindingClass
}

/** `yours` is the original, `redacted` all of its lines after the redactor, `sent` the numbered lines that would leave. */
export type Pane = 'yours' | 'redacted' | 'sent'

/**
 * A piece of a row. `text` of a redaction is the original passage: only in `yours`, and only in this tab. `place` is there too.
 * A kept passage would have been redacted, and is not, because the person said so.
 */
export type Segment =
  | { kind: 'text'; text: string }
  | { kind: 'redaction'; placeholder: string; text?: string; place?: RedactionPlace }
  | { kind: 'kept'; text: string; place: RedactionPlace }

export type Row =
  | { kind: 'line'; number: number; segments: readonly Segment[]; cutChars: number }
  /** Lines `from` to `to` are not sent. */
  | { kind: 'gap'; from: number; to: number }

export type Stage = 'reading' | 'redacting' | 'condensing'
export type Refusal =
  | 'empty'
  | 'binary'
  | 'gzip'
  | 'gzip-broken'
  | 'gzip-too-large'
  | 'gzip-ratio'
  | 'too-large'
  | 'unreadable'
  | 'nothing-fits'
  | 'failed'

/** One of the files that were joined into one log. */
export interface LogPart {
  /** In the order that they were given in, from 0. */
  index: number
  /** 1-based lines of the joined log, the separator before them not counted; `lastLine` < `firstLine` where it has none. */
  firstLine: number
  lastLine: number
  /** Unpacked. */
  bytes: number
  /** As it was given; null where it was not compressed. */
  packedBytes: number | null
}

export interface LogSummary {
  bytes: number
  lines: number
  encoding: Encoding
  /** Empty for one log that was not compressed. */
  parts: readonly LogPart[]
  /** Grows with every change: rows of an older summary are stale. */
  version: number
  /** Counts over all of its lines, and its most telling templates, redacted. */
  chart: Chart
  /** How many places are kept as they are. */
  kept: number
  /** The selected values that stand nowhere in the log, by their place among them. */
  missing: readonly number[]
  findings: readonly Finding[]
  ruleSet: string
  /** False where some lines were not scanned and therefore replaced as a whole. */
  complete: boolean
  tokens: number
  sentLines: number
  /** Length of the request body, to the byte. */
  sentBytes: number
  /** Bytes of the log that no sent line holds. */
  stayedBytes: number
  rows: Readonly<Record<Pane, number>>
  /** Ascending 0-based rows that hold a redaction. */
  marks: Readonly<Record<Pane, Int32Array>>
  /** The line number that each row of `sent` begins with: its own, or the first of the gap. Ascending. */
  sentNumbers: Int32Array
}

export type ToWorker =
  /** The next piece of a long text, whose last one is the one source of `open`. */
  | { type: 'part'; text: string }
  /** `revisionOf`: id of the analysis that lacked this log; it becomes part of the request. */
  | { type: 'open'; sources: readonly (Blob | string)[]; policy: BrowserPolicy; revisionOf: string | null }
  /** Prepares the same log again. Answered by `ready` with their version, or by `refused`. */
  | { type: 'change'; changes: Changes }
  | { type: 'rows'; request: number; pane: Pane; first: number; last: number }
  | { type: 'body'; request: number }

export type FromWorker =
  /** `done` and `total` in the same unit; a total of 0 means that it is not known. */
  | { type: 'progress'; stage: Stage; done: number; total: number }
  | { type: 'refused'; reason: Refusal; bytes: number }
  | { type: 'ready'; summary: LogSummary }
  | { type: 'rows'; request: number; rows: readonly Row[] }
  | { type: 'body'; request: number; body: ArrayBuffer }
