import type { TenantId } from '../data/unscoped.ts'
import type { AlertFacts } from '../pipeline/parse/alert-facts.ts'
import type { FetchMore } from '../pipeline/parse/normalized-alert.ts'
import type { Received } from '../pipeline/receive.ts'

/** One alert on its way to an analysis. It carries its tenant, and no text that has not passed the redactor. */
export interface AlertJob {
  tenant: TenantId
  deliveryId: string
  sourceId: string
  /** The evidence of the alert as numbered redacted lines; none where it carries no text. */
  received: Received
  facts: AlertFacts
  /** What must still be asked of the sender. */
  fetchMore: FetchMore | null
  /** Unix time in ms. Past it nobody waits for an answer any more, and the text is dropped. */
  deadline: number
}

/** How long an alert may wait its turn: a storm of ten thousand is through in less. */
export const DEADLINE_MS = 30 * 60_000
/** One analysis, with everything it asks of others: beyond, it is given up. Model calls have shorter limits of their own. */
export const ANALYSIS_MS = 5 * 60_000

/** Bytes of memory that its text takes, about: two for each UTF-16 unit, and what surrounds a line. */
export function sizeOf({ received }: Pick<AlertJob, 'received'>): number {
  return received.lines.reduce((sum, { text }) => sum + 2 * text.length + 64, 2_048)
}
