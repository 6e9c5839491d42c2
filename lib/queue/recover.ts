import { createNotice } from '../data/alert-notices.ts'
import {
  claimInterruptedDeliveries,
  holdDelivery,
  type Interrupted,
  markDeliveryRecovered,
  moveDelivery,
} from '../data/delivery-states.ts'
import { withTenant } from '../data/prisma.ts'
import { findSealedSourceToken, getSourceName } from '../data/sources.ts'
import { log } from '../log.ts'
import { planNotifications, sendNotifications } from '../pipeline/deliver/notify.ts'
import { type AlertJob, DEADLINE_MS } from './alert-job.ts'
import type { AlertQueue } from './alert-queue.ts'
import { LEASE_SECONDS, withLease } from './leases.ts'
import { openRecovery, sealRecovery } from './sealed-job.ts'

/** A notice names so many alerts; the others are counted. */
const MAX_LINKS = 5
const MAX_AT_ONCE = 500
const CLAIM_SECONDS = 60

/**
 * Deliveries whose process has gone, and with it their text. Where the sender can be asked again it is, once; for the others
 * their channels get one notice for each source, with links to the sender's alerts. Returns how many were claimed.
 */
export async function recoverInterrupted(queue: AlertQueue): Promise<number> {
  const lost = await claimInterruptedDeliveries(MAX_AT_ONCE, CLAIM_SECONDS)
  const bySource = new Map<string, { delivery: Interrupted; job: AlertJob | null }[]>()
  for (const delivery of lost) {
    const job = jobOf(delivery)
    if (job && (await askAgain(queue, job))) continue
    bySource.set(delivery.sourceId, [...(bySource.get(delivery.sourceId) ?? []), { delivery, job }])
  }
  for (const group of bySource.values()) await tellOf(group)
  return lost.length
}

function jobOf({ tenant, sealedRecovery }: Interrupted): AlertJob | null {
  if (sealedRecovery === null) return null
  try {
    return openRecovery(tenant, sealedRecovery)
  } catch {
    // Sealed by a key that is gone: there is still a delivery to tell of.
    log.warn('an interrupted delivery could not be opened')
    return null
  }
}

/** Its text is at the sender. What is kept for the next time says that this was tried, so that it is tried once. */
async function askAgain(queue: AlertQueue, job: AlertJob): Promise<boolean> {
  const { tenant, deliveryId } = job
  if (!job.fetchMore || (await findSealedSourceToken(tenant, job.sourceId)) === null) return false
  const again = { leaseSeconds: LEASE_SECONDS, untold: true, reason: 'asked_again' }
  const moved = await withTenant(tenant, async () => {
    if (!(await moveDelivery(tenant, deliveryId, ['interrupted'], 'received', again))) return false
    const sealedRecovery = sealRecovery({ ...job, fetchMore: null })
    return holdDelivery(tenant, deliveryId, { sealedRecovery, leaseSeconds: LEASE_SECONDS })
  })
  if (moved) {
    void withLease(tenant, deliveryId, () => queue.add({ ...job, deadline: Date.now() + DEADLINE_MS })).catch(() =>
      log.warn('an interrupted delivery was not asked for again'),
    )
  }
  return moved
}

/** The notice, its messages and the mark on each delivery are one unit of work: told once, or again after a crash. */
async function tellOf(group: readonly { delivery: Interrupted; job: AlertJob | null }[]): Promise<void> {
  const [first] = group
  if (!first) return
  const { tenant, sourceId } = first.delivery
  const name = await getSourceName(tenant, sourceId)
  const messages = await withTenant(tenant, async () => {
    const told: (typeof first)[] = []
    for (const one of group) if (await markDeliveryRecovered(tenant, one.delivery.id)) told.push(one)
    if (told.length === 0) return []
    const links = told.flatMap(({ job }) => (job ? linkOf(job) : [])).slice(0, MAX_LINKS)
    const detail = { kind: 'interrupted', deliveries: told.length, sourceName: name, links } as const
    return planNotifications(tenant, {
      noticeId: await createNotice(tenant, { analysisId: null, detail }),
      deliveryId: null,
    })
  })
  await sendNotifications(tenant, messages)
}

const linkOf = ({ facts }: AlertJob): { title: string; url: string | null } => ({
  title: facts.title.slice(0, 200),
  url: (facts.links.find(({ rel }) => rel === 'alert') ?? facts.links[0])?.url ?? null,
})
