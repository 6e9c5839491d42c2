import { expect } from '@playwright/test'
import { addresses, asSuperuser, cookieOf, signIn, test } from './cast.ts'
import { printedMails } from './mailbox.ts'
import { fill, listRoutes, NOBODY } from './route-list.ts'
import { askForStaffLink, enrolStaff, signInStaff, staffCommand } from './staff-desk.ts'

// Staff of the operator: the only way in, and that no room of theirs leads to a workspace's analyses.

const staffRoutes = listRoutes().filter(({ audience }) => audience === 'staff')

const ask = (cookie: string, method: string, path: string) =>
  fetch(addresses().url + path, {
    ...{ method, redirect: 'manual' },
    headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
    ...(method === 'GET' ? {} : { body: '{}' }),
  })

test('every room of staff refuses nobody, members of every role, and their forged cookies alike', async () => {
  expect(staffRoutes.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['/staff', '/staff/log', '/api/staff/log']),
  )
  const alice = await cookieOf('alice')
  const [, session = '', device = ''] = /=([^;]+); \S+=(.+)$/.exec(alice) ?? []
  for (const cookie of ['', alice, `__Host-staff=${session}; __Host-desk=${device}`]) {
    for (const route of staffRoutes) {
      for (const method of route.methods) {
        const answer = await ask(cookie, method, fill(route, NOBODY))
        const where = `${method} ${route.path}`
        if (route.kind === 'api') expect(answer.status, where).toBe(401)
        else expect([answer.status, answer.headers.get('location')], where).toEqual([307, '/staff/sign-in'])
      }
    }
  }
})

test('an account is made on the terminal, enrols a passkey once, and signs in with link and passkey', async ({
  page,
}) => {
  const { email, authenticator } = await enrolStaff(page, 'admin')
  expect(await authenticator.count()).toBe(1)
  await page.reload()
  await page.getByRole('button', { name: 'Make a passkey' }).click()
  await expect(page.getByText('This link cannot be used.')).toBeVisible()
  await signInStaff(page, email)
  await expect(page.getByRole('heading', { name: 'Staff', exact: true })).toBeVisible()
  await expect.poll(() => printedMails('A staff sign-in to Lethe', email)).toBe(1)
  await page.getByRole('link', { name: 'Log', exact: true }).first().click()
  await expect(page.getByRole('cell', { name: 'staff.signed_in' }).first()).toBeVisible()
  const cookies = await page.context().cookies()
  for (const name of ['__Host-staff', '__Host-desk']) {
    expect(cookies.find((cookie) => cookie.name === name)).toMatchObject({
      httpOnly: true,
      secure: true,
      sameSite: 'Strict',
    })
  }
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL('**/staff/sign-in')
  const gone = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  expect((await ask(gone, 'GET', '/api/staff/log')).status).toBe(401)
})

