import { setTimeout as sleep } from 'node:timers/promises'
import { type DeliveryEnd, getDelivery } from './data/deliveries.ts'
import { findMember } from './data/memberships.ts'
import { NotFound } from './errors.ts'
import { eventStream, type Send } from './event-stream.ts'
import { listenLive } from './live.ts'
import { can } from './permissions.ts'
import type { Progress } from './pipeline/investigate.ts'
import type { Member } from './session.ts'

/** An analysis takes three minutes at most, and may wait its turn before that. */
const MAX_MS = 10 * 60_000
const LOOK_EVERY_MS = 2_000

type Watcher = Pick<Member, 'tenant' | 'userId' | 'role'>

/**
 * The analysis of a delivery as it happens: `stage`, `draft` and `request` while they are in the memory of this process,
 * then `result` with the id, or `problem` where there will be none. Drafts and bodies hold redacted lines, which nobody who
 * may only read ever sees: they get stages. Throws NotFound for a delivery that is not this workspace's, RateLimited.
 */
export async function watchDelivery(member: Watcher, id: string): Promise<Response> {
  const watcher = { ...member }
  const { tenant } = watcher
  const delivery = await getDelivery(tenant, id)
  const { response } = eventStream(async (send, gone) => {
    let wake = () => {}
    const stop = listenLive(tenant, delivery.id, {
      tell: (progress) => pass(progress, watcher, send),
      end: () => wake(),
    })
    try {
      for (const until = Date.now() + MAX_MS; Date.now() < until && !gone.aborted; ) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve
        })
        const now = await lookAgain(watcher, delivery.id)
        if (now === null || tellEnd(now, send)) return
        await Promise.race([woken, sleep(LOOK_EVERY_MS, undefined, { signal: gone }).catch(() => {})])
      }
    } finally {
      stop()
    }
  })
  return response
}

function pass(progress: Progress, { role }: Watcher, send: Send): void {
  if (progress.event === 'stage' || can(role, 'analysis:create')) send(progress.event, progress.data)
}

/** Null for somebody who was removed from the workspace meanwhile; another role counts from now on. */
async function lookAgain(watcher: Watcher, id: string): Promise<DeliveryEnd | null> {
  const member = await findMember(watcher.tenant, watcher.userId)
  if (!member) return null
  watcher.role = member.role
  return getDelivery(watcher.tenant, id)
}

/** True where nothing more will happen. */
function tellEnd({ analysisId, state }: DeliveryEnd, send: Send): boolean {
  if (analysisId !== null) send('result', { id: analysisId })
  else if (state === 'received' || state === 'analyzing') return false
  else throw new NotFound('analysis', { happened: `This delivery has no analysis: it is ${state}.` })
  return true
}
