import { type Endpoint, markRefusals } from '../data/sources.ts'
import { log } from '../log.ts'
import { tally } from '../queue/tally.ts'
import type { Refusal } from './verify/verifier.ts'

/** Between two writes for one source: whoever knows an address could otherwise have a row written for every request. */
const PAUSE_MS = 5_000
const MAX_SOURCES = 10_000

const isUnexpected = (reason: Refusal) =>
  reason === 'unexpected_topic' || reason === 'unexpected_caller' || reason === 'old_version'

/** On globalThis: a bundler may load this module more than once, and each copy would count for itself. */
const held = globalThis as typeof globalThis & { letheRefusals?: Map<string, { count: number; writtenAt: number }> }

/**
 * Takes down that a delivery did not prove itself, after the answer: the people of its workspace see when and why. The first
 * is written at once; those within five seconds are counted and written with the next one.
 */
export function noteRefusal({ tenant, id }: Pick<Endpoint, 'tenant' | 'id'>, reason: Refusal): () => Promise<void> {
  tally(tenant, id, isUnexpected(reason) ? 'unexpected' : reason)
  return async () => {
    held.letheRefusals ??= new Map()
    const sources = held.letheRefusals
    if (sources.size > MAX_SOURCES) sources.clear()
    const entry = sources.get(id) ?? { count: 0, writtenAt: 0 }
    sources.set(id, entry)
    entry.count++
    if (Date.now() - entry.writtenAt < PAUSE_MS) return
    const { count } = entry
    Object.assign(entry, { count: 0, writtenAt: Date.now() })
    await markRefusals(tenant, id, reason, count).catch(() => log.error('a refused delivery could not be counted'))
  }
}
