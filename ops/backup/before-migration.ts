import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { MIGRATIONS, readMigrations } from '../migrate.ts'
import { listMigrations } from './tables.ts'
import { writeBackup } from './write-backup.ts'

/** Copies that were made by themselves are kept this long: a deleted analysis must leave them too. */
const KEPT_DAYS = 30
const KEPT_COPIES = 3
const OURS = /^before-[\w]+\.zip$/

/**
 * Before a database with data in it is brought up to date: a checked copy in `home`/backups. Returns its path, or null where
 * nothing is pending or nothing is there yet. Older copies of the kind are removed: after 30 days, and beyond the last three.
 */
export async function backupBeforeMigration(
  adminUrl: string,
  home: string,
  now = new Date(),
  directory = MIGRATIONS,
): Promise<string | null> {
  const folder = path.join(home, 'backups')
  prune(folder, now)
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ there: boolean }>(
      "select to_regclass('public._prisma_migrations') is not null as there",
    )
    const applied = rows[0]?.there ? new Set(await listMigrations(client)) : new Set<string>()
    const pending = readMigrations(directory).filter(({ name }) => !applied.has(name))
    const [first] = pending
    if (applied.size === 0 || !first) return null
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const file = path.join(folder, `before-${first.name}_${now.getTime()}.zip`)
    await writeBackup(client, file, now)
    prune(folder, now)
    return file
  } finally {
    await client.end()
  }
}

function prune(folder: string, now: Date): void {
  if (!statSync(folder, { throwIfNoEntry: false })) return
  const copies = readdirSync(folder)
    .filter((name) => OURS.test(name))
    .map((name) => ({ file: path.join(folder, name), madeAt: statSync(path.join(folder, name)).mtimeMs }))
    .sort((a, b) => b.madeAt - a.madeAt)
  const oldest = now.getTime() - KEPT_DAYS * 86_400_000
  for (const [i, { file, madeAt }] of copies.entries()) {
    if (i >= KEPT_COPIES || madeAt < oldest) rmSync(file, { force: true })
  }
}
