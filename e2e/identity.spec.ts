import { type BrowserContext, expect, type Page } from '@playwright/test'
import { addresses, asSuperuser, newPerson, openSession, signIn, test } from './cast.ts'
import { MODES, type Mode } from './fakes/oidc-tokens.ts'
import { printedMails, signInByLink } from './mailbox.ts'

// Identity providers: who an answer signs in, and everything that must not sign anybody in.

interface Told {
  sub: string
  email: string
  verified?: boolean
  inToken?: boolean
  mode?: Mode
}

let subjects = Date.now() % 1_000_000_000
/** GitHub's subjects are numbers, so all are. */
const newSubject = () => String(++subjects)

/** Fills in who signs in at the fake, without going on. */
async function fillIn(page: Page, { sub, email, verified = true, inToken = true, mode = 'honest' }: Told) {
  await page.waitForURL((url) => url.origin === addresses().identity.url)
  await page.getByRole('textbox', { name: 'Subject' }).fill(sub)
  await page.getByRole('textbox', { name: 'Address' }).fill(email)
  await page.getByRole('checkbox', { name: 'verified' }).setChecked(verified)
  await page.getByRole('checkbox', { name: 'address in the token' }).setChecked(inToken)
  await page.getByRole('combobox').selectOption(mode)
}

async function begin(page: Page, provider: string) {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: `Continue with ${provider}` }).click()
}

async function signInAt(page: Page, provider: string, told: Told) {
  await begin(page, provider)
  await fillIn(page, told)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.waitForURL((url) => url.origin === addresses().url)
}

const hasSession = async (context: BrowserContext) =>
  (await context.cookies()).some(({ name, value }) => name === '__Host-lethe-session' && value !== '')

const people = (email: string) =>
  asSuperuser<{ id: string; issuer: string | null; subject: string | null }>(
    'select u.id::text, a.issuer, a.subject from users u left join accounts a on a.user_id = u.id where u.email = $1',
    [email],
  )

test('a new person comes in with each provider, is known by issuer and subject, and no token is kept', async ({
  browser,
}) => {
  const { url, issuer } = addresses().identity
  for (const [provider, expected, domain] of [
    ['GitHub', `${url}/github`, 'fresh.test'],
    ['Google', `${url}/google`, 'fresh.test'],
    ['House SSO', issuer, 'sso.test'],
  ] as const) {
    const context = await browser.newContext({ baseURL: addresses().url })
    const page = await context.newPage()
    const sub = newSubject()
    const email = `new${sub}@${domain}`
    await signInAt(page, provider, { sub, email })
    await page.waitForURL('**/analyze')
    expect(await people(email), provider).toEqual([{ id: expect.any(String), issuer: expected, subject: sub }])
    await expect.poll(() => printedMails('Your new account at Lethe', email)).toBe(1)
    await context.close()
  }
  const columns = await asSuperuser<{ name: string }>(
    "select column_name as name from information_schema.columns where table_name = 'accounts' order by 1",
  )
  expect(columns.map(({ name }) => name)).toEqual(['created_at', 'id', 'issuer', 'subject', 'user_id'])
})

test('who changes the address there stays the same person here', async ({ page, context }) => {
  const sub = newSubject()
  await signInAt(page, 'Google', { sub, email: `before${sub}@fresh.test` })
  await page.waitForURL('**/analyze')
  await context.clearCookies()
  await signInAt(page, 'Google', { sub, email: 'alice@acme.test' })
  await page.waitForURL('**/analyze')
  await page.getByRole('button', { name: 'Account' }).click()
  await expect(page.getByText(`before${sub}@fresh.test`, { exact: true })).toBeVisible()
})

test('the address alone comes from userinfo where the token has none', async ({ page }) => {
  const sub = newSubject()
  await signInAt(page, 'House SSO', { sub, email: `info${sub}@sso.test`, inToken: false })
  await page.waitForURL('**/analyze')
  expect(await people(`info${sub}@sso.test`)).toHaveLength(1)
})

