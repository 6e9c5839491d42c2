import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { hashToken, makeToken } from '../../lib/auth/token.ts'
import { env } from '../../lib/env.ts'
import { ensureKeyRing } from '../../lib/keyring.ts'
import { migrate, openRoles } from '../migrate.ts'
import { OpsError } from '../ops-error.ts'
import { withOwner } from '../owner-connection.ts'
import { startPostgres } from '../postgres.ts'
import { nameCountersigner } from './countersigner.ts'

/**
 * `bin/lethe staff`: accounts of the operator's staff. Made here and nowhere else, as the owner of the database: whoever
 * may do this runs this Lethe. The account is of no use until its person has enrolled a passkey with the printed link.
 */

const ENROLMENT_HOURS = 24
const ROLES = ['admin', 'security', 'desk']

const HELP = `Usage: lethe staff add EMAIL --name NAME --role ROLE
       lethe staff enrol EMAIL
       lethe staff close EMAIL
       lethe staff list
       lethe staff countersigner --name NAME --title TITLE --company COMPANY --address ADDRESS
       lethe staff countersigner --end

Accounts of the operator's staff. They belong to no workspace and see no analysis.

  add     a new account, or another name and role for one that is there; prints a link with which its person enrols a
          passkey, within ${ENROLMENT_HOURS} hours, once. Hand it over yourself: it is not mailed
  enrol   a new link, for a lost passkey: enrolling replaces the passkeys of before and ends all sessions
  close   sessions and passkeys end at once; the account stays in the log
  list    who there is
  countersigner   whose name stands under the data processing agreement when a buyer signs it. At once, without being
          asked again, but for the unchanged text alone and while every measure in it holds; --end takes that away

Roles: admin (everything, the log), security (breach desk), desk (enterprise desk).
`

/** `lethe staff`: 0, or an OpsError. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args)
  const [verb, address, ...more] = positionals
  if (values.help || verb === undefined) {
    print(HELP)
    return 0
  }
  if (more.length > 0) throw new OpsError('Too many words.', 'Put the name into quotes: --name "Ada Example".')
  await withDatabase(async (client) => {
    if (verb === 'list') return list(client)
    if (verb === 'countersigner') return nameCountersigner(client, values)
    const email = readEmail(address)
    if (verb === 'add') return add(client, email, values)
    if (verb === 'enrol') return enrol(client, email)
    if (verb === 'close') return close(client, email)
    throw new OpsError(`There is no "staff ${verb}". Nothing was changed.`, '`lethe staff --help` shows what there is.')
  })
  return 0
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...{ name: { type: 'string' }, role: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
        ...{
          title: { type: 'string' },
          company: { type: 'string' },
          address: { type: 'string' },
          end: { type: 'boolean' },
        },
      },
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    throw new OpsError(`${reason} Nothing was changed.`, '`lethe staff --help` shows what there is.')
  }
}

function readEmail(given: string | undefined): string {
  const email = (given ?? '').normalize('NFKC').trim().toLowerCase()
  if (/^[^\s@]{1,64}@[^\s@]{1,189}$/.test(email)) return email
  throw new OpsError(
    'An e-mail address is missing. Nothing was changed.',
    '`lethe staff --help` shows where it stands.',
  )
}

async function add(client: pg.Client, email: string, given: { name?: string; role?: string }): Promise<void> {
  const { name = '', role = '' } = given
  if (name.trim() === '' || name.length > 120) {
    throw new OpsError('The name is missing or too long. Nothing was changed.', 'Give --name "Ada Example".')
  }
  if (!ROLES.includes(role)) {
    throw new OpsError(
      'The role is missing or unknown. Nothing was changed.',
      `Give --role with one of ${ROLES.join(', ')}.`,
    )
  }
  const { rows } = await client.query<{ made: boolean }>('select made from staff.save_account($1, $2, $3)', [
    ...[email, name.trim(), role],
  ])
  print(`${rows[0]?.made ? 'Added' : 'Changed'} ${email} (${role}).\n`)
  await enrol(client, email)
}

async function enrol(client: pg.Client, email: string): Promise<void> {
  const token = makeToken()
  const until = new Date(Date.now() + ENROLMENT_HOURS * 3_600_000)
  const sql = 'select id from staff.create_enrolment($1, $2, $3)'
  const { rowCount } = await client.query(sql, [email, hashToken(token), until])
  if (rowCount !== 1) throw new OpsError(`${email} has no open account. Nothing was changed.`, 'Add it first.')
  const url = `${env().url}/staff/enrol?${new URLSearchParams({ token })}`
  print(`Link to enrol a passkey (once, until ${until.toISOString().slice(0, 16)}Z):\n${url}\n`)
}

async function close(client: pg.Client, email: string): Promise<void> {
  const { rowCount } = await client.query('select id from staff.close_account($1)', [email])
  if (rowCount !== 1) throw new OpsError(`${email} has no open account. Nothing was changed.`)
  print(`Closed ${email}: its sessions and passkeys have ended.\n`)
}

async function list(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ email: string; role: string; passkeys: string; disabled_at: Date | null }>(
    'select email, role, passkeys::text, disabled_at from staff.list_accounts_on_terminal()',
  )
  const state = (passkeys: string) => (passkeys === '0' ? 'no passkey yet' : 'open')
  for (const row of rows) print(`${row.email}  ${row.role}  ${row.disabled_at ? 'closed' : state(row.passkeys)}\n`)
  if (rows.length === 0) print('Nobody is on staff.\n')
}

/** The given database, or the embedded one, shared with the server that runs or started for this. */
async function withDatabase(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const settings = env()
  const keyRing = ensureKeyRing(join(settings.home, 'keys'))
  const embedded = settings.databaseUrl ? null : await startPostgres({ dir: settings.home })
  try {
    const databaseUrl = settings.databaseUrl ?? embedded?.ownerUrl ?? ''
    await migrate({ ownerUrl: databaseUrl })
    await openRoles({ ...settings, databaseUrl }, keyRing)
    await withOwner(databaseUrl, work)
  } finally {
    await embedded?.stop()
  }
}

const print = (text: string): void => void process.stdout.write(text)
