import { type BrowserContext, expect, type Page } from '@playwright/test'
import { addresses, asSuperuser, cookieOf, newColleague, newPerson, signIn, test } from './cast.ts'
import { printedInvitation, printedMails, signInByLink } from './mailbox.ts'

// Workspaces: who comes in, what they may do there, how they leave, and that a page of one never writes into another.

const ask = (cookie: string, method: string, path: string, body?: unknown) =>
  fetch(`${addresses().url}${path}`, {
    method,
    headers: { cookie },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

const idOf = async (email: string) =>
  (await asSuperuser<{ id: string }>('select id::text from users where email = $1', [email]))[0]?.id ?? ''

const roleOf = async (owner: string, email: string) =>
  (
    await asSuperuser<{ role: string }>(
      `select m.role::text as role from memberships m where m.user_id = $2::uuid and m.tenant_id =
       (select o.tenant_id from memberships o join users u on u.id = o.user_id where u.email = $1 order by o.created_at limit 1)`,
      [owner, await idOf(email)],
    )
  )[0]?.role

async function invite(page: Page, email: string): Promise<string> {
  await page.goto('/settings/members')
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email)
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await expect(page.getByText(`An invitation for ${email} is on its way.`)).toBeVisible()
  return printedInvitation(email)
}

const sessionOf = async (context: BrowserContext) =>
  (await context.cookies()).find(({ name }) => name === '__Host-lethe-session')?.value

test('an invitation lets in its own address, once, and no scanner uses it up', async ({ page, context, browser }) => {
  const owner = await newPerson()
  const guest = `guest${Date.now()}@fresh.test`
  await signIn(context, owner)
  const link = await invite(page, guest)
  const [stored] = await asSuperuser<{ row: string }>('select i::text as row from invitations i where email = $1', [
    guest,
  ])
  expect(stored?.row).not.toContain(new URL(link).searchParams.get('token'))
  for (const method of ['GET', 'HEAD', 'GET']) await fetch(link, { method })

  // Somebody else who got hold of the link is refused, by the page and by the server.
  const thief = await browser.newContext({ baseURL: addresses().url })
  const thiefMail = await newPerson()
  await signIn(thief, thiefMail)
  const thiefPage = await thief.newPage()
  await thiefPage.goto(link)
  await expect(thiefPage.getByText(`You are signed in as ${thiefMail}.`)).toBeVisible()
  await expect(thiefPage.getByRole('button', { name: /^Join/ })).toHaveCount(0)
  const token = new URL(link).searchParams.get('token')
  expect((await ask(await cookieOf(thiefMail), 'POST', '/api/invitations/accept', { token })).status).toBe(404)
  await thief.close()

  const invited = await browser.newContext({ baseURL: addresses().url })
  const guestPage = await invited.newPage()
  await guestPage.goto(link)
  await guestPage.getByRole('link', { name: 'Sign in with this address' }).click()
  await guestPage.waitForURL('**/sign-in?**')
  await signInByLink(guestPage, guest, `/sign-in/invitation?token=${token}`)
  await guestPage.goto(link)
  const before = await sessionOf(invited)
  await guestPage.getByRole('button', { name: /^Join/ }).click()
  await guestPage.waitForURL('**/analyses')
  expect(await roleOf(owner, guest)).toBe('member')
  expect(await sessionOf(invited)).not.toBe(before)
  // Replay.
  expect((await ask(await cookieOf(guest), 'POST', '/api/invitations/accept', { token })).status).toBe(404)
  await guestPage.goto(link)
  await expect(guestPage.getByText('This invitation cannot be used.')).toBeVisible()
  await invited.close()
})

test('a withdrawn invitation is worth nothing', async ({ page, context }) => {
  const [owner, guest] = [await newPerson(), await newPerson()]
  await signIn(context, owner)
  const token = new URL(await invite(page, guest)).searchParams.get('token')
  await page.getByRole('button', { name: `Withdraw the invitation for ${guest}` }).click()
  await expect(page.getByRole('list', { name: 'Invitations that wait' })).toHaveCount(0)
  expect((await ask(await cookieOf(guest), 'POST', '/api/invitations/accept', { token })).status).toBe(404)
  expect(await roleOf(owner, guest)).toBeUndefined()
})

test('who is removed is out at once, and told', async ({ page, context }) => {
  const owner = await newPerson()
  const member = await newColleague(owner, 'member')
  const cookie = await cookieOf(member)
  await signIn(context, owner)
  await asSuperuser(
    `update sessions set active_tenant_id = (select m.tenant_id from memberships m join users u on u.id = m.user_id where u.email = $1 order by m.created_at limit 1)
     where user_id = $2::uuid`,
    [owner, await idOf(member)],
  )
  expect((await ask(cookie, 'GET', '/api/analyses')).status).toBe(200)
  await page.goto('/settings/members')
  await page.getByRole('button', { name: `Remove ${member}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('button', { name: `Remove ${member}` })).toHaveCount(0)
  expect((await ask(cookie, 'GET', '/api/analyses')).status).toBe(401)
  await expect.poll(() => printedMails('A workspace of yours at Lethe', member)).toBe(1)
})

test('roles: each may do what it may, and nobody rises by themselves', async () => {
  const owner = await newPerson()
  const [admin, member, viewer] = [
    await newColleague(owner, 'admin'),
    await newColleague(owner, 'member'),
    await newColleague(owner, 'viewer'),
  ]
  const id = {
    owner: await idOf(owner),
    admin: await idOf(admin),
    member: await idOf(member),
    viewer: await idOf(viewer),
  }
  const as = async (who: string, method: string, path: string, body?: unknown) =>
    (await ask(await cookieOf(who), method, path, body)).status
  for (const [who, self] of [
    [member, id.member],
    [viewer, id.viewer],
  ] as const) {
    expect(await as(who, 'PATCH', `/api/members/${self}`, { role: 'admin' })).toBe(403)
    expect(await as(who, 'DELETE', `/api/members/${id.admin}`)).toBe(403)
    expect(await as(who, 'POST', '/api/invitations', { email: 'x@fresh.test', role: 'viewer' })).toBe(403)
    expect(await as(who, 'GET', '/api/invitations')).toBe(403)
    expect(await as(who, 'POST', `/api/members/${self}/transfer`)).toBe(403)
  }
  expect(await as(admin, 'PATCH', `/api/members/${id.admin}`, { role: 'owner' })).toBe(403)
  expect(await as(admin, 'PATCH', `/api/members/${id.member}`, { role: 'owner' })).toBe(403)
  expect(await as(admin, 'PATCH', `/api/members/${id.owner}`, { role: 'viewer' })).toBe(403)
  expect(await as(admin, 'DELETE', `/api/members/${id.owner}`)).toBe(403)
  expect(await as(admin, 'POST', `/api/members/${id.admin}/transfer`)).toBe(403)
  expect(await as(admin, 'POST', '/api/invitations', { email: 'x@fresh.test', role: 'owner' })).toBe(422)
  expect(await as(admin, 'PATCH', `/api/members/${id.viewer}`, { role: 'member' })).toBe(200)
  expect(await as(owner, 'DELETE', `/api/members/${id.owner}`)).toBe(409)
  expect(await as(owner, 'PATCH', `/api/members/${id.owner}`, { role: 'admin' })).toBe(409)
  expect(await roleOf(owner, owner)).toBe('owner')
  expect(await roleOf(owner, viewer)).toBe('member')
})

test('an owner hands over and stays as admin; the session goes on with another token', async ({ page, context }) => {
  const owner = await newPerson()
  const heir = await newColleague(owner, 'member')
  await signIn(context, owner)
  await page.goto('/settings/members')
  const before = await sessionOf(context)
  await page.getByRole('button', { name: 'Hand over' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click()
  await expect(page.getByRole('button', { name: 'Leave this workspace' })).toBeVisible()
  expect([await roleOf(owner, heir), await roleOf(heir, owner)]).toEqual(['owner', 'admin'])
  expect(await sessionOf(context)).not.toBe(before)
  await page.getByRole('button', { name: 'Leave this workspace' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Leave this workspace' }).click()
  await page.waitForURL('**/sign-in')
  expect(await roleOf(heir, owner)).toBeUndefined()
})

test('moving to another workspace rotates the session, and the tab that stayed behind writes nowhere', async ({
  page,
  context,
}) => {
  const owner = await newPerson()
  const person = await newColleague(owner, 'admin')
  await signIn(context, person)
  await page.goto('/settings/members')
  const stayed = await context.newPage()
  await stayed.goto('/settings/members')
  const before = await sessionOf(context)
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('menuitemradio', { checked: false }).click()
  await page.waitForURL('**/analyze')
  expect(await sessionOf(context)).not.toBe(before)
  await stayed.getByRole('textbox', { name: 'E-mail address' }).fill('lost@fresh.test')
  await stayed.getByRole('button', { name: 'Invite', exact: true }).click()
  await expect(stayed.getByText('This page belongs to another workspace than the one you are in now.')).toBeVisible()
  expect(await asSuperuser("select 1 from invitations where email = 'lost@fresh.test'")).toEqual([])
})

test('nobody enters a workspace by its name', async () => {
  const cookie = await cookieOf('charlie')
  for (const workspace of ['acme', 'ACME', '', "' or 1=1"]) {
    expect((await ask(cookie, 'POST', '/api/workspaces/active', { workspace })).status, workspace).toBe(404)
  }
  expect((await ask(cookie, 'GET', '/api/members').then((answer) => answer.json())).members).toHaveLength(1)
})

test('a workspace shortens its sessions, also those under way', async ({ page, context }) => {
  const owner = await newPerson()
  await signIn(context, owner)
  await page.goto('/settings/sessions')
  await page.getByLabel('Minutes without use').fill('15')
  await page.getByRole('button', { name: 'Save the limits' }).click()
  await expect(page.getByText('They hold at once')).toBeVisible()
  const cookie = await cookieOf(owner)
  await asSuperuser("update sessions set last_seen_at = now() - interval '16 minutes' where user_id = $1::uuid", [
    await idOf(owner),
  ])
  expect((await ask(cookie, 'GET', '/api/account')).status).toBe(401)
  const other = await cookieOf(owner)
  for (const wrong of [{ idleMinutes: 481, absoluteHours: null }, { idleMinutes: 1, absoluteHours: null }, {}]) {
    expect((await ask(other, 'PUT', '/api/session-policy', wrong)).status).toBe(422)
  }
})
