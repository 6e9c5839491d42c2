import path from 'node:path'
import { dumpPlaces, filePlaces, findTraces } from '../../../e2e/canary/search.ts'
import { makeCanaries } from '../../../e2e/canary/strings.ts'
import { endOf, pastedLines, sendAlert } from '../../../e2e/outside.ts'
import { createAnalysis } from '../../../lib/data/analyses.ts'
import { EXPORTED } from '../../../lib/data/export-rows.ts'
import { createWorkspace } from '../../../lib/data/tenants.ts'
import { getOrCreateUser } from '../../../lib/data/users.ts'
import { requestWorkspaceErasure } from '../../../lib/erasure.ts'
import { sweepRetention } from '../../../lib/retention.ts'
import { INVENTORY } from '../../../lib/trust/inventory.ts'
import { newAnalysis, poolExhausted } from '../../../prisma/seed.ts'
import { type Check, check, judgeEach, withFirst } from '../check.ts'
import { judgeHeld, oneBroken } from '../held.ts'
import { ROOT } from '../source.ts'
import type { World } from '../world.ts'

// What lies at rest after logs went through, and what is gone after a deletion.

const started = Date.now()

async function searched(world: World, walk: (log: string) => Promise<unknown>) {
  const { addresses } = await world.stack()
  const { canaries, log } = makeCanaries()
  await walk(log)
  await world.query('checkpoint')
  const { adminUrl, dataDir, home, tmp, log: serverLog } = addresses
  const places = [
    ...(await dumpPlaces(adminUrl)),
    ...filePlaces([dataDir, home, tmp, serverLog], started),
    ...filePlaces([path.join(ROOT, '.next')], started),
  ]
  return { canaries, log, places }
}

type Searched = Awaited<ReturnType<typeof searched>>
const atRest = {
  judge: ({ canaries, places }: Searched) => ({
    population: places.length,
    faults: findTraces(canaries, places).map(({ canary, encoding }) => `A ${canary} lies at rest, as ${encoding}.`),
    figures: { places: places.length, strings: canaries.length },
  }),
  spoil: (subject: Searched): Searched => ({
    ...subject,
    places: [
      ...subject.places.slice(0, 1),
      { name: 'planted', bytes: Buffer.from(Buffer.from(subject.log).toString('hex')) },
    ],
  }),
}

/** Rows of any table that name an id. */
async function rowsWith(world: World, ids: readonly string[]): Promise<string[]> {
  const places = await dumpPlaces((await world.stack()).addresses.adminUrl)
  return places
    .filter(({ name, bytes }) => !/audit_|tombstones/.test(name) && ids.some((id) => bytes.includes(id)))
    .map(({ name }) => name)
}

async function ownWorkspace(world: World, name: string) {
  const { ring } = await world.stack()
  const owner = await getOrCreateUser(`${name}@claims.test`)
  const tenant = await createWorkspace({ userId: owner.id, name, slug: `${name}-${Date.now().toString(36)}` })
  const make = () =>
    createAnalysis(tenant, newAnalysis(poolExhausted(name), { tenant, createdById: owner.id, keyRing: ring }))
  return { owner, tenant, make }
}

