import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { type Env, env } from '../../lib/env.ts'
import { checkClock, checkMigrations, checkRoles, checkRowSecurity, checkVersion } from '../doctor/database-checks.ts'
import { bad, type Check, examine, type Finding } from '../doctor/finding.ts'
import { houseChecks } from '../doctor/house-checks.ts'
import { outsideChecks } from '../doctor/outside-checks.ts'
import { startPostgres } from '../postgres.ts'
import { withClient } from './with-admin.ts'

const HELP = `Usage: lethe doctor [--json]

Checks keys, clock, database, roles, row security, Redis, mail, model, Slack, disk, copies and TLS, and says how to mend
what is wrong. Sends a greeting to what is configured, nothing of anybody. Exit code 1 where something is bad.
`

const DATABASE_CHECKS: readonly { name: string; run: (client: pg.ClientBase) => Promise<Finding> }[] = [
  { name: 'database', run: checkVersion },
  { name: 'migrations', run: checkMigrations },
  { name: 'roles', run: checkRoles },
  { name: 'row security', run: checkRowSecurity },
  { name: 'clock', run: checkClock },
]

/** `lethe doctor`. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  const findings = await diagnose(env())
  process.stdout.write(values.json ? `${JSON.stringify(findings, null, 2)}\n` : report(findings))
  return findings.some(({ state }) => state === 'bad') ? 1 : 0
}

type Named = Finding & { name: string }

export async function diagnose(settings: Env): Promise<Named[]> {
  const run = async (check: Check): Promise<Named> => ({ name: check.name, ...(await examine(check)) })
  const house: Named[] = []
  for (const check of houseChecks(settings)) house.push(await run(check))
  const database = await examineDatabase(settings)
  const outside = await Promise.all(outsideChecks(settings).map(run))
  return [...house, ...database, ...outside]
}

async function examineDatabase(settings: Env): Promise<Named[]> {
  const all = async (ownerUrl: string): Promise<Named[]> =>
    withClient(ownerUrl, async (client) => {
      const found: Named[] = []
      for (const { name, run } of DATABASE_CHECKS)
        found.push({ name, ...(await examine({ name, run: () => run(client) })) })
      return found
    })
  try {
    if (settings.databaseUrl !== null) return await all(settings.databaseUrl)
    if (!existsSync(path.join(settings.home, 'postgres.json')))
      return [{ name: 'database', ...bad(`There is no database in ${settings.home}.`, 'npm run up makes it.') }]
    const postgres = await startPostgres({ dir: settings.home })
    return await all(postgres.ownerUrl).finally(() => postgres.stop())
  } catch (error) {
    const finding = await examine({ name: 'database', run: () => Promise.reject(error) })
    return [{ name: 'database', ...finding }]
  }
}

const WORDS = { good: 'good', warning: 'look', bad: 'BAD', skipped: '–' } as const

function report(findings: readonly Named[]): string {
  const lines = findings.flatMap(({ name, state, says, todo }) => [
    `${WORDS[state].padEnd(5)} ${name.padEnd(13)} ${says}`,
    ...(todo === undefined ? [] : [`${' '.repeat(20)}-> ${todo}`]),
  ])
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length
  return `${lines.join('\n')}\n\n${count('good')} good, ${count('warning')} to look at, ${count('bad')} bad, ${count('skipped')} not used here.\n`
}
