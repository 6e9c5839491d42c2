import type { TenantId } from './data/unscoped.ts'
import { RateLimited } from './errors.ts'
import type { Progress, Watch } from './pipeline/investigate.ts'

/**
 * What an alert's analysis is doing, for whoever opens its page meanwhile. In the memory of the process that does it, found
 * by tenant and delivery together, gone when it ends: drafts hold quotes, requests the exact body that left.
 *
 *   withLive(tenant, deliveryId, work)         `work` is given the ear to tell
 *   listenLive(tenant, deliveryId, listener)   what was told so far, then what follows; returns how to stop
 */

/** Of all analyses under way together, in UTF-16 units. Beyond, listeners hear it and late ones do not. */
const MAX_KEPT = 32 * 1024 * 1024
const MAX_KEPT_EACH = 2 * 1024 * 1024
const MAX_LISTENERS_EACH = 20
const MAX_LISTENERS = 200

export interface Listener {
  tell: Watch
  /** The analysis has ended: its row says how. */
  end: () => void
}

interface Place {
  /** Null until the analysis begins here: it may be waiting, or run in another process. */
  told: Progress[] | null
  kept: number
  listeners: Set<Listener>
}

interface Store {
  places: Map<TenantId, Map<string, Place>>
  kept: number
  listeners: number
}

/** On globalThis: a bundler may load this module more than once, and each copy would be deaf to the other. */
const held = globalThis as typeof globalThis & { letheLive?: Store }

function store(): Store {
  held.letheLive ??= { places: new Map(), kept: 0, listeners: 0 }
  return held.letheLive
}

export async function withLive<T>(
  tenant: TenantId,
  deliveryId: string,
  work: (watch: Watch) => Promise<T>,
): Promise<T> {
  const place = placeOf(tenant, deliveryId)
  place.told = []
  try {
    return await work((progress) => tellAll(place, progress))
  } finally {
    store().kept -= place.kept
    place.told = null
    place.kept = 0
    for (const { end } of place.listeners) quietly(end)
    drop(tenant, deliveryId, place)
  }
}

/** Throws RateLimited where too many listen. */
export function listenLive(tenant: TenantId, deliveryId: string, listener: Listener): () => void {
  const all = store()
  const mine = [...(all.places.get(tenant)?.values() ?? [])].reduce((sum, { listeners }) => sum + listeners.size, 0)
  if (mine >= MAX_LISTENERS_EACH || all.listeners >= MAX_LISTENERS)
    throw new RateLimited(5, { happened: 'Too many pages are watching analyses at this moment.' })
  const place = placeOf(tenant, deliveryId)
  place.listeners.add(listener)
  all.listeners++
  for (const progress of place.told ?? []) quietly(() => listener.tell(progress))
  return () => {
    if (!place.listeners.delete(listener)) return
    all.listeners--
    drop(tenant, deliveryId, place)
  }
}

/** Places, listeners and kept text: for tests, which expect nothing to be left. */
export function liveSizes(): { places: number; listeners: number; kept: number } {
  const { places, listeners, kept } = store()
  return { places: [...places.values()].reduce((sum, { size }) => sum + size, 0), listeners, kept }
}

function tellAll(place: Place, progress: Progress): void {
  const all = store()
  const size = JSON.stringify(progress).length
  if (place.told && place.kept + size <= MAX_KEPT_EACH && all.kept + size <= MAX_KEPT) {
    place.told.push(progress)
    place.kept += size
    all.kept += size
  }
  for (const { tell } of place.listeners) quietly(() => tell(progress))
}

function placeOf(tenant: TenantId, deliveryId: string): Place {
  const { places } = store()
  const own = places.get(tenant) ?? new Map<string, Place>()
  places.set(tenant, own)
  const place = own.get(deliveryId) ?? { told: null, kept: 0, listeners: new Set() }
  own.set(deliveryId, place)
  return place
}

function drop(tenant: TenantId, deliveryId: string, place: Place): void {
  if (place.told !== null || place.listeners.size > 0) return
  const { places } = store()
  const own = places.get(tenant)
  if (own?.get(deliveryId) === place) own.delete(deliveryId)
  if (own?.size === 0) places.delete(tenant)
}

/** A page that went away cannot break an analysis. */
function quietly(call: () => void): void {
  try {
    call()
  } catch {
    // Nothing to tell it to.
  }
}