export const storageChecks: Record<string, Check> = {
  'storage.paste': check({
    read: (world) =>
      searched(world, async (log) => {
        const answer = await (await world.alice())('POST', '/api/analyses', pastedLines(log))
        if (answer.status !== 201) throw new Error(`the log was answered ${answer.status}`)
      }),
    ...atRest,
  }),
  'storage.webhook': check({
    read: (world) =>
      searched(world, async (log) => {
        const api = await world.charlie()
        await endOf(api, await sendAlert(api, log), { told: false })
      }),
    ...atRest,
  }),
  'storage.delete': check({
    read: async (world) => {
      const api = await world.alice()
      const made = (await (
        await api(
          'POST',
          '/api/analyses',
          pastedLines('INFO a\nERROR HikariPool-1 - Connection is not available, request timed out after 30001ms'),
        )
      ).json()) as { id: string }
      const before = await rowsWith(world, [made.id])
      const status = (await api('DELETE', `/api/analyses/${made.id}`)).status
      return {
        before: before.length,
        status,
        after: await rowsWith(world, [made.id]),
        opened: (await api('GET', `/api/analyses/${made.id}`)).status,
      }
    },
    judge: ({ before, status, after, opened }) => ({
      population: before,
      faults: [
        ...(status === 204 ? [] : ['The deletion was refused.']),
        ...after.map((name) => `A row is left in ${name}.`),
        ...(opened === 404 ? [] : ['It can still be opened.']),
      ],
    }),
    spoil: (subject) => ({ ...subject, after: ['evidence'] }),
  }),
  'storage.retention': check({
    read: async (world) => {
      const { make } = await ownWorkspace(world, 'ages')
      const [old, young] = [await make(), await make()]
      const [row] = await world.query<{ days: number }>(
        'select round(extract(epoch from expires_at - created_at) / 86400)::int as days from analyses where id = $1',
        [young],
      )
      await world.query("update analyses set expires_at = now() - interval '1 minute' where id = $1", [old])
      await sweepRetention()
      const left = await world.query<{ id: string }>('select id::text from analyses where id = any($1::uuid[])', [
        [old, young],
      ])
      return { old, young, left: left.map(({ id }) => id), days: row?.days ?? 0 }
    },
    judge: ({ old, young, left, days }) => ({
      population: 2,
      faults: [
        ...(left.includes(old) ? ['An analysis outlived its end.'] : []),
        ...(left.includes(young) ? [] : ['An analysis went before its end.']),
      ],
      figures: { days },
    }),
    spoil: (subject) => ({ ...subject, left: [subject.old, subject.young] }),
  }),
  'storage.erase': check({
    read: async (world) => {
      const { owner, tenant, make } = await ownWorkspace(world, 'goes')
      const ids = [tenant as string, await make(), await make()]
      const before = await rowsWith(world, ids)
      await requestWorkspaceErasure(tenant, owner.id, { name: 'goes', when: 'now' })
      return { before: before.length, after: await rowsWith(world, ids) }
    },
    judge: ({ before, after }) => ({
      population: before,
      faults: after.map((name) => `A row is left in ${name}.`),
      figures: { tables: before },
    }),
    spoil: (subject) => ({ ...subject, after: ['analyses'] }),
  }),
  'storage.export-whole': check({
    read: async (world) => {
      const tables = await world.query<{ name: string }>(
        "select distinct table_name::text as name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id'",
      )
      return { tables: tables.map(({ name }) => name), exported: Object.keys(EXPORTED) }
    },
    judge: ({ tables, exported }) =>
      judgeEach(tables, (name) => !exported.includes(name) && `${name} is not exported.`),
    spoil: ({ tables, exported }) => ({ tables: [...tables, 'forgotten'], exported }),
  }),
  'storage.inventory': check({
    read: async (world) => {
      const tables = await world.query<{ name: string }>(
        "select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> '_prisma_migrations'",
      )
      return { tables: tables.map(({ name }) => name), listed: INVENTORY.flatMap(({ tables: named }) => [...named]) }
    },
    judge: ({ tables, listed }) => ({
      ...judgeEach(tables, (name) => !listed.includes(name) && `${name} is not on the privacy page.`),
      figures: { tables: tables.length },
    }),
    spoil: ({ tables, listed }) => ({ tables: [...tables, 'forgotten'], listed }),
  }),
  'storage.hash-key': check({
    read: async (world) => {
      const { make, tenant } = await ownWorkspace(world, 'keyed')
      const { deleteAnalysis } = await import('../../../lib/data/analyses.ts')
      const id = await make()
      const [row] = await world.query<{ key: string }>('select sealed_hash_key as key from analyses where id = $1', [
        id,
      ])
      await deleteAnalysis(tenant, id)
      const places = await dumpPlaces((await world.stack()).addresses.adminUrl)
      const key = row?.key ?? ''
      return [
        { name: 'The analysis had no key of its own.', held: key.length > 20 },
        {
          name: 'The key outlived its analysis.',
          held: key !== '' && !places.some(({ bytes }) => bytes.includes(key)),
        },
      ]
    },
    judge: judgeHeld,
    spoil: oneBroken,
  }),
  'storage.no-lines': check({
    read: async (world) => {
      const rows = await world.query<{ name: string }>(
        "select column_name::text as name from information_schema.columns where table_schema = 'public' and table_name in ('evidence', 'analyses')",
      )
      return rows.map(({ name }) => name)
    },
    judge: (columns) =>
      judgeEach(
        columns,
        (name) =>
          /^(raw|text|line_text|content|log|body|prompt|reply|screenshot)$/.test(name) &&
          `A column ${name} could hold a line.`,
      ),
    spoil: (columns) => withFirst(columns, () => 'raw'),
  }),
}
