import pg from 'pg'
import { apiOf, type Outside, startOutside } from '../../e2e/outside.ts'
import { type Stack, startStack } from '../../e2e/stack.ts'
import { closeClients, openClients } from '../../lib/data/prisma.ts'
import { completeEnv, parseEnv, VARIABLE_NAMES } from '../../lib/env.ts'
import { type KeyRing, openKeyRing } from '../../lib/keyring.ts'
import { type Cast, seedPeople } from '../../prisma/seed.ts'
import { ensureBuild } from '../build.ts'

/** What checks look at: begun when the first one asks, one for all of a run. */
export interface World {
  /** A production server with its database and cast, on loopback; the model and Slack stand beside it. */
  stack(): Promise<Stack & { outside: Outside; ring: KeyRing; cast: Cast }>
  /** The API as Alice, who owns Acme, uses it. */
  alice(): ReturnType<typeof apiOf>
  /** The API as Charlie, who belongs to another workspace. */
  charlie(): ReturnType<typeof apiOf>
  /** The API as Bob, who may read in Acme. */
  bob(): ReturnType<typeof apiOf>
  /** One query as the superuser of that database. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>
  /** The address that people use, where the run was told one. */
  publicUrl: string | null
  close(): Promise<void>
}

export function createWorld(publicUrl: string | null, say: (line: string) => void): World {
  let begun: ReturnType<World['stack']> | undefined
  const stack = () => (begun ??= begin(say))
  return {
    stack,
    publicUrl,
    alice: async () => apiOf('alice', (await stack()).addresses),
    bob: async () => apiOf('bob', (await stack()).addresses),
    charlie: async () => apiOf('charlie', (await stack()).addresses),
    query: async (sql, values = []) => queried((await stack()).addresses.adminUrl, sql, values),
    close: async () => {
      if (begun === undefined) return
      const { stop, outside } = await begun
      await closeClients()
      await stop()
      await outside.stop()
    },
  }
}

async function begin(say: (line: string) => void) {
  ensureBuild(say)
  // The operator's own database, mail server, queue and keys are none of this server's.
  for (const name of VARIABLE_NAMES) delete process.env[name]
  const outside = await startOutside()
  const stack = await startStack('', outside.env)
  const { home, adminUrl } = stack.addresses
  const ring = openKeyRing(`${home}/keys`)
  // The checks' own process reads and writes the same database, through the same roles.
  const { databaseAppUrl: appUrl, databaseDoorUrl: doorUrl } = completeEnv({
    ...parseEnv({ LETHE_HOME: home }),
    databaseUrl: adminUrl,
  })
  Object.assign(process.env, {
    LETHE_HOME: home,
    DATABASE_APP_URL: appUrl,
    DATABASE_DOOR_URL: doorUrl,
    DATABASE_URL: '',
  })
  await openClients({ appUrl, doorUrl })
  return { ...stack, outside, ring, cast: await seedPeople() }
}

async function queried<Row extends pg.QueryResultRow>(url: string, sql: string, values: readonly unknown[]) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql, [...values])).rows
  } finally {
    await client.end()
  }
}