test('a provider that asserts somebody else’s address signs nobody in, and says no more than for any other', async ({
  page,
  context,
}) => {
  const texts: string[] = []
  for (const [provider, told] of [
    ['GitHub', { email: 'alice@acme.test' }],
    ['Google', { email: 'Alice@Acme.Test' }],
    ['House SSO', { email: 'alice@acme.test' }],
    // Not vouched for; outside what the issuer is believed for; a domain that only ends alike; no address.
    ['GitHub', { email: 'nobody-yet@fresh.test', verified: false }],
    ['House SSO', { email: 'nobody-yet@fresh.test' }],
    ['House SSO', { email: 'nobody-yet@evil-sso.test' }],
    ['House SSO', { email: 'nobody-yet@fresh.test@sso.test' }],
    ['House SSO', { email: '' }],
  ] as const) {
    await signInAt(page, provider, { sub: newSubject(), ...told })
    await expect(page.getByRole('heading', { name: 'Not connected yet' })).toBeVisible()
    expect(await hasSession(context), JSON.stringify(told)).toBe(false)
    texts.push((await page.locator('main').innerText()).replaceAll(provider, 'X'))
  }
  expect(new Set(texts).size).toBe(1)
  expect(await people('nobody-yet@fresh.test')).toEqual([])
  expect((await people('alice@acme.test')).map(({ issuer }) => issuer)).toEqual([null])
})

test('the page leads to the way that works: sign in by e-mail, connect, and from then on the provider signs in', async ({
  page,
  context,
}) => {
  const [email, sub] = [await newPerson(), newSubject()]
  await signInAt(page, 'GitHub', { sub, email })
  await page.getByRole('link', { name: 'Sign in by e-mail' }).click()
  await page.waitForURL((url) => url.searchParams.get('callbackUrl') === '/settings/account')
  await signInByLink(page, email, '/settings/account')
  await page.getByRole('button', { name: 'Connect GitHub' }).click()
  await fillIn(page, { sub, email: 'whatever@github.test' })
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText('GitHub is connected.')).toBeVisible()
  expect(await people(email)).toMatchObject([{ subject: sub }])
  await expect.poll(() => printedMails('GitHub was connected', email)).toBe(1)
  await context.clearCookies({ name: '__Host-lethe-session' })
  await signInAt(page, 'GitHub', { sub, email: 'whatever@github.test' })
  await page.waitForURL('**/analyze')
  await page.goto('/settings/account')
  await page.getByRole('button', { name: 'Disconnect GitHub' }).click()
  await expect(page.getByRole('button', { name: 'Connect GitHub' })).toBeVisible()
  await expect.poll(() => people(email)).toMatchObject([{ subject: null }])
  await expect.poll(() => printedMails('GitHub was disconnected', email)).toBe(1)
})

test('an account that is somebody’s is connected to nobody else', async ({ page, context }) => {
  const sub = newSubject()
  await signInAt(page, 'GitHub', { sub, email: `owner${sub}@fresh.test` })
  await page.waitForURL('**/analyze')
  await context.clearCookies()
  await signIn(context, await newPerson())
  await page.goto('/settings/account')
  await page.getByRole('button', { name: 'Connect GitHub' }).click()
  await fillIn(page, { sub, email: 'x@github.test' })
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText('connected to another person here')).toBeVisible()
  expect(await people(`owner${sub}@fresh.test`)).toMatchObject([{ subject: sub }])
})

