/**
 * node bench/history.ts [--analyses 1000000] [--others 998] [--runs 200] [--wait FILE]
 *
 * Pages and searches of the history in a workspace with 10,000 analyses and in one with a million, among a thousand workspaces, as
 * the app role under row-level security, through the functions that the pages call: from the call to the rows in this process, with
 * the transaction around them. Then the plans of what was asked, with the rows that each step touched. `--wait`: the rows are loaded,
 * and measuring begins when this file is there, at most half an hour later.
 */
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { listAnalyses } from '../lib/data/analyses.ts'
import { findPlaces } from '../lib/data/analysis-search.ts'
import { termOf } from '../lib/data/analysis-terms.ts'
import { findRecurrences, findTrackRecord } from '../lib/data/feedback.ts'
import { Prisma } from '../lib/data/generated/client.ts'
import { listMembers } from '../lib/data/memberships.ts'
import { closeClients, openClients, type Tx, withTenant } from '../lib/data/prisma.ts'
import { findService, listServiceNames, listServices } from '../lib/data/services.ts'
import { createWorkspace } from '../lib/data/tenants.ts'
import type { TenantId } from '../lib/data/unscoped.ts'
import { getOrCreateUser } from '../lib/data/users.ts'
import { ensureKeyRing } from '../lib/keyring.ts'
import { migrate, openRoles } from '../ops/migrate.ts'
import { startTestPostgres } from '../ops/test-postgres.ts'
import { printFigure } from './figures.ts'
import { load, SERVICES, WORDS } from './history/load.ts'

const { values } = parseArgs({
  options: {
    analyses: { type: 'string' },
    others: { type: 'string' },
    runs: { type: 'string' },
    wait: { type: 'string' },
  },
})
const [many, others, runs] = [
  Number(values.analyses ?? 1_000_000),
  Number(values.others ?? 998),
  Number(values.runs ?? 200),
]
const FEW = 10_000
const print = (line: string) => process.stdout.write(`${line}\n`)
const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T

const median = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN

interface Workspace {
  tenant: TenantId
  person: string
  /** Cursors of pages all over its history. */
  cursors: string[]
}

const postgres = await startTestPostgres()
try {
  const keyRing = ensureKeyRing(`${postgres.home}/keys`)
  await migrate({ ownerUrl: postgres.ownerUrl })
  const { appUrl, doorUrl } = await openRoles({ databaseUrl: postgres.ownerUrl }, keyRing)
  await openClients({ appUrl, doorUrl })
  const owner = await getOrCreateUser('bench@example.test', 'Bench')
  const make = async (slug: string) => ({
    tenant: await createWorkspace({ userId: owner.id, name: slug, slug }),
    person: owner.id,
  })
  const [small, large] = [await make('few'), await make('many')]
  const loaded = await load(postgres.adminUrl, {
    workspaces: [
      { ...small, analyses: FEW },
      { ...large, analyses: many },
    ],
    others,
  })
  print(
    `${loaded.analyses} analyses of ${loaded.tenants} workspaces, ${loaded.terms} terms, loaded in ${loaded.seconds.toFixed(0)} s`,
  )
  for (let i = 0; values.wait !== undefined && !existsSync(values.wait) && i < 1_800; i++) await sleep(1_000)
  const sizes = { [`${FEW}`]: await withCursors(small), [`${many}`]: await withCursors(large) }
  const p95 = new Map<string, number>()
  for (const [size, workspace] of Object.entries(sizes)) {
    print(`\nworkspace of ${size}`)
    for (const [name, ask] of Object.entries(questions(workspace))) p95.set(`${name}/${size}`, await measure(name, ask))
  }
  const names = Object.keys(questions(sizes[`${many}`] as Workspace))
  for (const name of names)
    printFigure({
      name: `history: ${name}, ${many}`,
      value: p95.get(`${name}/${many}`) ?? Number.NaN,
      unit: 'ms p95',
      target: 'at most 50',
    })
  const ratios = names.map((name) => (p95.get(`${name}/${many}`) ?? 0) / (p95.get(`${name}/${FEW}`) ?? 1))
  printFigure({
    name: `history: p95 of ${many} over that of ${FEW}, median of all questions`,
    value: median(ratios),
    unit: 'times',
    target: 'at most 1.5',
  })
  await plans(sizes[`${many}`] as Workspace)
} finally {
  await closeClients()
  await postgres.stop()
}

