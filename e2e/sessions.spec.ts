import { type BrowserContext, expect } from '@playwright/test'
import { addresses, asSuperuser, newPerson, openSession, pageHeaders, signIn, test } from './cast.ts'
import { askForLink, printedLink, printedMails, signInByLink } from './mailbox.ts'
import { NOBODY } from './route-list.ts'

// Sessions: bound to their browser, ended on the server, seen and ended by their person, fresh for what is sensitive.

const SESSION = '__Host-lethe-session'

const ask = (cookie: string, path = '/api/account', init: RequestInit = {}) =>
  fetch(`${addresses().url}${path}`, { ...init, headers: { cookie, ...init.headers }, redirect: 'manual' })

async function cookieValue(context: BrowserContext, name = SESSION): Promise<string> {
  return (await context.cookies()).find((cookie) => cookie.name === name)?.value ?? ''
}

const sessionsOf = (email: string) =>
  asSuperuser<{ id: string; browser: string; device: string }>(
    'select s.id::text, s.browser, s.device_hash as device from sessions s join users u on u.id = s.user_id where u.email = $1',
    [email],
  )

test('a stolen session cookie opens nothing, ends its session, and its person is told', async () => {
  for (const device of ['', '; __Host-device=of-another-browser']) {
    const email = await newPerson()
    const { session, device: own } = await openSession(email)
    expect((await ask(`${SESSION}=${session}; __Host-device=${own}`)).status).toBe(200)
    expect((await ask(`${SESSION}=${session}${device}`)).status).toBe(401)
    // The thief has ended it for everybody, and knocking again tells and sends nothing.
    expect((await ask(`${SESSION}=${session}; __Host-device=${own}`)).status).toBe(401)
    await ask(`${SESSION}=${session}${device}`)
    expect(await sessionsOf(email)).toEqual([])
    await expect.poll(() => printedMails('A session of yours was ended', email)).toBe(1)
  }
})

test('a stolen device cookie alone, and the cookies of two people mixed, open nothing', async () => {
  const [one, two] = [await openSession(await newPerson()), await openSession(await newPerson())]
  expect((await ask(`__Host-device=${one.device}`)).status).toBe(401)
  expect((await ask(`${SESSION}=${one.session}; __Host-device=${two.device}`)).status).toBe(401)
})

