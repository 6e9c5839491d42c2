import path from 'node:path'
import { parseArgs } from 'node:util'
import { DISCLOSURE_SEAL } from '../lib/disclosures.ts'
import { env } from '../lib/env.ts'
import { openKeyRing } from '../lib/keyring.ts'
import { OpsError, runCommand } from './ops-error.ts'
import { withOwner } from './owner-connection.ts'
import { startPostgres } from './postgres.ts'

// npm run reports: the reports of weaknesses that came by the form, newest first. --delete ID removes one that is dealt with.

/** Log text and people's words are hostile: nothing in them may steer a terminal. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

interface Row {
  id: string
  created_at: Date
  about: string | null
  sealed_report: string
}

await runCommand(async () => {
  const { values } = parseArgs({ options: { delete: { type: 'string' } } })
  const settings = env()
  const ring = openKeyRing(path.join(settings.home, 'keys'))
  const postgres = settings.databaseUrl === null ? await startPostgres({ dir: settings.home }) : null
  try {
    await withOwner(settings.databaseUrl ?? postgres?.ownerUrl ?? '', async (client) => {
      if (values.delete !== undefined) {
        const gone = await client.query('delete from disclosures where id::text = $1', [values.delete])
        if (gone.rowCount === 0) throw new OpsError(`There is no report ${values.delete}.`, 'See npm run reports.')
        return void process.stdout.write(`Removed ${values.delete}.\n`)
      }
      const { rows } = await client.query<Row>('select * from disclosures order by created_at desc limit 200')
      if (rows.length === 0) process.stdout.write('No reports.\n')
      for (const row of rows) {
        const text = ring.open(row.sealed_report, DISCLOSURE_SEAL).toString('utf8')
        const { what, email, name } = JSON.parse(text) as Record<'what' | 'email' | 'name', string>
        const head = `${row.created_at.toISOString()}  ${row.id}${row.about ? `  about ${row.about}` : ''}`
        process.stdout.write(
          `${[head, `from ${name || 'somebody'} <${email || 'no address'}>`, what].join('\n').replace(CONTROLS, ' ')}\n\n`,
        )
      }
    })
  } finally {
    await postgres?.stop()
  }
})