test('a link without its passkey opens nothing: a locked device, a foreign passkey, another browser', async ({
  page,
  browser,
}) => {
  const { email, authenticator } = await enrolStaff(page, 'desk')
  await authenticator.unlocks(false)
  await page.goto(await askForStaffLink(page, email))
  await page.getByRole('button', { name: 'Sign in with my passkey' }).click()
  await expect(page.getByText('No passkey came from your device.')).toBeVisible()
  await authenticator.unlocks(true)
  const other = await browser.newContext({ baseURL: addresses().url })
  const thief = await other.newPage()
  const { email: hers } = await enrolStaff(thief, 'desk')
  const link = await askForStaffLink(page, email)
  await thief.goto(link)
  await thief.getByRole('button', { name: 'Sign in with my passkey' }).click()
  await expect(thief.getByText('This link cannot be used here.')).toBeVisible()
  // The same browser and an answer of another account's passkey, sent by hand.
  await askForStaffLink(thief, hers)
  const token = new URL(link).searchParams.get('token')
  const refused = await page.evaluate(async (token) => {
    const post = (path: string, body: unknown) =>
      fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    await post('/api/staff/sign-in/begin', { token })
    const answer = { id: 'AAAA', rawId: 'AAAA', type: 'public-key' }
    const response = { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' }
    return (await post('/api/staff/sign-in/finish', { token, answer: { ...answer, response } })).status
  }, token)
  expect(refused).toBe(403)
  await expect.poll(() => printedMails('A staff sign-in to Lethe was refused', email)).toBe(1)
  expect(
    await asSuperuser('select 1 from staff_sessions s join staff_accounts a on a.id = s.staff_id where a.email = $1', [
      email,
    ]),
  ).toEqual([])
  await other.close()
})

test('asking says the same for who is on staff and who is not, and sends nothing to the others', async ({ page }) => {
  const texts: string[] = []
  const { email } = await enrolStaff(page, 'desk')
  for (const address of [email, `nobody${Date.now()}@operator.test`, 'alice@acme.test']) {
    await page.goto('/staff/sign-in')
    await page.getByLabel('E-mail address').fill(address)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await expect(page.getByText('a link is on its way')).toBeVisible()
    texts.push((await page.locator('main').innerText()).replaceAll(address, 'X'))
    if (address !== email) expect(printedMails('Your staff sign-in link for Lethe', address)).toBe(0)
  }
  expect(new Set(texts).size).toBe(1)
})

test('a session of staff opens no room of a workspace, and a person who is both sees which is which', async ({
  page,
  context,
}) => {
  const { email } = await enrolStaff(page, 'admin')
  await signInStaff(page, email)
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  for (const route of listRoutes().filter(({ audience }) => audience === 'member')) {
    for (const method of route.methods) {
      const answer = await ask(cookie, method, fill(route, NOBODY))
      const where = `${method} ${route.path}`
      if (route.kind === 'api') expect(answer.status, where).toBe(401)
      else expect(answer.headers.get('location'), where).toMatch(/^\/sign-in/)
    }
  }
  await signIn(context, 'alice')
  await page.goto('/staff')
  await expect(page.getByRole('navigation', { name: 'Staff' })).toBeVisible()
  expect(await page.content()).not.toContain('Acme')
})

test('a stolen staff cookie is refused, ends the session, and its person is told', async ({ page, context }) => {
  const { email } = await enrolStaff(page, 'security')
  await signInStaff(page, email)
  const token = (await context.cookies()).find(({ name }) => name === '__Host-staff')?.value
  expect((await ask(`__Host-staff=${token}`, 'DELETE', '/api/staff/session')).status).toBe(401)
  await page.goto('/staff')
  await expect(page).toHaveURL(/\/staff\/sign-in$/)
  await expect.poll(() => printedMails('A staff session of yours was ended', email)).toBe(1)
})

test('a room of another role is none: refused by the page, the API and the database', async ({ page, context }) => {
  const { email } = await enrolStaff(page, 'desk')
  await signInStaff(page, email)
  await expect(page.getByRole('navigation', { name: 'Staff' }).getByRole('link', { name: 'Log' })).toHaveCount(0)
  await page.goto('/staff/log')
  await expect(page.getByRole('heading', { name: 'Staff log' })).toHaveCount(0)
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  expect((await ask(cookie, 'GET', '/api/staff/log')).status).toBe(403)
  const foreign = await fetch(`${addresses().url}/api/staff/session`, {
    method: 'DELETE',
    headers: { cookie, 'sec-fetch-site': 'cross-site' },
  })
  expect(foreign.status).toBe(403)
})

test('the terminal says what is wrong in one line, and closing ends everything', async ({ page }) => {
  const { email } = await enrolStaff(page, 'desk')
  await signInStaff(page, email)
  expect(staffCommand('list').text).toContain(`${email}  desk  open`)
  expect(staffCommand('close', email).text).toContain('Closed')
  await page.goto('/staff')
  await expect(page).toHaveURL(/\/staff\/sign-in$/)
  for (const args of [
    ['add', 'x'],
    ['add', 'x@y.test'],
    ['add', 'x@y.test', '--name', 'X', '--role', 'king'],
    ['close', 'x@y.test'],
    ['fly', 'x@y.test'],
    ['list', '--frob'],
  ]) {
    const { status, text } = staffCommand(...args)
    expect([status, text.trim().split('\n').length], args.join(' ')).toEqual([1, 1])
    expect(text).not.toMatch(/^\s+at /m)
  }
})
