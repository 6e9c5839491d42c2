import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { SCOPE_NAMES } from '../lib/api/scopes.ts'
import { DEVICE_COOKIE, SESSION_COOKIE } from '../lib/auth/cookies.ts'
import { hashToken } from '../lib/auth/token.ts'
import { can, type Permission } from '../lib/permissions.ts'
import { addresses, asSuperuser, newColleague, newPerson, openKey, openSession, test } from './cast.ts'
import { fill, listRoutes, NOBODY, type Route } from './route-list.ts'
import { textOf } from './text-of.ts'

// Every route for everybody who may knock at it: what is expected, what was answered, as a table in the report.

const routes = listRoutes().filter(({ path: address }) => !address.startsWith('/api/auth/'))

type Headers = Record<string, string>
const cookie = ({ session, device }: { session: string; device: string }): Headers => ({
  cookie: `${SESSION_COOKIE}=${session}; ${DEVICE_COOKIE}=${device}`,
})
const slugOf = async (email: string) =>
  (
    await asSuperuser<{ slug: string }>(
      'select t.slug from tenants t join memberships m on m.tenant_id = t.id join users u on u.id = m.user_id where u.email = $1 order by m.created_at limit 1',
      [email],
    )
  )[0]?.slug ?? ''

/** As from a page of ours, drawn for the workspace that the person is in. */
async function fromPage(email: string, session = openSession(email)): Promise<Headers> {
  return { ...cookie(await session), 'sec-fetch-site': 'same-origin', 'x-lethe-workspace': await slugOf(email) }
}

/** Who knocks. `in`: past the door, whatever the answer to a made-up id or an empty body is. */
interface Knock {
  name: string
  headers: Headers
  /** Put into the address. */
  id: string
  expected(route: Route, method: string): string
}

const PAST_THE_DOOR = new Set([200, 201, 204, 404, 409, 422])
/** Opened by the browser on its way back from elsewhere: it leads to a page, whatever it found. */
const LEADS_ON = ['/api/channels/slack/return']
const isIn = (route: Route, status: number) =>
  PAST_THE_DOOR.has(status) ||
  ((route.kind === 'page' || LEADS_ON.includes(route.path)) && [303, 307, 308].includes(status))

/** Without a session that counts: pages lead to the sign-in, programs and scripts are told. */
const outside = ({ kind, audience }: Route): string =>
  audience === 'public' ? 'in' : kind === 'page' ? 'sign-in' : '401'

const asRole = (role: 'owner' | 'member' | 'viewer') => (route: Route, method: string) => {
  if (route.audience === 'key') return '401'
  const wants = route.asks[method]
  return wants === undefined || can(role, wants as Permission) ? 'in' : '403'
}

