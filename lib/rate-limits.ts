import { hash } from 'node:crypto'
import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { TenantId } from './data/unscoped.ts'
import { RateLimited } from './errors.ts'
import { countRefusal } from './metrics.ts'
import { trustedRedis } from './queue/redis.ts'

/**
 * How often each door may be knocked at: by address and path before anything is looked up, so that neither a 429 nor its
 * time tells whether an id exists; by account and tenant once they are known. Counted in the memory of this process, or in the Redis that processes
 * share; while that does not answer, in memory again.
 *
 *   limitRequest(door, request)      before anything else; throws RateLimited
 *   limitAccount(door, userId)       after the session
 *   limitTenant(door, tenant)        after the signature or the session
 *   limitKey(keyId)                  after the key: what is left of its minute
 */

export type Door =
  | 'hooks'
  | 'analyses'
  | 'sign_in'
  | 'api'
  | 'v1'
  | 'channel_test'
  | 'disclosure'
  | 'agreement'
  | 'subscribe'
  | 'request'
type Scope = 'everybody' | 'address' | 'path' | 'account' | 'tenant'
/** Requests per minute. */
export type Limits = Readonly<Record<Door, Readonly<Record<Scope, number>>>>

/**
 * Far above what one sender or person needs; an alert storm of 300 a second over 20 endpoints passes. `everybody` bounds
 * what a client that invents addresses (a forwarded-for header without a proxy in front) can do, and the memory of counting.
 */
export const DEFAULT_LIMITS: Limits = {
  hooks: { everybody: 300_000, address: 30_000, path: 3_000, account: 3_000, tenant: 12_000 },
  analyses: { everybody: 12_000, address: 1_200, path: 12_000, account: 600, tenant: 2_400 },
  sign_in: { everybody: 6_000, address: 300, path: 6_000, account: 60, tenant: 600 },
  api: { everybody: 30_000, address: 6_000, path: 12_000, account: 3_000, tenant: 12_000 },
  // Of programs; `account` is one key.
  v1: { everybody: 30_000, address: 3_000, path: 12_000, account: 600, tenant: 3_000 },
  // From people nobody knows; each is a mail to the operator.
  disclosure: { everybody: 60, address: 4, path: 60, account: 4, tenant: 4 },
  // From people nobody knows; each is a mail to an address that they give.
  agreement: { everybody: 120, address: 5, path: 120, account: 5, tenant: 5 },
  // The same. What one address gets in a day has a limit of its own, which the database keeps.
  subscribe: { everybody: 120, address: 5, path: 120, account: 5, tenant: 5 },
  request: { everybody: 120, address: 5, path: 120, account: 5, tenant: 5 },
  // Each is a message in front of people who did not ask for it. Counted once the channel is known to be the workspace's.
  channel_test: { everybody: 1_200, address: 60, path: 12, account: 12, tenant: 20 },
}
const WINDOW_SECONDS = 60
/** Requests that one key may send in a minute. */
export const KEY_LIMIT = DEFAULT_LIMITS.v1.account

/** What is left until the minute ends. */
export interface Quota {
  limit: number
  remaining: number
  resetSeconds: number
}

/** What is looked at of a request, whoever read it from the wire. */
export interface Knock {
  url: string
  headers: Pick<Headers, 'get'>
}

export interface RateLimits {
  request(door: Door, request: Knock, path?: string): Promise<void>
  count(door: Door, scope: Scope, key: string): Promise<Quota>
}

/** Counters of their own: for tests, and for doors with other limits. `redis`: where to count now, null for this process. */
export function createRateLimits(limits: Limits = DEFAULT_LIMITS, redis: () => Redis | null = () => null): RateLimits {
  const counters = new Map<
    string,
    { memory: RateLimiterMemory; shared: RateLimiterRedis | null; client: Redis | null }
  >()
  const counterOf = (door: Door, scope: Scope) => {
    const client = redis()
    const name = `${door}/${scope}`
    const found = counters.get(name)
    if (found && (found.client === client || client === null))
      return client === null ? found.memory : (found.shared ?? found.memory)
    const options = { keyPrefix: `lethe:limit:${name}`, points: limits[door][scope], duration: WINDOW_SECONDS }
    const memory = found?.memory ?? new RateLimiterMemory(options)
    const shared = client && new RateLimiterRedis({ ...options, storeClient: client, insuranceLimiter: memory })
    counters.set(name, { memory, shared, client })
    return shared ?? memory
  }
  const count = async (door: Door, scope: Scope, key: string): Promise<Quota> => {
    try {
      const { remainingPoints, msBeforeNext } = await counterOf(door, scope).consume(shortKey(key))
      const resetSeconds = Math.max(1, Math.ceil(msBeforeNext / 1_000))
      return { limit: limits[door][scope], remaining: Math.max(0, remainingPoints), resetSeconds }
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      countRefusal(door, scope)
      throw new RateLimited(Math.max(1, Math.ceil(refused.msBeforeNext / 1_000)))
    }
  }
  return {
    count,
    request: async (door, request, path = new URL(request.url).pathname) => {
      const counted = [
        count(door, 'everybody', ''),
        count(door, 'address', addressOf(request)),
        count(door, 'path', path),
      ]
      await Promise.all(counted)
    },
  }
}

/** On globalThis: a bundler may load this module more than once, and each copy would count for itself. */
const held = globalThis as typeof globalThis & { letheRateLimits?: RateLimits }
function shared(): RateLimits {
  held.letheRateLimits ??= createRateLimits(DEFAULT_LIMITS, trustedRedis)
  return held.letheRateLimits
}

/** `path`: what is counted in place of the address's own, where its end is a secret that could be guessed at. */
export const limitRequest = (door: Door, request: Knock, path?: string): Promise<void> =>
  shared().request(door, request, path)
export const limitAccount = (door: Door, userId: string): Promise<Quota> => shared().count(door, 'account', userId)
export const limitTenant = (door: Door, tenant: TenantId): Promise<Quota> => shared().count(door, 'tenant', tenant)
export const limitKey = (keyId: string): Promise<Quota> => shared().count('v1', 'account', keyId)

/**
 * The nearest hop: Next puts the socket's address into X-Forwarded-For where nothing stands in it, and a proxy adds its own
 * at the end. What a client wrote before that is not looked at.
 */
export function addressOf(request: Pick<Knock, 'headers'>): string {
  const forwarded = request.headers.get('x-forwarded-for') ?? ''
  return forwarded.split(',').at(-1)?.trim() || 'unknown'
}

/** A key of any length costs the same memory; an address is not kept as it is. */
const shortKey = (key: string): string => hash('sha256', key, 'base64url').slice(0, 22)