test('signing in with another account while signed in connects nothing: it ends that session and begins its own', async ({
  page,
  context,
}) => {
  const [email, sub] = [await newPerson(), newSubject()]
  await signIn(context, email)
  const before = (await context.cookies()).find(({ name }) => name === '__Host-lethe-session')?.value
  await page.goto('/settings/account')
  // As the sign-in page would, which a signed-in person does not get to see.
  const next = await page.evaluate(async () => {
    const { csrfToken } = await (await fetch('/api/auth/csrf')).json()
    const answer = await fetch('/api/auth/signin/github', {
      method: 'POST',
      body: new URLSearchParams({ csrfToken, json: 'true', callbackUrl: '/analyze' }),
    })
    return String((await answer.json()).url)
  })
  await page.goto(next)
  await fillIn(page, { sub, email: `other${sub}@fresh.test` })
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.waitForURL('**/analyze')
  expect(await people(email)).toMatchObject([{ subject: null }])
  expect(await people(`other${sub}@fresh.test`)).toMatchObject([{ subject: sub }])
  const after = (await context.cookies()).find(({ name }) => name === '__Host-lethe-session')?.value
  expect(after).not.toBe(before)
  const left = await asSuperuser('select 1 from sessions s join users u on u.id = s.user_id where u.email = $1', [
    email,
  ])
  expect(left).toEqual([])
})

test('no forged, foreign or ended answer signs anybody in', async ({ page, context }) => {
  const hostile = MODES.filter((mode) => mode !== 'honest')
  expect(hostile.length).toBeGreaterThan(8)
  for (const mode of hostile) {
    const sub = newSubject()
    // Without the address in the token userinfo is asked, whose subject one mode changes.
    const inToken = mode !== 'other_subject_in_userinfo'
    await signInAt(page, 'House SSO', { sub, email: `forged${sub}@sso.test`, inToken, mode })
    await page.waitForURL('**/sign-in?**')
    await expect(page.getByText('You are not signed in. Nothing was changed.'), mode).toBeVisible()
    expect(await hasSession(context), mode).toBe(false)
    expect(await people(`forged${sub}@sso.test`), mode).toEqual([])
  }
})

test('a cancelled sign-in comes back and says so', async ({ page }) => {
  await begin(page, 'GitHub')
  await fillIn(page, { sub: newSubject(), email: 'x@fresh.test' })
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('If you cancelled there, that is why.')).toBeVisible()
})

