import path from 'node:path'
import { parseArgs } from 'node:util'
import { env } from '../../lib/env.ts'
import { writeBackup } from '../backup/write-backup.ts'
import { OpsError } from '../ops-error.ts'
import { hasEmbeddedData, withAdmin, withClient } from './with-admin.ts'

const HELP = `Usage: lethe backup FILE.zip

Writes a checked copy of the database, while the server runs or not. It holds no raw log and no key: back up the folder
keys in LETHE_HOME apart from it, since sealed secrets open with that alone.
`

/** `lethe backup FILE`. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  })
  const [file, ...more] = positionals
  if (values.help || file === undefined || more.length > 0) {
    process.stdout.write(HELP)
    return values.help ? 0 : 2
  }
  const settings = env()
  if (settings.databaseUrl === null && !hasEmbeddedData(settings.home))
    throw new OpsError(`There is no database in ${settings.home}; nothing was written.`, 'Start it once: npm run up')
  const manifest = await withAdmin(({ adminUrl }) =>
    withClient(adminUrl, (client) => writeBackup(client, path.resolve(file))),
  )
  const rows = manifest.files.reduce((sum, entry) => sum + entry.rows, 0)
  process.stdout.write(
    `${file}: ${manifest.files.length} tables, ${rows} rows, read back and checked.\nIt holds no keys: copy ${path.join(settings.home, 'keys')} to another place.\n`,
  )
  return 0
}
