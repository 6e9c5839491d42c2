import { expect } from '@playwright/test'
import { addresses, asSuperuser, test } from './cast.ts'
import { askForLink } from './mailbox.ts'

test('a new person asks for a link, confirms it, and is in a workspace of their own', async ({ page }) => {
  const link = await askForLink(page, 'dora@fresh.test')
  await page.goto(link)
  await expect(page.getByText('dora@fresh.test')).toBeVisible()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/analyze')
  const [session] = await asSuperuser<{ hash: string; device: string | null }>(
    "select token_hash as hash, device_hash as device from sessions s join users u on u.id = s.user_id where u.email = 'dora@fresh.test' and u.email_verified_at is not null",
  )
  const cookies = await page.context().cookies()
  const raw = cookies.find(({ name }) => name === '__Host-lethe-session')
  expect(raw).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })
  expect(session?.hash).not.toContain(raw?.value)
  expect(session?.device).toMatch(/^[0-9a-f]{64}$/)
})

test('opening the link, as a mail scanner does, uses nothing up; the second use is refused', async ({
  page,
  request,
}) => {
  const link = await askForLink(page, 'erin@fresh.test')
  const direct = link.replace('/sign-in/confirm', '/api/auth/callback/email')
  for (const url of [link, link, direct]) {
    await request.get(url)
    await request.head(url)
  }
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/analyze')
  await page.context().clearCookies({ name: '__Host-lethe-session' })
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('This link could not be used.')).toBeVisible()
})

test('a link asked for in one browser signs nobody in elsewhere', async ({ page, browser }) => {
  const link = await askForLink(page, 'mallory@fresh.test')
  const victim = await browser.newContext({ baseURL: addresses().url })
  const victimPage = await victim.newPage()
  await victimPage.goto(link)
  await victimPage.getByRole('button', { name: 'Sign in' }).click()
  await expect(victimPage.getByText('This link could not be used.')).toBeVisible()
  expect((await victim.cookies()).some(({ name }) => name === '__Host-lethe-session')).toBe(false)
  await victim.close()
})

test('a POST of the link from another site is refused', async ({ page }) => {
  const link = await askForLink(page, 'frida@fresh.test')
  const answer = await fetch(link.replace('/sign-in/confirm', '/api/auth/callback/email'), {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    redirect: 'manual',
  })
  expect(answer.status).toBe(403)
})

test('the page after signing in is always ours', async ({ page }) => {
  for (const target of ['https://evil.example/x', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    await page.goto(`/sign-in/confirm?token=t&email=a%40b.test&callbackUrl=${encodeURIComponent(target)}`)
    const action = await page.locator('form').getAttribute('action')
    expect(new URLSearchParams(action?.split('?')[1]).get('callbackUrl')).toMatch(/^\/(?![/\\])/)
  }
})

test('signing out ends the session on the server', async ({ page, as }) => {
  await as('alice')
  await page.goto('/analyze')
  const cookies = await page.context().cookies()
  await page.getByRole('button', { name: /account/i }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/analyze'))
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  expect((await fetch(`${addresses().url}/api/analyses`, { headers: { cookie } })).status).toBe(401)
})
