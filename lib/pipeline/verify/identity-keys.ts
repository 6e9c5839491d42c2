import { createPublicKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { Unavailable } from '../../errors.ts'
import { type OutboundFetch, outbound } from '../../outbound.ts'

/**
 * Public keys by which a cloud signs its tokens (a JSON Web Key Set, RFC 7517): few, named, changed every few weeks. Fetched from
 * the cloud's own address without following a redirect.
 */

const LIMITS = { timeoutMs: 5_000, maxBytes: 262_144, maxRedirects: 0 } as const
const KEPT_MS = 6 * 3_600_000
/** A key that is not in the set may be newer than the set; a storm of unknown names is one question. */
const ASK_AGAIN_MS = 60_000
/** How long a failed fetch is not tried again. */
const FAILED_MS = 5_000
const MAX_KEPT = 200
const MAX_KEYS = 50
/** Shorter ones are no longer good (RFC 8725, NIST SP 800-131A). */
const MIN_BITS = 2_048

interface Kept {
  keys: Promise<ReadonlyMap<string, KeyObject>>
  askedAt: number
  until: number
}

const keySet = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.string() })).max(MAX_KEYS) })

/** Asks at most once per address at a time. */
export class IdentityKeys {
  readonly #kept = new Map<string, Kept>()
  readonly #fetch: () => OutboundFetch

  constructor(fetch: () => OutboundFetch) {
    this.#fetch = fetch
  }

  /** Null where the set has no such RSA key. Throws Unavailable where nobody answers. */
  async find(url: string, kid: string, now: Date): Promise<KeyObject | null> {
    const nowMs = now.getTime()
    const kept = this.#keep(url, nowMs)
    const key = (await kept.keys).get(kid)
    if (key) return key
    if (nowMs - kept.askedAt < ASK_AGAIN_MS) return null
    this.#kept.delete(url)
    return (await this.#keep(url, nowMs).keys).get(kid) ?? null
  }

  #keep(url: string, nowMs: number): Kept {
    const kept = this.#kept.get(url)
    if (kept && kept.until > nowMs) return kept
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear()
    const fresh: Kept = { keys: this.#load(url), askedAt: nowMs, until: nowMs + KEPT_MS }
    fresh.keys.catch(() => {
      fresh.until = nowMs + FAILED_MS
    })
    this.#kept.set(url, fresh)
    return fresh
  }

  async #load(url: string): Promise<ReadonlyMap<string, KeyObject>> {
    try {
      const answer = await this.#fetch()(url)
      if (answer.ok) return keysOf(await answer.json())
      await answer.body?.cancel()
    } catch {
      // Named below: the reason of a failed connection says nothing to a sender.
    }
    throw new Unavailable({ happened: "The keys of the sender's cloud could not be fetched." })
  }
}

function keysOf(json: unknown): ReadonlyMap<string, KeyObject> {
  const found = new Map<string, KeyObject>()
  for (const jwk of keySet.parse(json).keys) {
    const key = jwk.kty === 'RSA' && jwk.use !== 'enc' ? publicKeyOf(jwk) : null
    if (key) found.set(jwk.kid, key)
  }
  return found
}

function publicKeyOf(jwk: Record<string, unknown>): KeyObject | null {
  try {
    const key = createPublicKey({ key: { kty: 'RSA', n: String(jwk.n), e: String(jwk.e) }, format: 'jwk' })
    return (key.asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_BITS ? key : null
  } catch {
    return null
  }
}

const identityKeys = new IdentityKeys(() => outbound(LIMITS))
export const findIdentityKey = (url: string, kid: string, now: Date): Promise<KeyObject | null> =>
  identityKeys.find(url, kid, now)
