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
  // biome-ignore lint/suspicious/noExplicitAny: seven overloads of the driver, all passed on as they came.
  override query(asked: any, ...rest: any[]): any {
    const tenant = asked?.text === 'BEGIN' ? opening.getStore() : undefined
    if (tenant === undefined) return super.query(asked, ...rest)
    // Two statements in one message take no parameters.
    if (!UUID.test(tenant)) throw new Error('A tenant is named by a UUID.')
    return super.query(`begin; select set_config('lethe.tenant_id', '${tenant}', true)`)
  }
}