async function withCursors({ tenant, person }: { tenant: TenantId; person: string }): Promise<Workspace> {
  const rows = await withTenant(
    tenant,
    (tx) => tx.$queryRaw<{ at: Date; id: string }[]>`
    select created_at as at, id::text as id from analyses where tenant_id = ${tenant}::uuid and id::text like '0%' limit 300`,
  )
  return {
    tenant,
    person,
    cursors: rows.map(({ at, id }) => Buffer.from(`${at.getTime().toString(36)}.${id}`).toString('base64url')),
  }
}

function questions({ tenant, person, cursors }: Workspace): Record<string, () => Promise<unknown>> {
  const limit = 50
  const common = () => pick(WORDS.slice(0, 20))
  const rare = () => pick(WORDS.slice(-500))
  const any = () => pick(WORDS)
  const service = () => `service-${Math.floor(Math.random() * SERVICES)}`
  return {
    'the page as it is drawn: list, names of services, people': () =>
      Promise.all([listAnalyses(tenant, { limit }), listServiceNames(tenant), listMembers(tenant)]),
    'first page': () => listAnalyses(tenant, { limit }),
    'a page anywhere': () => listAnalyses(tenant, { limit, cursor: pick(cursors) }),
    'search, a common word': () => listAnalyses(tenant, { limit, search: common() }),
    'search, a rare word': () => listAnalyses(tenant, { limit, search: rare() }),
    'search, two words': () => listAnalyses(tenant, { limit, search: `${any()} ${any()}` }),
    'search, two common words': () => listAnalyses(tenant, { limit, search: `${common()} ${common()}` }),
    'search, a word nobody wrote': () => listAnalyses(tenant, { limit, search: 'nowhere' }),
    'search, a common word, a page anywhere': () =>
      listAnalyses(tenant, { limit, search: common(), cursor: pick(cursors) }),
    'filter, verdict': () => listAnalyses(tenant, { limit, verdict: 'inconclusive' }),
    'filter, service and verdict': () =>
      listAnalyses(tenant, { limit, service: service(), verdict: 'action_required' }),
    'filter, person, category, confidence and source': () =>
      listAnalyses(tenant, { limit, person, category: 'tls', confidence: 8, source: 'paste' }),
    'word, service and category': () =>
      listAnalyses(tenant, { limit, search: common(), service: service(), category: 'dns' }),
    'the list of services': () => listServices(tenant, new Date()),
    'one service with its causes': () => findService(tenant, service(), new Date()),
    'track record': () => findTrackRecord(tenant, 8),
    'recurrences of an answer': () =>
      findRecurrences(tenant, {
        id: tenant,
        keys: [`key-${Math.floor(Math.random() * SERVICES)}-tls`],
        since: new Date(Date.now() - 30 * 86_400_000),
        before: new Date(),
      }),
  }
}

async function measure(name: string, ask: () => Promise<unknown>): Promise<number> {
  for (let i = 0; i < 20; i++) await ask()
  const times: number[] = []
  for (let i = 0; i < runs; i++) {
    const from = performance.now()
    await ask()
    times.push(performance.now() - from)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)] ?? 0
  const ms = (value: number) => `${value.toFixed(1).padStart(7)} ms`
  print(`${name.padEnd(50)} p50 ${ms(at(0.5))}   p95 ${ms(at(0.95))}   max ${ms(at(1))}`)
  return at(0.95)
}

/** The statements of a search as they are asked, explained inside the same transaction and role. */
async function plans({ tenant }: Workspace): Promise<void> {
  const asked: Record<string, bigint[]> = {
    'first page': [],
    'a common word': [termOf('word', WORDS[1] ?? '')],
    'two common words': [termOf('word', WORDS[1] ?? ''), termOf('word', WORDS[2] ?? '')],
    'service and verdict': [termOf('service', 'service-7'), termOf('verdict', 'action_required')],
  }
  for (const [name, terms] of Object.entries(asked)) {
    print(`\nplan: ${name}`)
    await withTenant(tenant, async (tx) => {
      const explained = {
        $queryRaw: async (strings: TemplateStringsArray, ...given: unknown[]) => {
          const statement = Prisma.sql(strings, ...given)
          const rows = await tx.$queryRaw<
            { 'QUERY PLAN': string }[]
          >`explain (analyze, costs off, summary off, buffers off) ${statement}`
          print(rows.map((row) => row['QUERY PLAN']).join('\n'))
          return tx.$queryRaw(statement)
        },
      }
      await findPlaces(explained as unknown as Tx, tenant, { terms, after: null, take: 50 })
    })
  }
}
