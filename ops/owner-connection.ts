import pg from 'pg'
import { codeOf, OpsError } from './ops-error.ts'

const OLDEST_SERVER = 150_000

/** A connection as the owner, with the usual reasons for having none in plain words. */
export async function withOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'lethe-migrate',
  })
  try {
    await client.connect()
  } catch (error) {
    throw explain(error, url)
  }
  try {
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version")
    if (Number(rows[0]?.version) < OLDEST_SERVER) {
      throw new OpsError(
        'This PostgreSQL is older than 15.',
        'Use a newer one, or unset DATABASE_URL for the embedded one.',
      )
    }
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

function explain(error: unknown, url: string): OpsError {
  const { host, pathname, username } = new URL(url)
  const code = codeOf(error)
  const where = `DATABASE_URL (${host})`
  if (code === '28P01' || code === '28000') {
    return new OpsError(
      `${where} refuses the user ${username}.`,
      'Correct the user or password in DATABASE_URL.',
      error,
    )
  }
  if (code === '3D000') {
    return new OpsError(`${where} has no database ${pathname.slice(1)}.`, 'Create it, or correct DATABASE_URL.', error)
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new OpsError(
      `The host of ${where} is not known.`,
      'Correct DATABASE_URL, or unset it for the embedded database.',
      error,
    )
  }
  const reason = code || (error instanceof Error ? error.message : 'no reason given')
  return new OpsError(
    `No database answers at ${where}: ${reason}.`,
    'Start it or correct DATABASE_URL; unset it for the embedded database.',
    error,
  )
}
