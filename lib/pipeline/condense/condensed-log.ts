import type { RedactedText } from '../redact/redacted-text.ts'

export type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'unknown'

/** A line that was kept: its number in the original log (1-based, for ever), its redacted text, its template's index. */
export interface CondensedLine {
  number: number
  text: RedactedText
  /** Where in `text` the message begins, after clock, level, host and logger; 0 where the line has no header. */
  content: number
  template: number
  /** Epoch milliseconds of the line's own clock, or of the last line before it that has one; null where the log has none. */
  at: number | null
  level: Level
}

/** Lines of one shape. `template` is the first of them with its variables as `<*>`; it stands, in order, in every member. */
export interface Template {
  template: RedactedText
  count: number
  firstLine: number
  lastLine: number
  level: Level
  /** The redacted text of `firstLine`. */
  sample: RedactedText
  /** Where in `sample` the message begins. */
  content: number
}

/** Errors and rate over time, for the chart; `at` is epoch milliseconds, null where the log carries no clock. */
export interface TimeBucket {
  at: number | null
  firstLine: number
  lines: number
  errors: number
}

/** How the lines of one template spread over the buckets. */
export interface Spark {
  /** Index in `templates`. */
  template: number
  /** Lines in each bucket. */
  counts: readonly number[]
}

/** A log made small enough to think about, with nothing raw in it. The only input of the engines. */
export interface CondensedLog {
  lines: readonly CondensedLine[]
  templates: readonly Template[]
  buckets: readonly TimeBucket[]
  /** Of the most telling templates, those first: at most 20. */
  sparks: readonly Spark[]
  linesIn: number
  /** Estimated tokens of `text` in the newest model family; never above the budget asked for. */
  tokens: number
  /** `N<TAB>text` for kept lines; every other line starts with `#`. */
  text: RedactedText
}
