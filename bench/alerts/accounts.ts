import { setTimeout as sleep } from 'node:timers/promises'
import type { AlertStack } from './stack.ts'

/** What the database says of all deliveries of the senders of a bench, read as its superuser. */
export interface Accounts {
  /** Counted when they were taken. */
  accepted: number
  duplicates: number
  refused: number
  rows: number
  inHand: number
  states: Record<string, number>
  /** Deliveries that were to be analyzed, analyses there are, and analyses beyond one for a delivery. */
  leads: number
  analyses: number
  twice: number
}

export async function readAccounts(stack: AlertStack): Promise<Accounts> {
  const [ledger] = await stack.query<{ accepted: number; duplicates: number; refused: number }>(
    `select coalesce(sum(accepted), 0)::int as accepted, coalesce(sum(duplicates), 0)::int as duplicates,
       coalesce(sum(refused_busy + refused_rate), 0)::int as refused from ledger_entries`,
  )
  const rows = await stack.query<{ state: string; count: number }>(
    'select state::text as state, count(*)::int as count from deliveries group by 1',
  )
  const states = Object.fromEntries(rows.map(({ state, count }) => [state, count]))
  const [found] = await stack.query<{ leads: number; analyses: number; answered: number }>(
    `select (select count(*)::int from alert_groups) as leads,
       (select count(*)::int from analyses where source = 'webhook' and created_at > now() - interval '1 day'
          and tenant_id in (select tenant_id from sources)) as analyses,
       (select count(*)::int from deliveries where analysis_id is not null and state in ('analyzed', 'delivered', 'failed')) as answered`,
  )
  const sum = rows.reduce((all, { count }) => all + count, 0)
  return {
    ...{ accepted: ledger?.accepted ?? 0, duplicates: ledger?.duplicates ?? 0, refused: ledger?.refused ?? 0 },
    ...{ rows: sum, inHand: (states.received ?? 0) + (states.analyzing ?? 0), states },
    ...{ leads: found?.leads ?? 0, analyses: found?.analyses ?? 0 },
    twice: Math.max(0, (found?.analyses ?? 0) - (found?.answered ?? 0)),
  }
}

/** Seconds until nothing is in hand; throws where that takes too long. */
export async function untilDrained(stack: AlertStack, withinSeconds: number): Promise<number> {
  const from = performance.now()
  for (;;) {
    const seconds = (performance.now() - from) / 1_000
    const { inHand, states } = await readAccounts(stack)
    if (inHand === 0) return seconds
    if (seconds > withinSeconds) throw new Error(`after ${withinSeconds} s still in hand: ${JSON.stringify(states)}`)
    await sleep(250)
  }
}
