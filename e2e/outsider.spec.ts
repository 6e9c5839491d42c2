import { expect } from '@playwright/test'
import { addresses, asSuperuser, cookieOf, type Person, pageHeaders, test } from './cast.ts'
import { fill, listRoutes, NOBODY, type Route } from './route-list.ts'
import { textOf } from './text-of.ts'

// Whoever adds a route adds it to these tests by adding the file: the list is read from the tree.

const routes = listRoutes()
const memberRoutes = routes.filter(({ audience }) => audience === 'member')
const BODY_METHODS = new Set(['POST', 'PUT', 'PATCH'])

interface Ask {
  method?: string
  person?: Person
  query?: string
  body?: unknown
}

async function ask(path: string, { method = 'GET', person, query = '', body }: Ask = {}): Promise<Response> {
  const headers: Record<string, string> = person ? await pageHeaders(person) : { 'sec-fetch-site': 'same-origin' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  return fetch(`${addresses().url}${path}${query}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

/** Every id of Acme's rows, from every table that has a tenant, and the tenant itself. */
async function acmesIds(): Promise<string[]> {
  const tables = await asSuperuser<{ table: string }>(
    "select table_name as table from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id'",
  )
  const acme = "(select id from tenants where slug = 'acme')"
  const perTable = await Promise.all(
    tables.map(({ table }) =>
      asSuperuser<{ id: string }>(`select id::text from "${table}" where tenant_id = ${acme} limit 5`),
    ),
  )
  const own = await asSuperuser<{ id: string }>(
    "select id::text from tenants where slug = 'acme' union all select id::text from users where email = 'alice@acme.test'",
  )
  return [...own, ...perTable.flat()].map(({ id }) => id)
}

/** Titles of Acme's analyses: what must never stand on a page of Charlie's. */
async function acmesMarkers(): Promise<string[]> {
  const rows = await asSuperuser<{ title: string }>(
    "select title from analyses where tenant_id = (select id from tenants where slug = 'acme')",
  )
  return [...rows.map(({ title }) => title), 'alice@acme.test', 'Acme']
}

test('the list of routes is read from the tree and every route has an audience', () => {
  expect(routes.length).toBeGreaterThan(10)
  expect(memberRoutes.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['/analyze', '/analyses', '/analyses/[id]', '/api/analyses', '/api/analyses/[id]']),
  )
})

test('without a session pages redirect to sign-in and APIs answer 401', async () => {
  for (const route of memberRoutes) {
    for (const method of route.methods) {
      const answer = await ask(fill(route, NOBODY), {
        method,
        ...(BODY_METHODS.has(method) ? { body: {} } : {}),
      })
      const where = `${method} ${route.path}`
      if (route.kind === 'api') expect(answer.status, where).toBe(401)
      else {
        expect([302, 303, 307], where).toContain(answer.status)
        expect(answer.headers.get('location'), where).toMatch(/\/sign-in/)
      }
    }
  }
})

test('a session cookie without its device cookie opens nothing', async () => {
  const [sessionOnly = ''] = (await cookieOf('alice')).split('; ')
  const answer = await fetch(`${addresses().url}/api/analyses`, { headers: { cookie: sessionOnly } })
  expect(answer.status).toBe(401)
})

test("Charlie gets 404 for every id of Acme's, in the path of every route", async () => {
  const ids = await acmesIds()
  expect(ids.length).toBeGreaterThan(5)
  const withId = memberRoutes.filter(({ path }) => path.includes('['))
  expect(withId.length).toBeGreaterThan(1)
  for (const route of withId) {
    for (const method of route.methods) {
      const knock = async (id: string) => {
        const answer = await ask(fill(route, id), {
          method,
          person: 'charlie',
          ...(BODY_METHODS.has(method) ? { body: {} } : {}),
        })
        return [answer.status, answer.status === 422 ? await answer.text() : '']
      }
      // A body that is refused is refused before any id is looked up: then it is the same answer as for an id of nobody's.
      const nobodys = await knock(NOBODY)
      expect([404, 422], `${method} ${route.path}`).toContain(nobodys[0])
      const answers = await Promise.all(ids.map(knock))
      for (const [i, answer] of answers.entries())
        expect(answer, `${method} ${fill(route, ids[i] ?? '')}`).toEqual(nobodys)
    }
  }
})

test("Acme's ids in queries and bodies change nothing for Charlie", async () => {
  const [ids, markers] = [await acmesIds(), await acmesMarkers()]
  for (const route of memberRoutes.filter(({ path }) => !path.includes('['))) {
    for (const method of route.methods) {
      // It ends Charlie's other sessions, as it should, and with them the tests beside this one; see sessions.spec.ts.
      if (`${method} ${route.path}` === 'DELETE /api/sessions') continue
      const knock = async (id: string) => {
        const query = `?${['id', 'tenant', 'tenantId', 'tenant_id', 'workspace', 'user', 'cursor'].map((name) => `${name}=${id}`).join('&')}`
        const body = BODY_METHODS.has(method) ? { body: { id, tenant: id, tenantId: id, workspace: id } } : {}
        const answer = await ask(route.path, { method, person: 'charlie', query, ...body })
        const text = await textOf(answer)
        expect(answer.status, `${method} ${route.path}`).toBeLessThan(500)
        for (const marker of markers)
          expect(text.includes(marker), `${marker} on ${method} ${route.path}${query}`).toBe(false)
      }
      await Promise.all(ids.slice(0, 6).map(knock))
    }
  }
})

test("list pages hold none of Acme's markers for Charlie, and all of them for Alice", async () => {
  const markers = await acmesMarkers()
  const lists = memberRoutes.filter(({ path, methods }) => !path.includes('[') && methods.includes('GET'))
  for (const route of lists) {
    const text = await textOf(await ask(route.path, { person: 'charlie' }))
    for (const marker of markers) expect(text.includes(marker), `${marker} on ${route.path}`).toBe(false)
  }
  const hers = await (await ask('/api/analyses', { person: 'alice' })).text()
  expect(hers).toContain(markers[0])
})

test('Bob, who may only read, reads but neither creates nor deletes', async () => {
  const [analysis] = await asSuperuser<{ id: string }>(
    "select id::text from analyses where tenant_id = (select id from tenants where slug = 'acme') limit 1",
  )
  expect((await ask(`/api/analyses/${analysis?.id}`, { person: 'bob' })).status).toBe(200)
  expect((await ask(`/api/analyses/${analysis?.id}`, { person: 'bob', method: 'DELETE' })).status).toBe(403)
  expect(
    (
      await ask('/api/analyses', {
        person: 'bob',
        method: 'POST',
        body: { lines: [{ number: 1, text: 'x' }], overrides: [] },
      })
    ).status,
  ).toBe(403)
})

test('a request from another site changes nothing', async () => {
  const cookie = await cookieOf('alice')
  for (const route of memberRoutes.filter(({ kind }) => kind === 'api')) {
    for (const method of changing(route)) {
      const answer = await fetch(`${addresses().url}${fill(route, NOBODY)}`, {
        method,
        headers: {
          cookie,
          'sec-fetch-site': 'cross-site',
          origin: 'https://evil.example',
          'content-type': 'application/json',
        },
        body: '{}',
      })
      expect(answer.status, `${method} ${route.path}`).toBe(403)
    }
  }
})

const changing = (route: Route) => route.methods.filter((method) => method !== 'GET')
