import { type BrowserContext, expect, type Page } from '@playwright/test'
import { plugIn } from './authenticator.ts'
import { addresses, asSuperuser, newPerson, openSession, signIn, test } from './cast.ts'
import { printedMails, signInByLink } from './mailbox.ts'

// The second factor of members, with an authenticator that Chromium plays.

const ask = (cookie: string, path: string, init: RequestInit = {}) =>
  fetch(addresses().url + path, { ...init, headers: { cookie, ...init.headers }, redirect: 'manual' })

const cookiesOf = async (context: BrowserContext) =>
  (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')

async function addPasskey(page: Page, name: string) {
  await page.goto('/settings/account')
  await page.getByLabel('Name of a new passkey').fill(name)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: name })).toBeVisible()
}

async function shownCodes(page: Page): Promise<string[]> {
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(codes.first()).toBeVisible()
  return codes.allInnerTexts()
}

test('a passkey is enrolled, named, asked for at the next sign-in, and removed behind a fresh one', async ({
  page,
  context,
}) => {
  const email = await newPerson()
  await signIn(context, email)
  await plugIn(page)
  await addPasskey(page, 'Laptop')
  expect(await shownCodes(page)).toHaveLength(10)
  await expect.poll(() => printedMails('A passkey was added to your account', email)).toBe(1)
  await page.getByRole('button', { name: 'Rename Laptop' }).click()
  await page.getByLabel('New name of Laptop').fill('Old laptop')
  await page.getByRole('listitem').getByRole('button', { name: 'Save the name' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Old laptop' })).toBeVisible()
  await context.clearCookies({ name: '__Host-lethe-session' })
  await signInByLink(page, email)
  await page.goto('/analyze')
  await expect(page).toHaveURL(/\/sign-in\/second-factor/)
  const before = await cookiesOf(context)
  for (const path of ['/api/account', '/api/analyses', '/api/passkeys'])
    expect((await ask(before, path)).status, path).toBe(401)
  await page.getByRole('button', { name: 'Use my passkey' }).click()
  await page.waitForURL('**/analyze')
  // Another token from then on: what was copied of the half session is worthless.
  expect((await ask(before, '/api/account')).status).toBe(401)
  expect((await ask(await cookiesOf(context), '/api/account')).status).toBe(200)
  await page.goto('/settings/account')
  await page.getByRole('button', { name: 'Remove Old laptop' }).click()
  await page.getByRole('button', { name: 'Remove the passkey' }).click()
  await expect(page.getByText('None yet: a link alone signs you in.')).toBeVisible()
  await expect.poll(() => printedMails('A passkey was removed from your account', email)).toBe(1)
  await page.screenshot({ path: 'test-results/passkeys.png', fullPage: true })
})

test('a session of elsewhere is asked from the moment a passkey is there, and a locked device does not open it', async ({
  page,
  context,
}) => {
  const email = await newPerson()
  const { session, device } = await openSession(email)
  const elsewhere = `__Host-lethe-session=${session}; __Host-device=${device}`
  await signIn(context, email)
  const authenticator = await plugIn(page)
  expect((await ask(elsewhere, '/api/account')).status).toBe(200)
  await addPasskey(page, 'Laptop')
  expect((await ask(elsewhere, '/api/account')).status).toBe(401)
  await context.clearCookies({ name: '__Host-lethe-session' })
  await signInByLink(page, email)
  await page.goto('/analyses')
  await authenticator.unlocks(false)
  await page.getByRole('button', { name: 'Use my passkey' }).click()
  await expect(page.getByText('No passkey came from your device.')).toBeVisible()
  expect((await ask(await cookiesOf(context), '/api/account')).status).toBe(401)
})

test('a recovery code opens once, its hash alone is kept, and its person is told', async ({ page, context }) => {
  const email = await newPerson()
  await signIn(context, email)
  await plugIn(page)
  await addPasskey(page, 'Lost soon')
  const [code = ''] = await shownCodes(page)
  const enter = async (typed: string) => {
    await context.clearCookies({ name: '__Host-lethe-session' })
    await signInByLink(page, email)
    await page.goto('/analyze')
    await page.getByRole('button', { name: 'I have lost my passkey' }).click()
    await page.getByLabel('Recovery code').fill(typed)
    await page.getByRole('button', { name: 'Use the code' }).click()
  }
  await enter('0000-0000-0000-0000')
  await expect(page.getByText('That recovery code does not fit, or was used.')).toBeVisible()
  await enter(` ${code.toUpperCase().replaceAll('-', ' ')} `)
  await page.waitForURL('**/analyze')
  await expect.poll(() => printedMails('A recovery code of yours was used', email)).toBe(1)
  await enter(code)
  await expect(page.getByText('That recovery code does not fit, or was used.')).toBeVisible()
  const kept = await asSuperuser<{ row: string }>(
    'select to_jsonb(c)::text as row from recovery_codes c join users u on u.id = c.user_id where u.email = $1',
    [email],
  )
  expect(kept).toHaveLength(10)
  expect(JSON.stringify(kept)).not.toContain(code.replaceAll('-', ''))
})

test('a workspace that wants a second factor leads everybody to one before anything opens', async ({
  page,
  context,
}) => {
  const email = await newPerson()
  await signIn(context, email)
  await plugIn(page)
  await page.goto('/settings/sessions')
  await page.getByLabel('Everybody here needs a passkey').check()
  const saved = page.waitForResponse((answer) => answer.url().endsWith('/api/session-policy'))
  await page.getByRole('button', { name: 'Save the limits' }).click()
  expect((await saved).ok()).toBe(true)
  await page.goto('/analyze')
  await expect(page.getByRole('heading', { name: 'A passkey is needed' })).toBeVisible()
  expect((await ask(await cookiesOf(context), '/api/analyses')).status).toBe(401)
  await page.getByRole('button', { name: 'Make a passkey' }).click()
  expect(await shownCodes(page)).toHaveLength(10)
  await page.getByRole('button', { name: 'I have kept the codes' }).click()
  await page.waitForURL('**/analyze')
  expect((await ask(await cookiesOf(context), '/api/analyses')).status).toBe(200)
})

test('half a session opens no door but its own, and a whole one enrols nobody by that door', async () => {
  const email = await newPerson()
  const { session, device } = await openSession(email)
  const cookie = `__Host-lethe-session=${session}; __Host-device=${device}`
  const post = (path: string, headers: Record<string, string> = {}) =>
    ask(cookie, path, { method: 'POST', body: '{}', headers: { 'sec-fetch-site': 'same-origin', ...headers } })
  for (const path of ['/api/second-factor/enrol/begin', '/api/second-factor/enrol/finish'])
    expect((await post(path)).status, path).toBe(401)
  await asSuperuser(
    `insert into passkeys (id, user_id, credential_id, public_key, counter, name)
     select gen_random_uuid(), id, encode(sha256(random()::text::bytea), 'hex'), 'cHVibGlj', 0, 'Planted' from users where email = $1`,
    [email],
  )
  for (const path of ['/api/second-factor/enrol/begin', '/api/passkeys/begin', '/api/passkeys/recovery-codes'])
    expect((await post(path)).status, path).toBe(401)
  expect((await post('/api/second-factor/begin')).status).toBe(200)
  expect((await post('/api/second-factor/begin', { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  const answer = {
    id: 'AAAA',
    rawId: 'AAAA',
    type: 'public-key',
    response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
  }
  const finish = await ask(cookie, '/api/second-factor/finish', {
    method: 'POST',
    body: JSON.stringify({ answer }),
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
  })
  expect(finish.status).toBe(403)
  expect((await ask('', '/api/second-factor/begin', { method: 'POST', body: '{}' })).status).toBe(401)
})
