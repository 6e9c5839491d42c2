import type { AlertLink, AlertSeverity, AlertStatus } from './normalized-alert.ts'

/** What an alert says of itself, redacted: kept with its analysis, and gone with it. Nothing of its log is here. */
export interface AlertFacts {
  sourceKind: string
  /** As the workspace named its source. */
  sourceName: string
  title: string
  service: string | null
  environment: string | null
  severity: AlertSeverity
  status: AlertStatus
  /** ISO 8601, or null where the sender gave none. */
  startedAt: string | null
  links: AlertLink[]
  /** How many alerts the delivery held; the words above are the first one's. */
  alerts: number
  /** False where nothing in the delivery was text of a log or a stack. */
  hasLog: boolean
}
