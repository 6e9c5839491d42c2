import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { type BrowserContext, expect, type Page } from '@playwright/test'
import { addresses, asSuperuser, newPerson, openSession, signIn, test } from './cast.ts'
import type { Mode } from './fakes/oidc-tokens.ts'
import { NOBODY } from './route-list.ts'

// A workspace's own identity provider, with a name server and a provider on loopback: who comes in, and everything that must not.

const cookiesOf = async (context: BrowserContext) =>
  (await context.cookies(addresses().url)).map(({ name, value }) => `${name}=${value}`).join('; ')
const ask = (cookie: string, method: string, url: string, body?: object) =>
  fetch(addresses().url + url, {
    ...{ method, redirect: 'manual' },
    headers: { cookie, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
const putRecord = (name: string, text: string) => writeFileSync(path.join(addresses().dns, name), text)

let count = 0
interface Workspace {
  owner: string
  cookie: string
  domain: string
  issuer: string
  redirectUri: string
}

/** Somebody's workspace with a proved domain, through the API as its page does it. `provider`: the fake's path. */
async function connected(provider = `t${Date.now()}${++count}`, proved = true): Promise<Workspace> {
  const owner = await newPerson()
  const { session, device } = await openSession(owner)
  const cookie = `__Host-lethe-session=${session}; __Host-device=${device}`
  const { url, clientId, clientSecret } = addresses().identity
  const [domain, issuer] = [`d${Date.now()}x${++count}.test`, `${url}/${provider}`]
  const saved = await ask(cookie, 'PUT', '/api/sso-connection', { domain, issuer, clientId, clientSecret })
  expect(saved.status).toBe(200)
  const { connection } = await saved.json()
  expect(JSON.stringify(connection)).not.toContain(clientSecret)
  if (proved) {
    putRecord(connection.record.name, connection.record.text)
    expect((await ask(cookie, 'POST', '/api/sso-connection/verify')).status).toBe(200)
  }
  return { owner, cookie, domain, issuer, redirectUri: connection.redirectUri }
}

async function begin(page: Page, email: string) {
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Sign in with your organisation' }).click()
  await page.getByLabel('E-mail address at work').fill(email)
  await page.getByRole('button', { name: 'Go on' }).click()
}

interface Told {
  sub?: string
  email: string
  mode?: Mode
  verified?: boolean
}

async function answer(page: Page, { sub = String(++count), email, mode = 'honest', verified = true }: Told) {
  await page.waitForURL((url) => url.origin === addresses().identity.url)
  await page.getByRole('textbox', { name: 'Subject' }).fill(sub)
  await page.getByRole('textbox', { name: 'Address' }).fill(email)
  await page.getByRole('checkbox', { name: 'verified', exact: true }).setChecked(verified)
  await page.getByRole('combobox').selectOption(mode)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.waitForURL((url) => url.origin === addresses().url)
}

/** What the provider answers, caught before the browser follows it: an address of ours with a code. */
async function caughtAnswer(page: Page, email: string): Promise<string> {
  const { url } = addresses().identity
  let caught = ''
  // A route sees the first of a chain of redirects alone, so the provider's own answer is looked into.
  await page.route(`${url}/**`, async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    caught = (await route.fetch({ maxRedirects: 0 })).headers().location ?? ''
    return route.abort()
  })
  await page.getByRole('textbox', { name: 'Subject' }).fill('1')
  await page.getByRole('textbox', { name: 'Address' }).fill(email)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect.poll(() => caught).toContain('/callback')
  await page.unroute(`${url}/**`)
  return caught
}

const isSignedIn = async (context: BrowserContext) =>
  (await ask(await cookiesOf(context), 'GET', '/api/account')).status === 200

test('an owner sets it up on the page, proves the domain, and somebody new comes in as a member of that workspace alone', async ({
  page,
  context,
  browser,
}) => {
  const owner = await newPerson()
  await signIn(context, owner)
  const { url, clientId, clientSecret } = addresses().identity
  const domain = `page${Date.now()}.test`
  await page.goto('/settings/single-sign-on')
  await page.getByLabel('Domain of your addresses').fill(domain)
  await page.getByLabel('Issuer').fill(`${url}/page${++count}`)
  await page.getByLabel('Client id').fill(clientId)
  await page.getByLabel('Client secret').fill(clientSecret)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Not proved yet')).toBeVisible()
  await page.getByRole('button', { name: 'Look for the record' }).click()
  await expect(page.getByText('The record is not there.')).toBeVisible()
  putRecord(`_lethe.${domain}`, 'SERVFAIL')
  await page.getByRole('button', { name: 'Look for the record' }).click()
  await expect(page.getByText('The name servers of this domain did not answer.')).toBeVisible()
  putRecord(`_lethe.${domain}`, await page.getByText(/^lethe-verification=/).innerText())
  await page.getByRole('button', { name: 'Look for the record' }).click()
  await expect(page.getByText(/^Proved; last seen/)).toBeVisible()
  await page.screenshot({ path: 'test-results/sso.png', fullPage: true })
  const other = await browser.newContext({ baseURL: addresses().url })
  const theirs = await other.newPage()
  await begin(theirs, `new@${domain}`)
  await answer(theirs, { email: `new@${domain}` })
  await theirs.waitForURL('**/analyze')
  const [row] = await asSuperuser<{ workspaces: number; bound: boolean; tokens: number }>(
    `select count(distinct m.tenant_id)::int as workspaces, bool_and(s.only_tenant_id = m.tenant_id) as bound
     from users u join memberships m on m.user_id = u.id join sessions s on s.user_id = u.id where u.email = $1`,
    [`new@${domain}`],
  )
  expect(row).toEqual({ workspaces: 1, bound: true })
  await theirs.goto('/settings/account')
  await expect(theirs.getByText('You came in through the identity provider of this workspace.')).toBeVisible()
  await other.close()
})

test('its session reaches nothing else of the person: no workspace, session, passkey, connection, export or erasure', async ({
  page,
  context,
}) => {
  const { owner, domain, issuer } = await connected()
  // The owner's own address lies in the domain, and they own a second workspace.
  await asSuperuser('update users set email = $2 where email = $1', [owner, `boss@${domain}`])
  await asSuperuser(
    `with t as (insert into tenants (id, slug, name) values (gen_random_uuid(), $2, 'Elsewhere') returning id)
     insert into memberships (id, tenant_id, user_id, role) select gen_random_uuid(), t.id, u.id, 'owner' from t, users u where u.email = $1`,
    [`boss@${domain}`, `elsewhere-${Date.now()}`],
  )
  await begin(page, `boss@${domain}`)
  await answer(page, { email: `boss@${domain}` })
  await page.waitForURL('**/analyze')
  await page.getByRole('button', { name: 'Account' }).click()
  await expect(page.getByText('Elsewhere')).toHaveCount(0)
  const cookie = await cookiesOf(context)
  expect((await ask(cookie, 'GET', '/api/account')).status).toBe(200)
  for (const [method, url] of [
    ['PUT', '/api/account'],
    ['GET', '/api/account/connections'],
    ['POST', '/api/account/connections'],
    ['GET', '/api/sessions'],
    ['DELETE', '/api/sessions'],
    ['DELETE', `/api/sessions/${NOBODY}`],
    ['GET', '/api/passkeys'],
    ['POST', '/api/passkeys/begin'],
    ['POST', '/api/passkeys/recovery-codes'],
    ['GET', '/api/export/person'],
    ['POST', '/api/erasure/person'],
    ['POST', '/api/workspaces/active'],
  ] as const) {
    expect((await ask(cookie, method, url, method === 'GET' ? undefined : {})).status, `${method} ${url}`).toBe(403)
  }
  expect(issuer).toContain(addresses().identity.url)
})

test('hostile: a provider that asserts a foreign address, or an account that is no member, opens nothing', async ({
  page,
  context,
}) => {
  const { domain } = await connected()
  const stranger = `stranger@${domain}`
  await asSuperuser('insert into users (id, email) values (gen_random_uuid(), $1)', [stranger])
  for (const told of [
    { email: 'alice@acme.test' },
    { email: 'charlie@other.test' },
    { email: `x@evil-${domain}` },
    { email: `alice@acme.test@${domain}` },
    { email: stranger },
    { email: `doubted@${domain}`, verified: false },
    { email: '' },
  ]) {
    await begin(page, `x@${domain}`)
    await answer(page, told)
    await expect(page.getByText('does not open a workspace for this account'), JSON.stringify(told)).toBeVisible()
    expect(await isSignedIn(context)).toBe(false)
  }
  expect(await asSuperuser('select 1 from users where email = $1', [`doubted@${domain}`])).toEqual([])
})

test('hostile: tokens of another issuer, audience, nonce, key, time or subject, unsigned ones, and answers without state', async ({
  page,
  context,
}) => {
  const { domain } = await connected()
  const modes = [
    'other_issuer',
    'other_audience',
    'other_nonce',
    'other_key',
    'unsigned',
    'ended',
    'other_iss_parameter',
    'no_state',
  ] as const
  for (const mode of modes) {
    await begin(page, `x@${domain}`)
    await answer(page, { email: `x@${domain}`, mode })
    await expect(page.getByText(/could not? be accepted|could be accepted|under another name/), mode).toBeVisible()
    expect(await isSignedIn(context), mode).toBe(false)
  }
  expect(await asSuperuser('select 1 from users where email = $1', [`x@${domain}`])).toEqual([])
})

test('mix-up: a code of one workspace’s provider is worth nothing at another’s address, nor a second time', async ({
  page,
  context,
}) => {
  const [mine, theirs] = [await connected(), await connected()]
  await begin(page, `x@${mine.domain}`)
  await page.waitForURL((url) => url.origin === addresses().identity.url)
  // What the provider answers is caught on its way back, and brought to the other's address.
  const caught = await caughtAnswer(page, `x@${mine.domain}`)
  const moved = theirs.redirectUri + new URL(caught).search
  await page.goto(moved)
  await expect(page).toHaveURL(/error=Sso/)
  // What was asked is used up by then, at its own address too.
  await page.goto(caught)
  await expect(page).toHaveURL(/error=Sso/)
  expect(await isSignedIn(context)).toBe(false)
})

test('login CSRF: an answer in a browser that did not ask signs nobody in', async ({ page, browser }) => {
  const { domain } = await connected()
  await begin(page, `x@${domain}`)
  await page.waitForURL((url) => url.origin === addresses().identity.url)
  const caught = await caughtAnswer(page, `x@${domain}`)
  const victim = await browser.newContext({ baseURL: addresses().url })
  const theirs = await victim.newPage()
  await theirs.goto(caught)
  await expect(theirs).toHaveURL(/error=Sso/)
  expect(await isSignedIn(victim)).toBe(false)
  await victim.close()
})

test('issuer mismatch: a discovery document that names another issuer is refused when it is set up', async () => {
  const { session, device } = await openSession(await newPerson())
  const { url, clientId, clientSecret } = addresses().identity
  const refused = await ask(`__Host-lethe-session=${session}; __Host-device=${device}`, 'PUT', '/api/sso-connection', {
    ...{ domain: `liar${Date.now()}.test`, issuer: `${url}/liar`, clientId, clientSecret },
  })
  expect([refused.status, (await refused.json()).issues[0].path]).toEqual([422, 'issuer'])
  for (const issuer of [
    'http://169.254.169.254/',
    'https://localhost:1/',
    'file:///etc/passwd',
    'https://user:pass@example.com',
  ]) {
    const answer = await ask(`__Host-lethe-session=${session}; __Host-device=${device}`, 'PUT', '/api/sso-connection', {
      ...{ domain: `liar${Date.now()}.test`, issuer, clientId, clientSecret },
    })
    expect(answer.status, issuer).toBe(422)
  }
})

test('domain takeover: an unproved domain opens nothing, and a proved one is nobody else’s', async ({ page }) => {
  const { domain } = await connected()
  const { cookie: thief } = await connected(undefined, false)
  const { url, clientId, clientSecret } = addresses().identity
  const saved = await ask(thief, 'PUT', '/api/sso-connection', {
    domain,
    issuer: `${url}/thief${++count}`,
    clientId,
    clientSecret,
  })
  expect(saved.status).toBe(200)
  // The record in the domain holds its owner's token, not the thief's.
  expect((await ask(thief, 'POST', '/api/sso-connection/verify')).status).toBe(409)
  // And whoever could write both is told that it is held.
  const { connection } = await (await ask(thief, 'GET', '/api/sso-connection')).json()
  putRecord(connection.record.name, connection.record.text)
  expect((await ask(thief, 'POST', '/api/sso-connection/verify')).status).toBe(409)
  await begin(page, `x@unproved${Date.now()}.test`)
  await expect(page.getByText('No workspace here has single sign-on for this address.')).toBeVisible()
})

test('made the only way in by somebody who came in by it, it closes every other', async ({ page, context }) => {
  const { owner, cookie, domain } = await connected()
  await asSuperuser('update users set email = $2 where email = $1', [owner, `boss@${domain}`])
  expect((await ask(cookie, 'PUT', '/api/sso-connection/only', { only: true })).status).toBe(409)
  await begin(page, `boss@${domain}`)
  await answer(page, { email: `boss@${domain}` })
  await page.waitForURL('**/analyze')
  await page.goto('/settings/single-sign-on')
  await page.getByRole('button', { name: 'Make it the only way in' }).click()
  await expect(page.getByText('It is the only way in.')).toBeVisible()
  expect(await isSignedIn(context)).toBe(true)
  // The session that a link began reaches nothing: it was the only workspace.
  expect((await ask(cookie, 'GET', '/api/analyses')).status).toBe(401)
})

test('only owners set it up', async () => {
  const { session, device } = await openSession('bob')
  const cookie = `__Host-lethe-session=${session}; __Host-device=${device}`
  expect((await ask(cookie, 'GET', '/api/sso-connection')).status).toBe(403)
  expect((await ask(cookie, 'PUT', '/api/sso-connection', {})).status).toBe(403)
  expect((await ask(cookie, 'PUT', '/api/sso-connection/only', { only: true })).status).toBe(403)
})
