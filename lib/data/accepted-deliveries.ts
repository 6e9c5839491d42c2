import { AppError, Unavailable } from '../errors.ts'
import { hotPool } from './prisma.ts'
import type { TenantId } from './unscoped.ts'

/**
 * The hot path of alerts: everything that the database has to do before a sender gets its 202, in one round trip and one
 * transaction (`alerts.accept_delivery`, prisma/migrations/20261121001300_alert_accounting), as the app role under row security.
 *
 *   acceptDelivery(tenant, NewDelivery)   what became of it
 */

/** All keys are 64 hex digits. */
export interface NewDelivery {
  sourceId: string
  /** As it was when the signature was checked: a source that was changed or switched off meanwhile takes nothing. */
  sealedSecret: string
  settings: Readonly<Record<string, string>>
  deliveryKey: string
  /** Of alert, cycle and status; null where the sender gave no key. */
  jobKey: string | null
  /** What alerts of one cause share; and the looser one, used only where too much is waiting. */
  causeKey: string
  looseKey: string
  /** Too much is waiting: alerts that share their words join. */
  soft: boolean
  /** There is no place: only what joins is taken. */
  full: boolean
  /** Set where nothing fires: one of our own words. */
  ignoredFor: string | null
  /** Keys of the alerts in it, by status; none twice. */
  firing: readonly string[]
  resolved: readonly string[]
}

export type Accepted =
  | { outcome: 'taken'; id: string; state: 'received' | 'ignored' | 'coalesced' }
  /** Here already; no place, so that its sender must come again; or the source is not as it was. */
  | { outcome: 'duplicate' | 'busy' | 'stale' }

/** Notices of one alert within this time join the first one's analysis. */
export const JOIN_SECONDS = 3_600
/** Other alerts of the same cause within this time join it too. */
export const CAUSE_SECONDS = 300

const TEXT =
  'select outcome, delivery_id as id, state from alerts.accept_delivery($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)'

/** Throws Unavailable where the database does not answer. `leaseSeconds` count by the database's clock, like every lease. */
export async function acceptDelivery(tenant: TenantId, given: NewDelivery, leaseSeconds: number): Promise<Accepted> {
  const values = [
    ...[
      tenant,
      given.sourceId,
      given.sealedSecret,
      JSON.stringify(given.settings),
      given.deliveryKey,
      given.jobKey,
      given.causeKey,
      given.looseKey,
    ],
    ...[given.soft, given.full, given.ignoredFor, given.firing, given.resolved],
    ...[JOIN_SECONDS, CAUSE_SECONDS, leaseSeconds],
  ]
  try {
    const [row] = await ask(values)
    if (!row) throw new Unavailable()
    return row
  } catch (error) {
    throw asUnavailable(error)
  }
}

/** On globalThis: a bundler may load this module more than once. */
const held = globalThis as typeof globalThis & { letheUnprepared?: boolean }

/**
 * Prepared once on each connection, but for a pooler between us and the database that hands connections on (PgBouncer in
 * transaction mode before 1.21): there a statement is not where it was prepared. The first such answer ends preparing.
 */
async function ask(values: unknown[]): Promise<Accepted[]> {
  const query = { text: TEXT, values }
  if (held.letheUnprepared) return (await hotPool().query<Accepted>(query)).rows
  try {
    return (await hotPool().query<Accepted>({ ...query, name: 'accept_delivery' })).rows
  } catch (error) {
    if (!isElsewhere(error)) throw error
    held.letheUnprepared = true
    return (await hotPool().query<Accepted>(query)).rows
  }
}

/** invalid_sql_statement_name, duplicate_prepared_statement: neither has done anything. */
const isElsewhere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['26000', '42P05'].includes(String(error.code))

/** Refused, cut, shutting down, too many connections, no connection in time: the sender is asked to come again. */
function asUnavailable(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  const lost =
    /^(08|57P|53|40|25P03|EPIPE|E[A-Z]+$)/.test(code) || /terminated|timeout|Connection ended/i.test(error.message)
  return lost ? new Unavailable({}, error) : error
}
