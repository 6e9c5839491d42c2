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
}
