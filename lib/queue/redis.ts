import { Redis } from 'ioredis'
import { env } from '../env.ts'
import { log } from '../log.ts'

/**
 * The Redis that processes share, where there is one. It must keep nothing on disk and drop nothing by itself: that is asked of
 * it at start and after every reconnect, and until it has answered nothing is written to it.
 *
 *   openRedis()      connects and asks; throws RedisKeeps where it would keep or drop
 *   trustedRedis()   the connection while it can be trusted, else null
 *   redisState()     for claims and readiness
 */

/** `attested`: its settings cannot be read, and whoever runs it vouches for them. `refused`: it keeps or drops. */
export type RedisState = 'none' | 'checked' | 'attested' | 'refused' | 'away'

/** One line for the person who runs Lethe. */
export class RedisKeeps extends Error {
  override name = 'RedisKeeps'
}

interface Held {
  client: Redis
  state: RedisState
  /** Told whenever the state changes. */
  listeners: ((state: RedisState) => void)[]
}
/** On globalThis: a bundler may load this module more than once. */
const held = globalThis as typeof globalThis & { letheRedis?: Held }

/** Waits at most this long for the first answer. */
const CONNECT_MS = 10_000
/** A machine that went without a word closes no connection. */
const COMMAND_MS = 5_000

export async function openRedis(url: string, attested: boolean): Promise<Redis> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    // What cannot be written now fails at once: an alert then waits in this process.
    enableOfflineQueue: false,
    // So does what was under way when the connection was lost; with `null` it would never be answered at all.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_MS,
    retryStrategy: (times) => Math.min(100 * 2 ** Math.min(times, 6), 5_000),
  })
  const own: Held = { client, state: 'away', listeners: [] }
  held.letheRedis = own
  client.on('error', () => {})
  client.on('close', () => move(own, own.state === 'refused' ? 'refused' : 'away'))
  await client.connect().catch(() => {
    throw new RedisKeeps('REDIS_URL does not answer: start that Redis, or unset REDIS_URL to queue in memory.')
  })
  move(own, await stateOf(client, attested))
  client.on('ready', () => void recheck(own, attested))
  return client
}

async function recheck(own: Held, attested: boolean): Promise<void> {
  try {
    move(own, await stateOf(own.client, attested))
  } catch (error) {
    // A connection that broke again says so by itself.
    if (!(error instanceof RedisKeeps)) return
    log.error('the shared redis keeps or drops data: nothing more is written to it')
    move(own, 'refused')
  }
}

function move(own: Held, state: RedisState): void {
  if (own.state === state) return
  own.state = state
  for (const listener of own.listeners) listener(state)
}

/** What a Redis must say of itself, and what it means otherwise. */
const DEMANDS = [
  ['save', '', 'writes snapshots to disk: set `save ""`'],
  ['appendonly', 'no', 'writes a log to disk: set `appendonly no`'],
  ['maxmemory-policy', 'noeviction', 'drops jobs when it is full: set `maxmemory-policy noeviction`'],
] as const

/** Throws RedisKeeps where a setting is wrong, or cannot be read and nobody vouches. Other errors: it does not answer. */
async function stateOf(client: Redis, attested: boolean): Promise<'checked' | 'attested'> {
  for (const [name, wanted, problem] of DEMANDS) {
    const answer = await client.config('GET', name).catch((error: unknown) => {
      if (isRefusal(error)) return null
      throw error
    })
    const value = Array.isArray(answer) ? answer[1] : undefined
    if (value === undefined) {
      if (attested) return 'attested'
      throw new RedisKeeps(
        `REDIS_URL: its settings cannot be read, so nobody knows whether it keeps data. If you know that it has no snapshots, no append-only log and no eviction, set LETHE_REDIS_NO_PERSISTENCE=attested.`,
      )
    }
    if (value !== wanted)
      throw new RedisKeeps(`REDIS_URL: that Redis ${problem}. Redacted text would outlive its analysis.`)
  }
  return 'checked'
}

/** Redis answered, with an error of its own: the command is renamed, or this user may not give it. */
const isRefusal = (error: unknown): boolean => error instanceof Error && error.name === 'ReplyError'

export function trustedRedis(): Redis | null {
  const own = held.letheRedis
  return own && (own.state === 'checked' || own.state === 'attested') ? own.client : null
}

export function redisState(): RedisState {
  if (held.letheRedis) return held.letheRedis.state
  return env().redisUrl === null ? 'none' : 'away'
}

export function onRedisState(listener: (state: RedisState) => void): void {
  held.letheRedis?.listeners.push(listener)
}

/** For tests, and at shutdown. */
export async function closeRedis(): Promise<void> {
  const own = held.letheRedis
  delete held.letheRedis
  own?.client.disconnect()
}