/** Goes to the provider and takes the way back without following it. */
async function callbackOf(page: Page, provider: string, told: Told): Promise<string> {
  await begin(page, provider)
  await fillIn(page, told)
  const fields = await page.evaluate(() => {
    const form = document.querySelector('form')
    return form ? [...new FormData(form)].map(([name, value]) => [name, String(value)]) : []
  })
  const answer = await fetch(page.url(), { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
  return answer.headers.get('location') ?? ''
}

test('login CSRF: the way back of one browser signs in no other', async ({ page, browser }) => {
  const sub = newSubject()
  const callback = await callbackOf(page, 'Google', { sub, email: `mallory${sub}@fresh.test` })
  const victim = await browser.newContext({ baseURL: addresses().url })
  const victimPage = await victim.newPage()
  await victimPage.goto(callback)
  expect(await hasSession(victim)).toBe(false)
  // Nor does it connect Mallory's account to who is signed in there.
  await signIn(victim, await newPerson())
  await victimPage.goto(callback)
  expect(await people(`mallory${sub}@fresh.test`)).toEqual([])
  expect(await asSuperuser('select 1 from accounts where subject = $1', [sub])).toEqual([])
  await victim.close()
})

test('an answer works once', async ({ page, context }) => {
  const sub = newSubject()
  const callback = await callbackOf(page, 'Google', { sub, email: `once${sub}@fresh.test` })
  await page.goto(callback)
  await page.waitForURL('**/analyze')
  await context.clearCookies({ name: '__Host-lethe-session' })
  await page.goto(callback)
  expect(await hasSession(context)).toBe(false)
})

test('mix-up: the answer of one provider is not taken at the door of another', async ({ page, context }) => {
  const sub = newSubject()
  const callback = await callbackOf(page, 'House SSO', { sub, email: `mixed${sub}@sso.test` })
  for (const other of ['google', 'github']) {
    await page.goto(callback.replace('/callback/oidc', `/callback/${other}`))
    expect(await hasSession(context), other).toBe(false)
  }
  expect(await people(`mixed${sub}@sso.test`)).toEqual([])
})

test('state, PKCE and nonce travel with every request, and no more is asked than a name and an address', async ({
  page,
}) => {
  for (const [provider, scope, nonce] of [
    ['GitHub', 'read:user user:email', false],
    ['Google', 'openid email profile', true],
    ['House SSO', 'openid email profile', true],
  ] as const) {
    await begin(page, provider)
    await page.waitForURL((url) => url.origin === addresses().identity.url)
    const asked = new URL(page.url()).searchParams
    expect(asked.get('scope')).toBe(scope)
    expect(asked.get('state')?.length).toBeGreaterThan(30)
    expect([asked.get('code_challenge_method'), asked.get('code_challenge')?.length]).toEqual(['S256', 43])
    expect((asked.get('nonce')?.length ?? 0) > 30).toBe(nonce)
  }
})

test('the page after a provider is ours, and a form cannot ask the provider for more', async ({ page, request }) => {
  for (const target of ['https://evil.example/x', '//evil.example', '/\\evil.example']) {
    await page.context().clearCookies()
    await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(target)}`)
    await page.getByRole('button', { name: 'Continue with Google' }).click()
    const sub = newSubject()
    await fillIn(page, { sub, email: `open${sub}@fresh.test` })
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.waitForURL((url) => url.origin !== addresses().identity.url && !/^.(api|sign-in)/.test(url.pathname))
    expect(new URL(page.url()).origin).toBe(addresses().url)
  }
  const more = await request.post('/api/auth/signin/github?scope=repo&redirect_uri=https://evil.example', {
    headers: { 'sec-fetch-site': 'same-origin' },
    form: {},
  })
  expect(more.status()).toBe(400)
})

test('connecting wants a fresh sign-in, and its mark fits no other session', async ({ page, context }) => {
  const email = await newPerson()
  await signIn(context, email)
  await page.goto('/settings/account')
  await page.route('**/api/auth/signin/github*', (route) => route.abort())
  // The page sets out for GitHub after the cookie is there: whoever looks away before would be taken along.
  const stopped = page.waitForEvent('requestfailed', (sent) => sent.url().includes('/api/auth/signin/github'))
  await page.getByRole('button', { name: 'Connect GitHub' }).click()
  await stopped
  expect((await context.cookies()).map(({ name }) => name)).toContain('__Host-connecting')
  await page.unroute('**/api/auth/signin/github*')
  // The same browser, another person's session: what comes back is for nobody.
  const other = await newPerson()
  await signIn(context, other)
  await page.goto('/analyze')
  const next = await page.evaluate(async () => {
    const { csrfToken } = await (await fetch('/api/auth/csrf')).json()
    const body = new URLSearchParams({ csrfToken, json: 'true', callbackUrl: '/analyze' })
    return String((await (await fetch('/api/auth/signin/github', { method: 'POST', body })).json()).url)
  })
  await page.goto(next)
  const sub = newSubject()
  await fillIn(page, { sub, email: `moved${sub}@fresh.test` })
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText('The account was not connected.')).toBeVisible()
  expect(await asSuperuser('select 1 from accounts where subject = $1', [sub])).toEqual([])

  const stale = await openSession(await newPerson(), addresses(), 11)
  const answer = await fetch(`${addresses().url}/api/account/connections`, {
    method: 'POST',
    headers: { cookie: `__Host-lethe-session=${stale.session}; __Host-device=${stale.device}` },
    body: JSON.stringify({ provider: 'github' }),
  })
  expect([answer.status, (await answer.json()).type]).toEqual([403, 'fresh-sign-in-required'])
})
