import Stripe from 'stripe'
import type { BillingStore } from '../../../lib/billing/sync.ts'
import type { Subscription } from '../../../lib/data/billing-accounts.ts'
import { unscopedTenantId } from '../../../lib/data/unscoped.ts'
import { type Api, createApi } from './routes.ts'
import type { World } from './world.ts'

/** Books for tests that run thousands of lives: the fake of Stripe without a socket, and our side in memory. */

/** Made at run time, so that no scanner takes them for keys. */
export const TEST_KEY = ['sk', 'test', 'house'].join('_')
export const TEST_SECRET = ['whsec', 'house'].join('_')

export interface Place {
  world: World
  /** Turns of the event loop that a request is under way. */
  waits(): number
  fails(): boolean
}

/** The real SDK, made once; its requests reach the fake that it was last led to. */
export function stripeOver() {
  let [place, api]: [Place | null, Api | null] = [null, null]
  const turn = async () => {
    for (let left = place?.waits() ?? 0; left > 0; left--) await null
  }
  const enter = (next: Place) => {
    place = next
    api = createApi(next.world, TEST_KEY)
  }
  const makeRequest: HttpClient['makeRequest'] = async (_host, _port, path, method, headers, body) => {
    await turn()
    const given = headers as Record<string, string | undefined>
    const idempotencyKey = given['Idempotency-Key'] ?? null
    const asked = { method, path, body: body ?? '', authorization: given.Authorization ?? null, idempotencyKey }
    const trouble = { status: 500, body: { error: { type: 'api_error', message: 'trouble of ours' } } }
    const answer = api === null || place?.fails() ? trouble : api.handle(asked)
    await turn()
    return {
      ...{ getStatusCode: () => answer.status, getHeaders: () => ({}), getRawResponse: () => ({}) },
      ...{ toStream: () => null, toJSON: async () => answer.body },
    }
  }
  const httpClient = { getClientName: () => 'fake', makeRequest }
  const stripe = new Stripe(TEST_KEY, { httpClient, maxNetworkRetries: 0, telemetry: false })
  return { stripe, enter }
}
type HttpClient = NonNullable<NonNullable<ConstructorParameters<typeof Stripe>[1]>['httpClient']>

export interface MemoryStore extends BillingStore {
  subscription: Subscription | null
  /** How often a writer had to read again. */
  stale: number
  /** How often an event was taken: by its id. */
  taken: Map<string, number>
}

/** One workspace. Compares and sets like the database. */
export function memoryStore(customerId: string, waits: () => number): MemoryStore {
  const tenant = unscopedTenantId('00000000-0000-4000-8000-000000000001')
  let version = 0
  const turn = async () => {
    for (let left = waits(); left > 0; left--) await null
  }
  const store: MemoryStore = {
    ...{ subscription: null, stale: 0, taken: new Map() },
    tenantOf: async (given) => (given === customerId ? tenant : null),
    isTaken: async (_, id) => store.taken.has(id),
    load: async () => {
      await turn()
      return { customerId, version, subscription: store.subscription }
    },
    save: async (_, expected, { after }, cause) => {
      await turn()
      if (cause.kind === 'event' && store.taken.has(cause.id)) return 'taken_before'
      if (expected !== version) {
        store.stale++
        return 'stale'
      }
      version++
      store.subscription = after
      if (cause.kind === 'event') store.taken.set(cause.id, (store.taken.get(cause.id) ?? 0) + 1)
      return 'saved'
    },
  }
  return store
}