test('fixation: a session cookie that was there before signing in is not the one after', async ({ page, context }) => {
  const email = await newPerson()
  const planted = await openSession(await newPerson())
  const link = await askForLink(page, email)
  const browser = await context.newCDPSession(page)
  const url = addresses().url.replace('http:', 'https:')
  const common = { url, path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const
  await browser.send('Network.setCookie', { name: SESSION, value: planted.session, ...common })
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/analyze')
  expect(await cookieValue(context)).not.toBe(planted.session)
  expect(
    (await ask(`${SESSION}=${planted.session}; __Host-device=${await cookieValue(context, '__Host-device')}`)).status,
  ).toBe(401)
})

test('signing in again gives another token, and the one before is worthless', async ({ page, context }) => {
  const email = await newPerson()
  await signIn(context, email)
  const [before, device] = [await cookieValue(context), await cookieValue(context, '__Host-device')]
  await page.goto('/analyze')
  await signInAgain(page, email)
  const after = await cookieValue(context)
  expect(after).not.toBe(before)
  expect((await ask(`${SESSION}=${before}; __Host-device=${device}`)).status).toBe(401)
  expect((await ask(`${SESSION}=${after}; __Host-device=${device}`)).status).toBe(200)
  expect(await sessionsOf(email)).toHaveLength(1)
})

/** A link of one's own while signed in: asked without the page, which sends signed-in people on. */
async function signInAgain(page: import('@playwright/test').Page, email: string) {
  await page.evaluate(async (address) => {
    const { csrfToken } = await (await fetch('/api/auth/csrf')).json()
    const body = new URLSearchParams({ csrfToken, json: 'true', email: address, callbackUrl: '/analyze' })
    await fetch('/api/auth/signin/email', { method: 'POST', body })
  }, email)
  await page.goto(await printedLink(email))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/analyze')
}

test('cookie tossing: what a neighbouring host can set is never taken for a session', async ({ page }) => {
  const mallory = await openSession(await newPerson())
  // A neighbour cannot set a cookie whose name begins with __Host-: these are the names that come closest.
  const tossed = [
    `lethe-session=${mallory.session}; device=${mallory.device}`,
    `__host-lethe-session=${mallory.session}; __host-device=${mallory.device}`,
    `__Secure-lethe-session=${mallory.session}; __Secure-device=${mallory.device}`,
    `=${SESSION}=${mallory.session}; =__Host-device=${mallory.device}`,
    `${SESSION}.0=${mallory.session}; __Host-device=${mallory.device}`,
    `x=1, ${SESSION}=${mallory.session}, __Host-device=${mallory.device}`,
    `${SESSION}%00=${mallory.session}; __Host-device=${mallory.device}`,
    `next-auth.session-token=${mallory.session}; __Secure-next-auth.session-token=${mallory.session}`,
  ]
  for (const cookie of tossed) expect((await ask(cookie)).status, cookie).toBe(401)
  // And the browser itself refuses the name from a page that gives it a domain, or a path of its own.
  await page.goto('/sign-in')
  const taken = await page.evaluate(() => {
    for (const attributes of ['domain=localhost; secure; path=/', 'secure; path=/sign-in', 'path=/']) {
      Reflect.set(document, 'cookie', `__Host-device=tossed; ${attributes}`)
    }
    return document.cookie
  })
  expect(taken).not.toContain('tossed')
})

test('a person sees their sessions and ends one, or all others', async ({ page, context, browser }) => {
  const email = await newPerson()
  await signIn(context, email)
  const others = [await openSession(email), await openSession(email), await openSession(email)]
  const live = async () =>
    Promise.all(
      others.map(async ({ session, device }) => (await ask(`${SESSION}=${session}; __Host-device=${device}`)).status),
    )
  await page.goto('/settings/sessions')
  await expect(page.getByRole('listitem').filter({ hasText: 'signed in' })).toHaveCount(4)
  await expect(page.getByText('This one')).toHaveCount(1)
  await page
    .getByRole('button', { name: /^End the session in/ })
    .first()
    .click()
  await expect(page.getByRole('button', { name: 'End all 2 other sessions' })).toBeVisible()
  expect((await live()).filter((status) => status === 401)).toHaveLength(1)
  await page.getByRole('button', { name: 'End all 2 other sessions' }).click()
  await expect(page.getByText('You are signed in nowhere else.')).toBeVisible()
  expect(await live()).toEqual([401, 401, 401])
  expect(await sessionsOf(email)).toHaveLength(1)
  // Nobody ends another's.
  const [mine] = await sessionsOf(email)
  const foreign = await fetch(`${addresses().url}/api/sessions/${mine?.id}`, {
    method: 'DELETE',
    headers: await pageHeaders('charlie'),
  })
  expect(foreign.status).toBe(404)
  const stranger = await browser.newContext({ baseURL: addresses().url })
  expect((await stranger.request.get('/api/sessions')).status()).toBe(401)
  await stranger.close()
})

test('a browser that was not used before is told of once, and never on the first sign-in of all', async ({
  browser,
}) => {
  const email = `devices${Date.now()}@fresh.test`
  const subject = 'A new sign-in to Lethe'
  const first = await browser.newContext({ baseURL: addresses().url })
  await signInByLink(await first.newPage(), email)
  const second = await browser.newContext({ baseURL: addresses().url })
  const page = await second.newPage()
  await signInByLink(page, email)
  await expect.poll(() => printedMails(subject, email)).toBe(1)
  await second.clearCookies({ name: SESSION })
  await signInByLink(page, email)
  await page.goto('/settings/sessions')
  await expect(page.getByText('Chrome on Linux').first()).toBeVisible()
  expect(printedMails(subject, email)).toBe(1)
  await first.close()
  await second.close()
})

test('a burst of links that do not fit is told of once, and only to who exists', async () => {
  const known = await newPerson()
  const unknown = `unknown${Date.now()}@fresh.test`
  for (const email of [known, unknown]) {
    for (let attempt = 0; attempt < 8; attempt++) {
      const query = new URLSearchParams({ token: `guess-${attempt}`, email, callbackUrl: '/analyze' })
      const answer = await ask('', `/api/auth/callback/email?${query}`, {
        method: 'POST',
        headers: { 'sec-fetch-site': 'same-origin' },
      })
      expect([answer.status, answer.headers.get('location')]).toEqual([
        302,
        expect.stringContaining('error=Verification'),
      ])
    }
  }
  await expect.poll(() => printedMails('Failed attempts to sign in to Lethe', known)).toBe(1)
  expect(printedMails('Failed attempts to sign in to Lethe', unknown)).toBe(0)
})

test('what is sensitive asks for a fresh sign-in, keeps the page, and goes on by itself', async ({ page, context }) => {
  const email = await newPerson()
  await signIn(context, email, addresses(), 11)
  await page.goto('/settings/account')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('typed before')
  await page.getByRole('button', { name: 'Connect GitHub' }).click()
  await expect(page.getByRole('dialog', { name: 'Is it still you?' })).toBeVisible()
  // Asked while the dialog stands: afterwards the page goes on by itself, and its field with it.
  await expect(page.getByRole('textbox', { name: 'Name', exact: true, includeHidden: true })).toHaveValue(
    'typed before',
  )
  const went = page.waitForURL((url) => url.origin === addresses().identity.url)
  const opened = context.waitForEvent('page')
  await page.getByRole('link', { name: 'Sign in again in a new tab' }).click()
  const tab = await opened
  await tab.getByRole('button', { name: 'Send me a link' }).click()
  await expect(tab.getByText(`A link for ${email} is on its way.`)).toBeVisible()
  await tab.goto(await printedLink(email))
  await tab.getByRole('button', { name: 'Sign in' }).click()
  await tab.waitForURL('**/sign-in/again/done')
  await tab.close()
  await page.bringToFront()
  await went
})

test('every route that handles secrets refuses a sign-in of eleven minutes ago, and takes one of nine', async () => {
  const email = await newPerson()
  const old = await openSession(email, addresses(), 11)
  const young = await openSession(email, addresses(), 9)
  const send = (who: { session: string; device: string }, method: string, path: string) =>
    ask(`${SESSION}=${who.session}; __Host-device=${who.device}`, path, { method, body: '{}' })
  for (const [method, path] of [
    ['POST', '/api/sources'],
    ['POST', `/api/sources/${NOBODY}/rotate`],
    ['POST', `/api/sources/${NOBODY}/token`],
    ['POST', '/api/channels'],
    ['POST', '/api/api-keys'],
    ['POST', `/api/channels/${NOBODY}/rotate`],
    ['PUT', '/api/model-policy/key'],
    ['POST', '/api/erasure'],
    ['POST', '/api/erasure/person'],
    ['POST', '/api/invitations'],
    ['PATCH', `/api/members/${NOBODY}`],
    ['DELETE', `/api/members/${NOBODY}`],
    ['POST', `/api/members/${NOBODY}/transfer`],
    ['PUT', '/api/session-policy'],
    ['POST', '/api/account/connections'],
    ['DELETE', `/api/account/connections/${NOBODY}`],
  ] as const) {
    const refused = await send(old, method, path)
    expect([refused.status, (await refused.json()).type], path).toEqual([403, 'fresh-sign-in-required'])
    expect([404, 422], path).toContain((await send(young, method, path)).status)
  }
  for (const path of ['/api/export', '/api/export/person', '/api/audit/export']) {
    const get = async ({ session, device }: typeof old) =>
      (await ask(`${SESSION}=${session}; __Host-device=${device}`, path)).status
    expect([await get(old), await get(young)], path).toEqual([403, 200])
  }
})

test('a page that was drawn for another workspace changes nothing', async () => {
  const headers = await pageHeaders('alice')
  const change = (extra: Record<string, string>) =>
    fetch(`${addresses().url}/api/account`, {
      method: 'PUT',
      headers: { ...headers, ...extra },
      body: JSON.stringify({ name: 'Alice' }),
    })
  expect((await change({})).status).toBe(200)
  const refused = await change({ 'x-lethe-workspace': 'other' })
  expect([refused.status, (await refused.json()).kept]).toEqual([409, 'Nothing was changed.'])
  expect((await change({ 'x-lethe-workspace': '' })).status).toBe(409)
  const { 'x-lethe-workspace': _, ...without } = headers
  const bare = await fetch(`${addresses().url}/api/account`, { method: 'PUT', headers: without, body: '{}' })
  expect(bare.status).toBe(409)
})
