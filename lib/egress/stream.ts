import { setTimeout as sleep } from 'node:timers/promises'
import { listEgress } from '../data/egress.ts'
import { findMember } from '../data/memberships.ts'
import { eventStream } from '../event-stream.ts'
import { can } from '../permissions.ts'
import type { Member } from '../session.ts'
import { egressRow } from './operation.ts'

const LOOK_EVERY_MS = 2_000
/** A browser opens the next stream by itself, from where this one ended. */
const MAX_MS = 10 * 60_000
const MAX_ROWS = 100
/** A row's time is when its transaction began: one that took long is seen late. What was seen already is not told again. */
const LOOK_BACK_MS = 15_000
const MAX_SEEN = 2_000

/**
 * Every operation as it is recorded, with a time as the event's id: whoever comes back with `Last-Event-ID` (`since`) misses
 * nothing and may hear the last seconds twice, which rows with ids make harmless.
 */
export function streamEgress({ tenant, userId }: Watcher, since: string | null): Response {
  const { response } = eventStream(async (send, gone) => {
    let newest = startOf(since)
    let scan = back(newest)
    const seen = new Set<string>()
    // Headers travel with the first words: whoever listens knows at once that they do.
    send('ready', {}, newest.toISOString())
    for (const until = Date.now() + MAX_MS; Date.now() < until && !gone.aborted; ) {
      const member = await findMember(tenant, userId)
      if (!member || !can(member.role, 'analysis:read')) return
      const found = await listEgress(tenant, { after: scan, limit: MAX_ROWS })
      for (const operation of found) {
        const told = `${operation.id} ${operation.kind === 'message' ? operation.state : ''}`
        if (seen.has(told)) continue
        seen.add(told)
        if (operation.at > newest) newest = operation.at
        send('operation', egressRow(operation), newest.toISOString())
      }
      forgetOldest(seen)
      const last = found.at(-1)
      scan = last && found.length === MAX_ROWS ? last.at : back(newest)
      if (found.length < MAX_ROWS) await sleep(LOOK_EVERY_MS, undefined, { signal: gone }).catch(() => {})
    }
  })
  return response
}

type Watcher = Pick<Member, 'tenant' | 'userId'>
const back = (at: Date): Date => new Date(at.getTime() - LOOK_BACK_MS)

function forgetOldest(seen: Set<string>): void {
  for (const told of seen) {
    if (seen.size <= MAX_SEEN) return
    seen.delete(told)
  }
}

/** A client's word names a moment in its own workspace's list and nothing else. At most a day ago. */
function startOf(since: string | null): Date {
  const now = Date.now()
  const asked = /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(since ?? '') ? Date.parse(since ?? '') : Number.NaN
  if (Number.isNaN(asked)) return new Date(now)
  return new Date(Math.min(now, Math.max(asked, now - 86_400_000)))
}
