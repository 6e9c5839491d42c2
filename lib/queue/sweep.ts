import { interruptLostDeliveries, settleDelivery } from '../data/delivery-states.ts'
import { claimDueNotifications, failLostNotifications, findClaimedNotification } from '../data/notifications.ts'
import { log } from '../log.ts'
import { attempt, NOTIFY_LEASE_SECONDS } from '../pipeline/deliver/notify.ts'
import { investigateAlert } from '../pipeline/investigate-alert.ts'
import { alertQueue } from './alert-queue.ts'
import { renewLeases } from './leases.ts'
import { recoverInterrupted } from './recover.ts'
import { tellGroups, tellStorms } from './tell-groups.ts'

/** Often enough for the shortest wait between two attempts. */
const EVERY_MS = 5_000
const MAX_AT_ONCE = 20
/** A clock that was moved by more than this since the last turn: leases say nothing until everybody has renewed theirs. */
const CLOCK_JUMP_MS = 10_000
const TRUST_AGAIN_MS = 45_000

/** On globalThis: a bundler may load this module more than once. */
const held = globalThis as typeof globalThis & { letheSweep?: NodeJS.Timeout }

/** At start and every few seconds: deliveries whose process has gone are marked interrupted, messages that are due are sent. */
export function startSweep(): void {
  if (held.letheSweep) return
  let busy = false
  const clock = watchClock()
  const turn = async () => {
    if (busy) return
    busy = true
    await sweep(clock()).catch((error: unknown) =>
      log.warn('the sweep failed', { error: error instanceof Error ? error.name : typeof error }),
    )
    busy = false
  }
  held.letheSweep = setInterval(() => void turn(), EVERY_MS).unref()
  void turn()
}

/** One turn; how much there was to do. `leasesHold`: false while ended leases may be those of living processes. */
export async function sweep(leasesHold = true): Promise<{ interrupted: number; recovered: number; sent: number }> {
  const queue = alertQueue(investigateAlert)
  await renewLeases()
  await queue.renewHeld()
  const interrupted = leasesHold ? await interruptLostDeliveries() : 0
  if (interrupted > 0) log.warn('deliveries were interrupted', { count: interrupted })
  const recovered = await recoverInterrupted(queue)
  if (leasesHold) await failLost()
  const due = await claimDueNotifications(MAX_AT_ONCE, NOTIFY_LEASE_SECONDS)
  await Promise.all(
    due.map(async ({ tenant, id }) => {
      const claimed = await findClaimedNotification(tenant, id)
      if (claimed) await attempt(tenant, claimed)
    }),
  )
  await tellGroups()
  await tellStorms()
  return { interrupted, recovered, sent: due.length }
}

async function failLost(): Promise<void> {
  for (const { tenant, deliveryId } of await failLostNotifications()) {
    log.warn('a message was under way when its process ended')
    if (deliveryId !== null) await settleDelivery(tenant, deliveryId)
  }
}

/** Whether this machine's clock runs as its monotonic one does. A lease that ended by a jump is nobody's death. */
function watchClock(): () => boolean {
  let [wall, steady] = [Date.now(), performance.now()]
  let trustedFrom = 0
  return () => {
    const now = performance.now()
    const drift = Math.abs(Date.now() - wall - (now - steady))
    ;[wall, steady] = [Date.now(), now]
    if (drift > CLOCK_JUMP_MS) {
      trustedFrom = now + TRUST_AGAIN_MS
      log.warn('the clock was moved', { seconds: Math.round(drift / 1_000) })
    }
    return now >= trustedFrom
  }
}
