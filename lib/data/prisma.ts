import { AsyncLocalStorage } from 'node:async_hooks'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { z } from 'zod'
import { serverEnv } from '../env.ts'
import { AppError, Conflict, NotFound, Unavailable } from '../errors.ts'
import { Prisma, PrismaClient } from './generated/client.ts'
import { openingFor, UnitClient } from './unit-client.ts'
import type { TenantId } from './unscoped.ts'

/**
 * withTenant(tenant, (tx) => ...)   one unit of work of one tenant, under row-level security
 * doorClient()  staffClient()       for unscoped.ts only
 * openClients({ appUrl, doorUrl, staffUrl })  where there are no settings to read (seeds, tests)
 * closeClients()                    at shutdown and at the end of tests
 */

export type Tx = Prisma.TransactionClient

const APP_POOL = 10
const DOOR_POOL = 5
const STAFF_POOL = 2
const HOT_POOL = 8
const POOL_TIMES = { connectionTimeoutMillis: 5_000, idleTimeoutMillis: 30_000 }
/** How long a unit of work waits for a connection, and how long it may take. Never hold one across a model call. */
const MAX_WAIT_MS = 5_000
const TIMEOUT_MS = 10_000

interface Clients {
  app?: PrismaClient
  door?: PrismaClient
  staff?: PrismaClient
  hot?: pg.Pool
  /** Where not the settings say it. */
  appUrl?: string
}

interface Unit {
  tenant: TenantId
  tx: Tx
  open: boolean
}

/** On globalThis: a bundler may load this module more than once, and each copy would have pools and units of its own. */
const held = globalThis as typeof globalThis & { letheClients?: Clients; letheUnit?: AsyncLocalStorage<Unit> }
held.letheUnit ??= new AsyncLocalStorage<Unit>()
const present = held.letheUnit

/**
 * Runs `work` in one transaction that sees and writes only rows of `tenant`. Data functions called inside join it, so
 * that several of them are kept or undone together. Throws AppErrors: Conflict for a broken unique rule, NotFound for a
 * row that had to exist, Unavailable where the database does not answer; anything else is a bug and passes through.
 */
export async function withTenant<T>(tenant: TenantId, work: (tx: Tx) => Promise<T>): Promise<T> {
  const outer = present.getStore()
  try {
    // What outlives its unit (a callback after the response) gets one of its own.
    if (!outer?.open) return await begin(tenant, work)
    if (outer.tenant !== tenant) throw new Error('A unit of work belongs to one tenant.')
    return await work(outer.tx)
  } catch (error) {
    throw asAppError(error)
  }
}

function begin<T>(tenant: TenantId, work: (tx: Tx) => Promise<T>): Promise<T> {
  return openingFor(tenant, () =>
    appClient().$transaction(
      async (tx) => {
        const unit: Unit = { tenant, tx, open: true }
        try {
          return await present.run(unit, () => work(tx))
        } finally {
          unit.open = false
        }
      },
      { maxWait: MAX_WAIT_MS, timeout: TIMEOUT_MS },
    ),
  )
}

/** The role that sees no table. Only unscoped.ts may call this; a test sees to it. */
export function doorClient(): PrismaClient {
  const clients = allClients()
  clients.door ??= connect(serverEnv().databaseDoorUrl, DOOR_POOL)
  return clients.door
}

/** The role of the operator's staff, which sees no table. Only unscoped.ts may call this. */
export function staffClient(): PrismaClient {
  const clients = allClients()
  clients.staff ??= connect(serverEnv().databaseStaffUrl, STAFF_POOL)
  return clients.staff
}

/** Connects this process to a database by its URLs instead of by the environment. */
export async function openClients(urls: { appUrl: string; doorUrl: string; staffUrl?: string }): Promise<void> {
  await closeClients()
  const { appUrl, doorUrl, staffUrl } = urls
  const staff = staffUrl === undefined ? {} : { staff: connect(staffUrl, STAFF_POOL) }
  held.letheClients = { app: connectApp(appUrl), door: connect(doorUrl, DOOR_POOL), ...staff, appUrl }
}

/** Ends all pools. */
export async function closeClients(): Promise<void> {
  const { app, door, staff, hot } = allClients()
  held.letheClients = {}
  await Promise.all([app?.$disconnect(), door?.$disconnect(), staff?.$disconnect(), hot?.end()])
}

/** The app role again, for a statement that is asked hundreds of times a second: prepared once on each connection. */
export function hotPool(): pg.Pool {
  const clients = allClients()
  clients.hot ??= openHotPool(clients.appUrl ?? serverEnv().databaseAppUrl)
  return clients.hot
}

function openHotPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: HOT_POOL, application_name: 'lethe', ...POOL_TIMES })
  // A connection lost while idle is replaced at the next use; without a listener it would end the process.
  return pool.on('error', () => {})
}

/** Translates what Prisma throws. Messages of Prisma repeat values, so they never reach a person. */
export function asAppError(error: unknown): unknown {
  if (error instanceof AppError) return error
  if (error instanceof Prisma.PrismaClientInitializationError) return new Unavailable({}, error)
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return error
  switch (error.code) {
    case 'P2002':
      return new Conflict({}, error)
    case 'P2010':
      return ofRawStatement(error)
    case 'P2025':
      return new NotFound('entry')
    // Cannot reach, timed out, closed, no connection free in time, write conflict.
    case 'P1001':
    case 'P1002':
    case 'P1008':
    case 'P1017':
    case 'P2024':
    case 'P2028':
    case 'P2034':
    case 'P2037':
      return new Unavailable({}, error)
    default:
      return error
  }
}

/** Raw statements have one code for every failure; the driver's own word stands inside. */
function ofRawStatement(error: Prisma.PrismaClientKnownRequestError): unknown {
  const kind = rawFailure.safeParse(error.meta).data?.driverAdapterError.cause.kind ?? ''
  if (kind === 'UniqueConstraintViolation') return new Conflict({}, error)
  return LOST.has(kind) ? new Unavailable({}, error) : error
}
const rawFailure = z.object({ driverAdapterError: z.object({ cause: z.object({ kind: z.string() }) }) })
const LOST = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TlsConnectionError',
  'TransactionWriteConflict',
])

function appClient(): PrismaClient {
  const clients = allClients()
  clients.app ??= connectApp(serverEnv().databaseAppUrl)
  return clients.app
}

function allClients(): Clients {
  held.letheClients ??= {}
  return held.letheClients
}

/** Its transactions begin with their tenant: see unit-client.ts. */
const connectApp = (connectionString: string): PrismaClient => connect(connectionString, APP_POOL, UnitClient)

function connect(connectionString: string, max: number, Client: typeof pg.Client = pg.Client): PrismaClient {
  const pool = new pg.Pool({ connectionString, max, application_name: 'lethe', ...POOL_TIMES, Client })
  // A connection lost while idle is replaced at the next use; without a listener it would end the process.
  const adapter = new PrismaPg(pool, { disposeExternalPool: true, onPoolError: () => {}, onConnectionError: () => {} })
  return new PrismaClient({ adapter, errorFormat: 'minimal' })
}

/** Throws what a dead database throws. */
export async function pingApp(): Promise<void> {
  await appClient().$queryRaw`select 1`
}
