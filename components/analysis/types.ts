import type { Analysis, MEASURERS, Receipt } from '#lib/pipeline/analysis.ts'
import type { Finding } from '#lib/pipeline/redact/redaction.ts'

export type { Past } from '#lib/past.ts'
export type { Action, Analysis, Category, Chart, Receipt, RootCause, Verdict } from '#lib/pipeline/analysis.ts'
export type { AlertFacts } from '#lib/pipeline/parse/alert-facts.ts'
export type Measurer = (typeof MEASURERS)[number]
export type Moment = Analysis['timeline'][number]
export type ModelRequest = Receipt['requests'][number]

/** What this tab itself counted, while the log is still in it. */
export interface BrowserFigures {
  bytes: number
  lines: number
  stayedBytes: number
  sentBytes: number
  sentLines: number
  redactions: readonly Finding[]
}
