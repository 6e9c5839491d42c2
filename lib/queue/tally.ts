import { addToLedger, type LedgerCounts } from '../data/ledger-entries.ts'
import type { TenantId } from '../data/unscoped.ts'
import { log } from '../log.ts'

/**
 * What has no row of its own (refusals, wrong signatures) is summed in memory and written once a second: somebody who guesses
 * signatures costs no statement each, and their answer takes the same time as for an endpoint that does not exist. A process
 * that is killed loses at most the last second of these figures.
 */
interface Sum {
  tenant: TenantId
  sourceId: string
  counts: Partial<LedgerCounts>
}
const FLUSH_MS = 1_000

/** On globalThis: a bundler may load this module more than once. */
const held = globalThis as typeof globalThis & { letheTally?: Map<string, Sum>; letheTallyTimer?: NodeJS.Timeout }

export function tally(tenant: TenantId, sourceId: string, what: keyof LedgerCounts, count = 1): void {
  held.letheTally ??= new Map()
  const sum = held.letheTally.get(sourceId) ?? { tenant, sourceId, counts: {} }
  sum.counts[what] = (sum.counts[what] ?? 0) + count
  held.letheTally.set(sourceId, sum)
  held.letheTallyTimer ??= setTimeout(() => void flushTally(), FLUSH_MS).unref()
}

/** Writes what was summed. What cannot be written now is kept for the next time. */
export async function flushTally(): Promise<void> {
  clearTimeout(held.letheTallyTimer)
  delete held.letheTallyTimer
  const sums = [...(held.letheTally?.values() ?? [])]
  held.letheTally?.clear()
  for (const { tenant, sourceId, counts } of sums) {
    await addToLedger(tenant, sourceId, counts).catch(() => {
      log.warn('figures of a source were not written')
      for (const [what, count] of Object.entries(counts)) tally(tenant, sourceId, what as keyof LedgerCounts, count)
    })
  }
}
