import { interruptLostDeliveries } from '../data/deliveries.ts'
import { claimDueNotifications, findClaimedNotification } from '../data/notifications.ts'
import { log } from '../log.ts'
import { attempt, NOTIFY_LEASE_SECONDS } from '../pipeline/deliver/notify.ts'

/** Often enough for the shortest wait between two attempts. */
const EVERY_MS = 5_000
const MAX_AT_ONCE = 10

/** On globalThis: a bundler may load this module more than once. */
const held = globalThis as typeof globalThis & { letheSweep?: NodeJS.Timeout }

/** At start and every few seconds: deliveries whose process has gone are marked interrupted, messages that are due are sent. */
export function startSweep(): void {
  if (held.letheSweep) return
  let busy = false
  const turn = async () => {
    if (busy) return
    busy = true
    await sweep().catch((error: unknown) =>
      log.warn('the sweep failed', { error: error instanceof Error ? error.name : typeof error }),
    )
    busy = false
  }
  held.letheSweep = setInterval(() => void turn(), EVERY_MS).unref()
  void turn()
}

/** One turn; how much there was to do. */
export async function sweep(): Promise<{ interrupted: number; sent: number }> {
  const interrupted = await interruptLostDeliveries()
  if (interrupted > 0) log.warn('deliveries were interrupted', { count: interrupted })
  const due = await claimDueNotifications(MAX_AT_ONCE, NOTIFY_LEASE_SECONDS)
  await Promise.all(
    due.map(async ({ tenant, id }) => {
      const claimed = await findClaimedNotification(tenant, id)
      if (claimed) await attempt(tenant, claimed)
    }),
  )
  return { interrupted, sent: due.length }
}
