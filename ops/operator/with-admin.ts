import { existsSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { type Env, env } from '../../lib/env.ts'
import { OpsError } from '../ops-error.ts'
import { startPostgres } from '../postgres.ts'

export interface AdminAccess {
  settings: Env
  ownerUrl: string
  /** Sees past row security. */
  adminUrl: string
}

/** The database of these settings, embedded (started where it does not run) or given, as a role that sees all rows. */
export async function withAdmin<T>(work: (access: AdminAccess) => Promise<T>): Promise<T> {
  const settings = env()
  if (settings.databaseUrl !== null) {
    if (settings.databaseBackupUrl === null) {
      throw new OpsError(
        'DATABASE_URL is set, but DATABASE_BACKUP_URL is not; nothing was read.',
        'Set it to a role that sees past row security (a superuser, or one with BYPASSRLS), or use the backups of your database service.',
      )
    }
    return work({ settings, ownerUrl: settings.databaseUrl, adminUrl: settings.databaseBackupUrl })
  }
  const postgres = await startPostgres({ dir: settings.home })
  try {
    return await work({ settings, ownerUrl: postgres.ownerUrl, adminUrl: postgres.adminUrl })
  } finally {
    await postgres.stop()
  }
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export const hasEmbeddedData = (home: string): boolean => existsSync(path.join(home, 'postgres.json'))
