import { once } from 'node:events'
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import type pg from 'pg'
import { zipOf } from '../../lib/zip-of.ts'
import { explainFileError, OpsError } from '../ops-error.ts'
import { checkBackup } from './check-backup.ts'
import type { BackupManifest } from './manifest.ts'
import { listMigrations, listTables, readRows, seesAllRows } from './tables.ts'

/**
 * Copies every table to one ZIP while the server runs: one read-only snapshot, so that all tables are of one moment. The
 * file is read back and checked before it gets its name; a copy that is not whole never lies there under it.
 *
 * `client` must see past row security. The copy holds what the database holds: no raw log, no key. Sealed values in it open
 * with the key ring alone, which is backed up apart.
 */
export async function writeBackup(client: pg.ClientBase, file: string, now = new Date()): Promise<BackupManifest> {
  if (existsSync(file)) throw new OpsError(`${file} is there already; nothing was written.`, 'Choose another name.')
  if (!(await seesAllRows(client))) {
    throw new OpsError(
      'This role does not see all rows, so no copy was made.',
      'Give a superuser or a role with BYPASSRLS in DATABASE_BACKUP_URL, or use the backups of your database service.',
    )
  }
  const half = `${file}.half`
  try {
    await client.query('begin isolation level repeatable read read only')
    await writeZip(client, half, now)
    await client.query('commit')
    const manifest = await checkBackup(half)
    renameSync(half, file)
    return manifest
  } catch (error) {
    await client.query('rollback').catch(() => {})
    rmSync(half, { force: true })
    if (error instanceof OpsError) throw error
    return explainFileError(error, 'the backup', file)
  }
}

async function writeZip(client: pg.ClientBase, file: string, now: Date): Promise<void> {
  const tables = await listTables(client)
  const migrations = await listMigrations(client)
  const files = tables.map((table) => ({ file: `tables/${table.name}.jsonl`, parts: readRows(client, table) }))
  const out = createWriteStream(file, { mode: 0o600, flags: 'wx', flush: true })
  const failed = once(out, 'error').then(([error]) => Promise.reject(error))
  // Only awaited together with the next step of writing: a failure between two steps is met there.
  failed.catch(() => {})
  const about = { format: 'lethe-backup-1', takenAt: now.toISOString(), migrations }
  for await (const chunk of zipOf(files, now, about)) {
    if (!out.write(chunk)) await Promise.race([once(out, 'drain'), failed])
  }
  await Promise.race([new Promise<void>((resolve) => out.end(resolve)), failed])
}
