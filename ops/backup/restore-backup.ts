import { createHash } from 'node:crypto'
import pg from 'pg'
import { OpsError } from '../ops-error.ts'
import { checkBackup } from './check-backup.ts'
import { type BackupManifest, tableOf } from './manifest.ts'
import { readZip } from './read-zip.ts'
import { type BackedUpTable, listMigrations, listTables, quoted, readRows } from './tables.ts'

/** What was done after the rows were back. */
export interface Restored {
  takenAt: string
  tables: number
  rows: number
  sessionsEnded: number
  messagesGivenUp: number
}

const ROWS_AT_ONCE = 200

/**
 * Brings a checked copy into an empty database that has exactly the copy's migrations. One transaction: everything or
 * nothing. Afterwards every table is read again and compared with the manifest; then what must not come back to life is
 * ended: sessions, sign-in links, and messages that were waiting (nobody knows which were sent after the copy was taken).
 *
 * `adminUrl` may switch off triggers (`session_replication_role`): a superuser.
 */
export async function restoreBackup(file: string, adminUrl: string): Promise<Restored> {
  const manifest = await checkBackup(file)
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'lethe-restore' })
  await client.connect()
  try {
    await client.query('begin')
    const tables = await requireEmpty(client, manifest)
    await client.query('set local session_replication_role = replica')
    await fill(client, file, tables)
    for (const table of tables.values()) await compare(client, table, manifest)
    const ended = await endWhatMustNotReturn(client)
    await client.query('commit')
    const rows = manifest.files.reduce((sum, entry) => sum + entry.rows, 0)
    return { takenAt: manifest.takenAt, tables: tables.size, rows, ...ended }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    await client.end()
  }
}

async function requireEmpty(client: pg.Client, manifest: BackupManifest): Promise<Map<string, BackedUpTable>> {
  const applied = await listMigrations(client)
  if (applied.join() !== manifest.migrations.join()) {
    throw new OpsError(
      `The copy has ${manifest.migrations.length} migrations up to ${manifest.migrations.at(-1)}, this database ${applied.length} up to ${applied.at(-1) ?? 'none'}; nothing was changed.`,
      'Bring it back with the version of Lethe that made it, or into an empty database.',
    )
  }
  const tables = new Map((await listTables(client)).map((table) => [table.name, table]))
  const named = manifest.files.map(({ file }) => tableOf(file)).sort()
  if (named.join() !== [...tables.keys()].sort().join())
    throw new OpsError('The copy has other tables than this database; nothing was changed.', 'Use another copy.')
  for (const { name } of tables.values()) {
    const { rowCount } = await client.query(`select from public.${quoted(name)} limit 1`)
    if (rowCount === 0) continue
    throw new OpsError(
      `The database is not empty: ${name} has rows. Nothing was changed.`,
      'Bring the copy back into an empty database: a new LETHE_HOME, or a new database in DATABASE_URL.',
    )
  }
  return tables
}

async function fill(client: pg.Client, file: string, tables: ReadonlyMap<string, BackedUpTable>): Promise<void> {
  let rest = ''
  const decoder = new TextDecoder()
  await readZip(file, async (name, piece, last) => {
    const table = name === 'manifest.json' ? undefined : tables.get(tableOf(name))
    if (!table) return
    const lines = (rest + decoder.decode(piece, { stream: !last })).split('\n')
    rest = lines.pop() ?? ''
    for (let at = 0; at < lines.length; at += ROWS_AT_ONCE)
      await insert(client, table, lines.slice(at, at + ROWS_AT_ONCE))
  })
}

/** The lines are the server's own JSON and go back as they are: nothing is parsed here, so no digit is lost. */
async function insert(client: pg.Client, { name, columns }: BackedUpTable, lines: readonly string[]): Promise<void> {
  const list = columns.map(quoted).join(', ')
  await client.query(
    `insert into public.${quoted(name)} (${list}) overriding system value
     select ${list} from jsonb_populate_recordset(null::public.${quoted(name)}, $1::jsonb)`,
    [`[${lines.join(',')}]`],
  )
}

async function compare(client: pg.Client, table: BackedUpTable, manifest: BackupManifest): Promise<void> {
  const hash = createHash('sha256')
  for await (const { text } of readRows(client, table)) hash.update(text)
  const told = manifest.files.find(({ file }) => tableOf(file) === table.name)
  if (hash.digest('hex') === told?.sha256) return
  throw new OpsError(
    `After it was brought back, ${table.name} was not as in the copy. Nothing was changed.`,
    'Bring it back into the major version of PostgreSQL that it was taken from.',
  )
}

async function endWhatMustNotReturn(client: pg.Client) {
  const sessions = await client.query('delete from public.sessions')
  await client.query('delete from public.sign_in_links')
  const messages = await client.query(
    `update public.notifications set state = 'failed', last_error = 'restored', lease_until = null
      where state in ('pending', 'sending')`,
  )
  return { sessionsEnded: sessions.rowCount ?? 0, messagesGivenUp: messages.rowCount ?? 0 }
}
