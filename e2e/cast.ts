import { randomUUID } from 'node:crypto'
import { type BrowserContext, test as base } from '@playwright/test'
import pg from 'pg'
import { hintOf, makeKeyText } from '../lib/api/key-text.ts'
import { DEVICE_COOKIE, SESSION_COOKIE } from '../lib/auth/cookies.ts'
import { hashToken, makeToken } from '../lib/auth/token.ts'
import type { Addresses } from './stack.ts'

/** Alice owns Acme, Bob reads in Acme, Charlie owns Other: the outsider. */
export const CAST = { alice: 'alice@acme.test', bob: 'bob@acme.test', charlie: 'charlie@other.test' } as const
export type Person = keyof typeof CAST
/** Slugs of the workspaces that their sessions begin in. */
export const WORKSPACE: Record<Person, string> = { alice: 'acme', bob: 'acme', charlie: 'other' }

export function addresses(): Addresses {
  const given = process.env.LETHE_E2E
  if (!given) throw new Error('the stack is not running: start the specs through playwright')
  return JSON.parse(given) as Addresses
}

/** One query as the superuser of the database, who sees every tenant. */
export async function asSuperuser<Row extends pg.QueryResultRow>(
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  return queryAt(addresses(), sql, values)
}

/** The same at a stack of the spec's own. */
export async function queryAt<Row extends pg.QueryResultRow>(
  at: Addresses,
  sql: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: at.adminUrl })
  await client.connect()
  try {
    return (await client.query<Row>(sql, [...values])).rows
  } finally {
    await client.end()
  }
}

/**
 * Opens a session by writing its row, and returns the two cookies that carry it. Fresh enough for what is sensitive, or
 * `signedInMinutesAgo`.
 */
export async function openSession(
  person: Person | string,
  at: Addresses = addresses(),
  signedInMinutesAgo = 0,
): Promise<{ session: string; device: string }> {
  const [session, device] = [makeToken(), makeToken()]
  await queryAt(
    at,
    `insert into sessions (id, token_hash, user_id, active_tenant_id, device_hash, browser, authenticated_at, idle_expires_at, absolute_expires_at)
     select $1, $2, u.id, m.tenant_id, $3, 'Chrome on Linux', now() - make_interval(mins => $5), now() + interval '8 hours', now() + interval '7 days'
     from users u join memberships m on m.user_id = u.id where u.email = $4 order by m.created_at limit 1`,
    [
      ...[randomUUID(), hashToken(session), hashToken(device), person in CAST ? CAST[person as Person] : person],
      signedInMinutesAgo,
    ],
  )
  return { session, device }
}

/** Somebody nobody else knows, owner of a workspace of their own: for tests that count. Returns the address. */
export async function newPerson(at: Addresses = addresses()): Promise<string> {
  const [user, tenant] = [randomUUID(), randomUUID()]
  const email = `${user.slice(0, 8)}@own.test`
  await queryAt(at, 'insert into users (id, email) values ($1, $2)', [user, email])
  await queryAt(at, 'insert into tenants (id, slug, name) values ($1, $2, $2)', [tenant, `t-${tenant.slice(0, 8)}`])
  await queryAt(at, "insert into memberships (id, tenant_id, user_id, role) values ($1, $2, $3, 'owner')", [
    randomUUID(),
    tenant,
    user,
  ])
  return email
}

/** A key of somebody in the workspace that they joined first, made by writing its row. */
export async function openKey(
  person: Person | string,
  scopes: readonly string[],
  more: { allowedAddresses?: readonly string[]; expired?: boolean } = {},
): Promise<string> {
  const key = makeKeyText()
  await asSuperuser(
    `insert into api_keys (id, tenant_id, created_by_id, name, token_hash, hint, scopes, allowed_addresses, created_at, expires_at)
     select gen_random_uuid(), m.tenant_id, u.id, 'of a test', $2, $3, $4, $5, now() - interval '2 days', now() + make_interval(days => $6)
     from users u join memberships m on m.user_id = u.id where u.email = $1 order by m.created_at limit 1`,
    [
      ...[person in CAST ? CAST[person as Person] : person, hashToken(key), hintOf(key), scopes],
      ...[more.allowedAddresses ?? [], more.expired ? -1 : 30],
    ],
  )
  return key
}

/** Somebody new in the oldest workspace of `owner`; their own workspace is younger, so sessions and keys begin there. */
export async function newColleague(owner: string, role: string): Promise<string> {
  const email = await newPerson()
  await asSuperuser(
    `insert into memberships (id, tenant_id, user_id, role, created_at)
     select gen_random_uuid(), m.tenant_id, c.id, $3::role, now() - interval '1 day'
     from memberships m join users u on u.id = m.user_id, users c where u.email = $1 and c.email = $2 order by m.created_at limit 1`,
    [owner, email, role],
  )
  return email
}

/** The cookie header of a signed-in person, for requests without a browser. */
export async function cookieOf(person: Person | string, signedInMinutesAgo = 0): Promise<string> {
  const { session, device } = await openSession(person, addresses(), signedInMinutesAgo)
  return `${SESSION_COOKIE}=${session}; ${DEVICE_COOKIE}=${device}`
}

/** What a page of ours sends along: the cookies of a signed-in person, and the workspace that it was drawn for. */
export async function pageHeaders(person: Person): Promise<Record<string, string>> {
  return { cookie: await cookieOf(person), ...FROM_PAGE, 'x-lethe-workspace': WORKSPACE[person] }
}
const FROM_PAGE = { 'sec-fetch-site': 'same-origin' }

export async function signIn(
  context: BrowserContext,
  person: Person | string,
  at: Addresses = addresses(),
  signedInMinutesAgo = 0,
): Promise<void> {
  const { session, device } = await openSession(person, at, signedInMinutesAgo)
  const page = await context.newPage()
  const browser = await context.newCDPSession(page)
  for (const [name, value] of [
    [SESSION_COOKIE, session],
    [DEVICE_COOKIE, device],
  ] as const) {
    // addCookies gives every cookie a domain, which a __Host- cookie must not have; a secure URL and none does.
    const url = at.url.replace('http:', 'https:')
    await browser.send('Network.setCookie', {
      name,
      value,
      url,
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'Lax',
    })
  }
  await page.close()
}

export const test = base.extend<{ as: (person: Person | string) => Promise<void> }>({
  // Playwright reads the fixture's needs from this pattern, so it must be one.
  baseURL: async ({ browserName: _ }, use) => use(addresses().url),
  as: async ({ context }, use) => use((person) => signIn(context, person)),
})
