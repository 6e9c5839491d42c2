import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import type { TenantId } from './unscoped.ts'

/** On globalThis, as the clients are: a bundler may load this module more than once. */
const held = globalThis as typeof globalThis & { letheOpening?: AsyncLocalStorage<TenantId> }
held.letheOpening ??= new AsyncLocalStorage<TenantId>()
const opening = held.letheOpening

/** Runs `work`, whose next transaction on a `UnitClient` begins with `tenant`. */
export function openingFor<T>(tenant: TenantId, work: () => Promise<T>): Promise<T> {
  return opening.run(tenant, work)
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/**
 * A connection whose transactions begin with their tenant: one message to the database where a statement of its own would be a
 * second. A transaction that begins without one has none, and row security shows it nothing.
 */
export class UnitClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config)
    // Seven overloads of the driver, passed on as they come.
    const ask = this.query.bind(this) as (...given: unknown[]) => unknown
    this.query = ((...given: unknown[]) => {
      const tenant = isBegin(given[0]) ? opening.getStore() : undefined
      return tenant === undefined ? ask(...given) : ask(beginFor(tenant))
    }) as typeof this.query
  }
}

const isBegin = (asked: unknown): boolean =>
  typeof asked === 'object' && asked !== null && 'text' in asked && asked.text === 'BEGIN'

/** Two statements in one message take no parameters, so it is made sure what stands in it. */
function beginFor(tenant: TenantId): string {
  if (!UUID.test(tenant)) throw new Error('A tenant is named by a UUID.')
  return `begin; select set_config('lethe.tenant_id', '${tenant}', true)`
}
