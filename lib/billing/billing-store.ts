import { createAuditEvent } from '../data/audit-events.ts'
import {
  findBillingAccount,
  findBillingTenant,
  isBillingEventTaken,
  type Subscription,
  saveSubscription,
  takeBillingEvent,
} from '../data/billing-accounts.ts'
import type { InputJsonObject } from '../data/json.ts'
import { withTenant } from '../data/prisma.ts'
import type { TenantId } from '../data/unscoped.ts'
import type { BillingStore, Cause, Synced } from './sync.ts'

/** Our side of the books, in the database. */
export const billingStore: BillingStore = {
  tenantOf: findBillingTenant,
  isTaken: isBillingEventTaken,
  load: findBillingAccount,
  save: async (tenant, version, change, cause) => {
    try {
      return await withTenant(tenant, async () => {
        if (cause.kind === 'event' && !(await takeBillingEvent(tenant, cause))) return 'taken_before'
        const written = { subscription: change.after, reconciled: cause.kind === 'reconciliation' }
        if (!(await saveSubscription(tenant, version, written))) throw new Stale()
        await audit(tenant, change, cause)
        return 'saved'
      })
    } catch (error) {
      if (error instanceof Stale) return 'stale'
      throw error
    }
  },
}

/** Undoes the unit of work, so that the event is not taken for written. */
class Stale extends Error {
  override name = 'Stale'
}

async function audit(tenant: TenantId, { before, after }: Synced, cause: Cause): Promise<void> {
  const differences = differencesOf(before, after)
  if (cause.kind !== 'reconciliation' && differences.length === 0) return
  const actorId = cause.kind === 'event' ? null : cause.actorId
  const action = cause.kind === 'reconciliation' ? 'billing.reconciled' : 'billing.subscription_changed'
  const detail: InputJsonObject = {
    differences: differences.map(({ field, from, to }) => ({ field, from, to })),
    ...(cause.kind === 'event' ? { event: cause.type } : {}),
  }
  await createAuditEvent(tenant, {
    ...{ actorId, action, detail },
    ...(after ? { subject: after.subscriptionId } : {}),
  })
}

export interface Difference {
  field: string
  from: string | number | null
  to: string | number | null
}

const FIELDS = [
  ...([
    'subscriptionId',
    'status',
    'plan',
    'seats',
    'currentPeriodEnd',
    'cancelAt',
    'trialEnd',
    'pastDueSince',
  ] as const),
]

/** Where the two differ, as it may be written down. */
export function differencesOf(before: Subscription | null, after: Subscription | null): Difference[] {
  const rows = FIELDS.map((field) => ({ field, from: shown(before?.[field]), to: shown(after?.[field]) }))
  const next = { field: 'next', from: nextShown(before), to: nextShown(after) }
  return [...rows, next].filter(({ from, to }) => from !== to)
}

const shown = (value: string | number | Date | null | undefined): string | number | null =>
  value instanceof Date ? value.toISOString() : (value ?? null)
const nextShown = (state: Subscription | null): string | null =>
  state?.next ? `${state.next.plan ?? 'unknown'} ${state.next.seats} ${state.next.at.toISOString()}` : null