async function everybody(): Promise<{ knocks: Knock[]; secrets: string[] }> {
  const owner = await newPerson()
  const [member, viewer, expired, revoked, removed, stolen] = await Promise.all(
    ['member', 'viewer', 'member', 'member', 'member', 'member'].map((role) => newColleague(owner, role)),
  )
  const outsider = await newPerson()
  const writer = await openKey(owner, ['analyses:write'])
  const made = await fetch(`${addresses().url}/api/v1/analyses`, {
    method: 'POST',
    headers: { authorization: `Bearer ${writer}`, 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'FATAL: sorry, too many clients already\nERROR exit code 1' }),
  })
  expect(made.status).toBe(201)
  const { id: hers } = (await made.json()) as { id: string }

  const ended = await openSession(expired ?? '')
  await asSuperuser("update sessions set idle_expires_at = now() - interval '1 second' where token_hash = $1", [
    hashToken(ended.session),
  ])
  const gone = await fromPage(revoked ?? '')
  await asSuperuser('delete from sessions s using users u where u.id = s.user_id and u.email = $1', [revoked])
  const out = await fromPage(removed ?? '')
  await asSuperuser(
    'delete from memberships m using users u where u.id = m.user_id and u.email = $1 and m.tenant_id = (select id from tenants where slug = $2)',
    [removed, await slugOf(owner)],
  )
  const { cookie: both = '', ...rest } = await fromPage(stolen ?? '')
  const keys = await Promise.all(
    SCOPE_NAMES.map(async (scope): Promise<Knock> => {
      const headers = { authorization: `Bearer ${await openKey(owner, [scope])}` }
      const expects = (route: Route, method: string) =>
        route.audience === 'key' ? (route.asks[method] === scope ? 'in' : '403') : outside(route)
      return { name: `key ${scope}`, headers, id: NOBODY, expected: expects }
    }),
  )
  const endedKey = { authorization: `Bearer ${await openKey(owner, SCOPE_NAMES, { expired: true })}` }
  const farKey = {
    authorization: `Bearer ${await openKey(owner, SCOPE_NAMES, { allowedAddresses: ['203.0.113.0/24'] })}`,
  }
  const outsidersKey = { authorization: `Bearer ${await openKey(outsider, SCOPE_NAMES)}` }
  const asOutsider = (route: Route, method: string) =>
    route.path.includes('[') && route.kind === 'api' && route.audience === 'member'
      ? '404'
      : asRole('owner')(route, method)
  const forged = (route: Route, method: string) =>
    route.audience === 'member' && route.kind === 'api' && method !== 'GET' ? '409' : asRole('owner')(route, method)
  return {
    secrets: [hers, owner, member ?? '', viewer ?? '', await slugOf(owner)],
    knocks: [
      { name: 'no session', headers: {}, id: hers, expected: outside },
      { name: 'outsider', headers: await fromPage(outsider), id: hers, expected: asOutsider },
      { name: 'viewer', headers: await fromPage(viewer ?? ''), id: NOBODY, expected: asRole('viewer') },
      { name: 'member', headers: await fromPage(member ?? ''), id: NOBODY, expected: asRole('member') },
      { name: 'expired', headers: cookie(ended), id: hers, expected: outside },
      { name: 'revoked', headers: gone, id: hers, expected: outside },
      {
        name: 'no device cookie',
        headers: { ...rest, cookie: both.split('; ')[0] ?? '' },
        id: hers,
        expected: outside,
      },
      {
        ...{ name: 'forged workspace', id: NOBODY, expected: forged },
        headers: { ...(await fromPage(owner)), 'x-lethe-workspace': 'acme' },
      },
      { name: 'removed member', headers: out, id: hers, expected: outside },
      ...keys,
      { name: 'ended key', headers: endedKey, id: hers, expected: outside },
      {
        ...{ name: 'key from elsewhere', headers: farKey, id: hers },
        expected: (route) => (route.audience === 'key' ? '403' : outside(route)),
      },
      {
        ...{ name: "outsider's key", headers: outsidersKey, id: hers },
        expected: (route) => (route.audience === 'key' ? (route.path.includes('[') ? '404' : 'in') : outside(route)),
      },
    ],
  }
}

const INSIDERS = new Set(['viewer', 'member', 'forged workspace', ...SCOPE_NAMES.map((scope) => `key ${scope}`)])

const addressOf = (name: string): string =>
  `198.18.${[...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 250}.${name.length}`

async function knock({ headers, id, name }: Knock, route: Route, method: string) {
  const body = ['POST', 'PUT', 'PATCH'].includes(method) ? '{}' : null
  const answer = await fetch(addresses().url + fill(route, id), {
    method,
    redirect: 'manual',
    // Each from an address of its own: the doors count by address.
    headers: {
      'x-forwarded-for': addressOf(name),
      ...headers,
      ...(body === null ? {} : { 'content-type': 'application/json' }),
    },
    body,
  })
  const isTheirs = INSIDERS.has(name)
  const text = isTheirs ? '' : await textOf(answer)
  if (isTheirs) await answer.body?.cancel()
  const toSignIn = (answer.headers.get('location') ?? '').includes('/sign-in')
  return { status: answer.status, text, toSignIn }
}

/** Public to whoever proves something else: a sender's signature, a link, the operator's token. */
const OPENED_OTHERWISE = [
  '/api/hooks/',
  '/api/feedback/',
  '/api/metrics',
  '/api/stripe/webhook',
  '/api/staff/',
  '/api/second-factor/',
  '/api/sso/',
]

const WITH_SESSION = new Set(['outsider', 'viewer', 'member', 'forged workspace'])

const expectedOf = (who: Knock, route: Route, method: string): string => {
  // Staff of the operator are none of these people.
  if (route.audience === 'staff') return route.kind === 'page' ? 'sign-in' : 'shut'
  // Whoever has a session may be asked for the second factor again.
  if (route.path === '/api/second-factor/begin') return WITH_SESSION.has(who.name) ? 'in' : 'shut'
  return OPENED_OTHERWISE.some((prefix) => route.path.startsWith(prefix)) ? 'shut' : who.expected(route, method)
}

const judged = (
  route: Route,
  { status, toSignIn }: { status: number; toSignIn: boolean },
  expected: string,
): string => {
  if (expected === 'sign-in') return [303, 307].includes(status) && toSignIn ? 'sign-in' : String(status)
  if (expected === 'shut') return [401, 403, 404, 422].includes(status) || toSignIn ? 'shut' : String(status)
  // A body that does not fit is refused before anything is looked up.
  if (expected === '404') return status === 422 ? '404' : String(status)
  return expected === 'in' && isIn(route, status) ? 'in' : String(status)
}

