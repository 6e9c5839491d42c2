import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureKeyRing } from '../../lib/keyring.ts'
import { checkBackup } from '../backup/check-backup.ts'
import { restoreBackup } from '../backup/restore-backup.ts'
import { migrate, openRoles } from '../migrate.ts'
import { withAdmin } from './with-admin.ts'

const HELP = `Usage: lethe restore FILE.zip

Brings a copy into an empty database: a new LETHE_HOME (put your backup of the folder keys into it first), or a new
database in DATABASE_URL. Everything or nothing. Sessions and sign-in links are ended; messages that were waiting are
given up, since nobody knows which were sent after the copy was taken. Workspaces that were erased after it was taken
come back: erase them again.

  --check   read and check the copy only
`

/** `lethe restore FILE`. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { help: { type: 'boolean', short: 'h' }, check: { type: 'boolean' } },
    allowPositionals: true,
  })
  const [file, ...more] = positionals
  if (values.help || file === undefined || more.length > 0) {
    process.stdout.write(HELP)
    return values.help ? 0 : 2
  }
  const { migrations, takenAt, files } = await checkBackup(path.resolve(file))
  if (values.check) {
    process.stdout.write(`${file} is whole: ${files.length} tables, taken ${takenAt}.\n`)
    return 0
  }
  await withAdmin(async ({ settings, ownerUrl, adminUrl }) => {
    const keyRing = ensureKeyRing(path.join(settings.home, 'keys'))
    await migrate({ ownerUrl, upTo: migrations.at(-1) })
    const done = await restoreBackup(path.resolve(file), adminUrl)
    const newer = await migrate({ ownerUrl })
    await openRoles({ ...settings, databaseUrl: ownerUrl }, keyRing)
    const lines = [
      `Brought back: ${done.tables} tables, ${done.rows} rows, as of ${done.takenAt}; compared with the copy.`,
      `Ended: ${done.sessionsEnded} sessions. Given up: ${done.messagesGivenUp} waiting messages.`,
      ...(newer.length > 0 ? [`Brought up to date: ${newer.join(', ')}.`] : []),
      'Erase again what was erased after the copy was taken.',
    ]
    process.stdout.write(`${lines.join('\n')}\n`)
  })
  return 0
}
