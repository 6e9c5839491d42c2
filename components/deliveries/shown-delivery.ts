import type { DeliveryView } from '#lib/data/deliveries.ts'

/** A delivery as a page has it: straight from the server, or from JSON, where times are text. */
export type ShownDelivery = Omit<DeliveryView, 'receivedAt' | 'changedAt'> & {
  receivedAt: Date | string
  changedAt: Date | string
}
