import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { dumpPlaces, filePlaces } from '../../../e2e/canary/search.ts'
import { verifyExport } from '../../../lib/audit/verify-export.ts'
import { exportChain } from '../../../lib/audit-log.ts'
import { startPostgres } from '../../postgres.ts'
import { type Check, check, judgeEach, withFirst } from '../check.ts'
import { judgeHeld, oneBroken } from '../held.ts'
import type { World } from '../world.ts'

// The audit log, the keys, and a copy that starts again.

async function exported(world: World): Promise<string[]> {
  const { cast } = await world.stack()
  const api = await world.alice()
  await api('POST', '/api/sources', { kind: 'standard', name: 'audited' })
  const lines: string[] = []
  for await (const line of exportChain(cast.acme)) lines.push(line)
  return lines
}

interface Sealed {
  value: string
  opens: { itself: boolean; elsewhere: boolean; otherwise: boolean; changed: boolean }
}

export const recordsChecks: Record<string, Check> = {
  'records.audit-sound': check({
    read: async (world) => {
      const lines = await exported(world)
      const events = lines.flatMap((line, index) => (line.includes('"kind":"event"') ? [index] : []))
      const changed = events
        .slice(0, 8)
        .map((at) =>
          lines.map((line, index) =>
            index === at ? line.replace(/"action":"[^"]+"/, '"action":"other.thing"') : line,
          ),
        )
      const cut = [lines.filter((_, index) => index !== events[0])]
      return {
        whole: (await verifyExport(lines)).sound,
        broken: await Promise.all([...changed, ...cut].map(async (copy) => (await verifyExport(copy)).sound)),
      }
    },
    judge: ({ whole, broken }) => {
      const judged = judgeEach(broken, (sound) => sound && 'A change of the audit log was not noticed.')
      return whole ? judged : { ...judged, faults: ['A whole audit log counts as changed.'] }
    },
    spoil: ({ whole, broken }) => ({ whole, broken: withFirst(broken, () => true) }),
  }),
  'records.audit-append-only': check({
    read: (world) =>
      world
        .query<{ name: string }>(`select r.rolname || ' may ' || p.privilege || ' ' || c.relname as name
      from pg_class c cross join (values ('UPDATE'), ('DELETE'), ('TRUNCATE')) p(privilege) cross join pg_roles r
      where c.relname in ('audit_events', 'audit_heads', 'audit_checkpoints') and r.rolname in ('lethe_app', 'lethe_door')
        and has_table_privilege(r.oid, c.oid, p.privilege)`)
        .then((granted) => ({ asked: 18, granted: granted.map(({ name }) => name) })),
    judge: ({ asked, granted }) => ({ population: asked, faults: granted }),
    spoil: (subject) => ({ ...subject, granted: ['lethe_app may DELETE audit_events'] }),
  }),
  'records.audit-complete': check({
    read: async (world) => {
      const { cast } = await world.stack()
      const count = async () =>
        Number(
          (
            await world.query<{ n: number }>('select count(*)::int as n from audit_events where tenant_id = $1', [
              cast.acme,
            ])
          )[0]?.n,
        )
      const api = await world.alice()
      const doings: [string, () => Promise<Response>][] = [
        ['a new source', () => api('POST', '/api/sources', { kind: 'standard', name: 'seen' })],
        [
          'a change of the model policy',
          () =>
            api('PUT', '/api/model-policy', {
              mode: 'local_only',
              baseUrl: null,
              monthlyTokens: null,
              monthlyMicroUsd: null,
            }),
        ],
        ['a change of retention', () => api('PUT', '/api/retention', { days: 90 })],
        [
          'an export',
          async () => {
            const answer = await api('GET', '/api/export')
            await answer.arrayBuffer()
            return answer
          },
        ],
      ]
      const results = []
      for (const [name, act] of doings) {
        const before = await count()
        const answer = await act()
        results.push({
          name: `${name} left no trace in the audit log (${answer.status}).`,
          held: (await count()) > before,
        })
      }
      return results
    },
    judge: judgeHeld,
    spoil: oneBroken,
  }),
  'records.sealed': check({
    read: async (world): Promise<Sealed[]> => {
      const { ring } = await world.stack()
      const opens = (sealed: string, context: { tenant: string; field: string }) => {
        try {
          return ring.open(sealed, context).length > 0
        } catch {
          return false
        }
      }
      return Array.from({ length: 10 }, (_, i) => {
        const sealed = ring.seal(`secret ${i}`, { tenant: 'a', field: 'source.secret' })
        const changed = `${sealed.slice(0, -3)}${sealed.at(-3) === 'A' ? 'B' : 'A'}${sealed.slice(-2)}`
        return {
          value: sealed,
          opens: {
            itself: opens(sealed, { tenant: 'a', field: 'source.secret' }),
            elsewhere: opens(sealed, { tenant: 'b', field: 'source.secret' }),
            otherwise: opens(sealed, { tenant: 'a', field: 'channel.address' }),
            changed: opens(changed, { tenant: 'a', field: 'source.secret' }),
          },
        }
      })
    },
    judge: (items) =>
      judgeEach(
        items,
        ({ opens }) =>
          (!opens.itself || opens.elsewhere || opens.otherwise || opens.changed) &&
          'A sealed value opened where it does not belong, or not where it does.',
      ),
    spoil: (items) => withFirst(items, (item) => ({ ...item, opens: { ...item.opens, elsewhere: true } })),
  }),
  'records.secrets-sealed': check({
    read: async (world) => {
      const api = await world.alice()
      const made = (await (await api('POST', '/api/sources', { kind: 'standard', name: 'sealed' })).json()) as {
        secret: string
      }
      const places = await dumpPlaces((await world.stack()).addresses.adminUrl)
      return { secret: made.secret, places }
    },
    judge: ({ secret, places }) =>
      judgeEach(places, ({ name, bytes }) => bytes.includes(secret) && `A signing secret lies open in ${name}.`),
    spoil: ({ secret, places }) => ({
      secret,
      places: [...places, { name: 'planted', bytes: Buffer.from(`x${secret}`) }],
    }),
  }),
  'records.keys-apart': check({
    read: async (world) => {
      const { addresses } = await world.stack()
      const ring = JSON.parse(readFileSync(path.join(addresses.home, 'keys/ring.json'), 'utf8')) as {
        keys: { secret: string }[]
      }
      const secrets = ring.keys.map(({ secret }) => secret)
      const places = [...(await dumpPlaces(addresses.adminUrl)), ...filePlaces([addresses.dataDir])]
      const mode = statSync(path.join(addresses.home, 'keys/ring.json')).mode & 0o077
      return { secrets, places, mode }
    },
    judge: ({ secrets, places, mode }) => {
      const judged = judgeEach(
        places,
        ({ bytes }) => secrets.some((secret) => bytes.includes(secret)) && 'A key lies among the data.',
      )
      return mode === 0 ? judged : { ...judged, faults: ['Others of the machine may read the keys.'] }
    },
    spoil: (subject) => ({ ...subject, places: [{ name: 'planted', bytes: Buffer.from(subject.secrets[0] ?? '') }] }),
  }),
  'records.restore': check({
    read: async () => {
      const [from, to] = ['from', 'to'].map((name) => mkdtempSync(path.join(os.tmpdir(), `lethe-restore-${name}-`)))
      if (from === undefined || to === undefined) throw new Error('no folders')
      execFileSync('chmod', ['711', from, to])
      try {
        const outside = path.join(os.tmpdir(), 'lethe-test-outside')
        const first = await startPostgres({ dir: from, outside })
        const rows = Array.from({ length: 50 }, (_, i) => `row ${i}`)
        await ask(
          first.adminUrl,
          `create table kept as select unnest(array[${rows.map((row) => `'${row}'`).join(',')}]) as what`,
        )
        await first.stop()
        for (const folder of new Set([from, path.dirname(first.dataDir)])) execFileSync('cp', ['-a', `${folder}/.`, to])
        execFileSync('sh', [
          '-c',
          'chown -R postgres "$1/postgres" 2>/dev/null || true; rm -f "$1/postgres.json"',
          'sh',
          to,
        ])
        const second = await startPostgres({ dir: to, outside })
        const found = await ask<{ what: string }>(second.adminUrl, 'select what from kept')
        await second.stop()
        return { rows, found: found.map(({ what }) => what) }
      } finally {
        for (const folder of [from, to]) rmSync(folder, { recursive: true, force: true })
      }
    },
    judge: ({ rows, found }) =>
      judgeEach(rows, (row) => !found.includes(row) && 'A row did not come back from the copy.'),
    spoil: ({ rows, found }) => ({ rows, found: found.slice(1) }),
  }),
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return (await client.query<Row>(sql).finally(() => client.end())).rows
}