test('every API route that is not public says in its wrapper what it asks for', () => {
  const silent = routes
    .filter(({ kind, audience }) => kind === 'api' && (audience === 'member' || audience === 'key'))
    .flatMap(({ path: address, methods, asks }) =>
      methods.filter((method) => !asks[method]).map((m) => `${m} ${address}`),
    )
  expect(silent).toEqual([])
})

test('every route answers everybody as it should, and tells nobody what is not theirs', async () => {
  test.setTimeout(600_000)
  const { knocks, secrets } = await everybody()
  const wrong: string[] = []
  const rows = [
    `| route | ${knocks.map(({ name }) => name).join(' | ')} |`,
    `|---|${knocks.map(() => '---|').join('')}`,
  ]
  let leaks = 0
  for (const route of routes) {
    for (const method of route.methods) {
      const cells = await Promise.all(
        knocks.map(async (who) => {
          const answer = await knock(who, route, method)
          const expected = expectedOf(who, route, method)
          const cell = judged(route, answer, expected)
          const where = `${method} ${route.path}, ${who.name}`
          if (cell !== expected) wrong.push(`${where}: expected ${expected}, was ${cell}`)
          // What stands in the address that was asked for may stand in the answer.
          if (secrets.some((secret) => answer.text.includes(secret) && !fill(route, who.id).includes(secret))) {
            leaks++
            wrong.push(`${where}: holds what is not theirs`)
          }
          return cell === 'in' ? `in (${answer.status})` : cell
        }),
      )
      rows.push(`| ${method} ${route.path} | ${cells.join(' | ')} |`)
    }
  }
  const report = `${rows.join('\n')}\n\n${rows.length - 2} routes × ${knocks.length} · leaks: ${leaks}\n`
  const folder = path.join(import.meta.dirname, '../test-results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'access-table.md'), report)
  await test.info().attach('access-table', { body: report, contentType: 'text/markdown' })
  expect(wrong).toEqual([])
  expect(rows.length).toBeGreaterThan(70)
})

test('ten thousand requests of outsiders with ids of others bring no row', async () => {
  test.setTimeout(600_000)
  const ids = await idsOfOthers()
  expect(ids.length).toBeGreaterThan(10)
  const people = await Promise.all(Array.from({ length: 5 }, () => newPerson()))
  const visitors = await Promise.all(people.map((email) => fromPage(email)))
  const keys = await Promise.all(
    people.flatMap((email) =>
      [0, 1].map(async () => ({ authorization: `Bearer ${await openKey(email, SCOPE_NAMES)}` })),
    ),
  )
  const targets = listRoutes()
    .filter(
      ({ audience, kind, path: address }) =>
        (audience === 'member' || audience === 'key') && kind === 'api' && address.includes('['),
    )
    .flatMap((route) => route.methods.map((method) => ({ route, method })))
  const [statuses, held] = [new Map<number, number>(), [] as string[]]
  let sent = 0
  const one = async (n: number) => {
    const { route, method } = targets[n % targets.length] ?? { route: routes[0] as Route, method: 'GET' }
    const id = ids[(n * 7) % ids.length] ?? ''
    const who = route.audience === 'key' ? keys[n % keys.length] : visitors[n % visitors.length]
    const body = ['POST', 'PUT', 'PATCH'].includes(method) ? '{}' : null
    const answer = await fetch(addresses().url + fill(route, id), {
      ...{ method, body, redirect: 'manual' },
      headers: { ...who, 'x-forwarded-for': `198.51.100.${n % 250}` },
    })
    const text = await textOf(answer)
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    if (ids.some((other) => text.includes(other))) held.push(`${method} ${route.path}`)
  }
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      while (sent < 10_000) await one(sent++)
    }),
  )
  expect(held).toEqual([])
  // A body that does not fit is refused before anything is looked up; all else is not there.
  expect([...statuses.keys()].filter((status) => status !== 404 && status !== 422)).toEqual([])
  expect(statuses.get(404)).toBeGreaterThan(9_000)
})

/** Of every table that has a tenant, of all that are there; and of people. */
async function idsOfOthers(): Promise<string[]> {
  const tables = await asSuperuser<{ table: string }>(
    "select table_name as table from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id'",
  )
  const perTable = await Promise.all(
    tables.map(({ table }) =>
      asSuperuser<{ id: string }>(
        `select id::text from "${table}" where tenant_id = (select id from tenants where slug = 'acme') limit 20`,
      ),
    ),
  )
  const people = await asSuperuser<{ id: string }>("select id::text from users where email like '%@acme.test'")
  return [...people, ...perTable.flat()].map(({ id }) => id)
}
