import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { makeToken } from '../lib/auth/token.ts'
import { addresses, asSuperuser, test } from './cast.ts'
import { useOwnStack } from './own-stack.ts'
import { enrolStaff, signInStaff } from './staff-desk.ts'

// The queue of staff: from the forms of visitors to answers, and from a report of a weakness to its advisory.

test.describe.configure({ mode: 'serial', timeout: 120_000 })
test.use({ actionTimeout: 10_000 })

let stop: () => Promise<void>
test.beforeAll(async () => {
  stop = await useOwnStack()
})
test.afterAll(() => stop())

const printed = () => readFileSync(addresses().log, 'utf8')

/** What was printed of the last mail of this subject to an address, up to the next. */
async function mailFor(email: string, subject: string): Promise<string> {
  let text = ''
  await expect
    .poll(() => {
      const at = printed().lastIndexOf(`\n${subject}, for ${email}:\n`)
      text = at < 0 ? '' : printed().slice(at, at + 4_000)
      return text
    })
    .not.toBe('')
  return text
}

const linkIn = (text: string) => /http\S+\/requests\/[\w-]{43}/.exec(text)?.[0] ?? ''

async function shots(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 800 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBe(width)
      await page.screenshot({ path: `test-results/${name}-${colorScheme}-${width}.png`, fullPage: true })
    }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 800 })
}

const openQueue = async (page: Page, query = '') => page.goto(`/staff/requests${query}`)

/** Confirms what a form has just sent. */
async function confirmed(page: Page, email: string): Promise<string> {
  await expect(page.getByText('A mail with a link is on its way')).toBeVisible()
  const link = linkIn(await mailFor(email, 'Confirm your request to Lethe'))
  await page.goto(link)
  await page.getByRole('button', { name: 'Confirm the request' }).click()
  await expect(page.getByRole('heading', { name: 'Your request', exact: true })).toBeVisible()
  return link
}

test('a disclosure from form to advisory', async ({ page, browser }) => {
  await page.goto('/disclosure#form')
  await page.getByLabel('What you found').fill('The session of <b>one</b> workspace opens another after signing out.')
  await page.getByLabel('Your e-mail address').fill('rita@finder.test')
  await page.getByLabel('A name for the thanks').fill('Rita')
  await page.getByRole('button', { name: 'Send the report' }).click()
  await expect(page.getByText('Your report has arrived')).toBeVisible()
  const sec = await enrolStaff(page, 'security')
  await signInStaff(page, sec.email)
  await openQueue(page)
  await shots(page, 'requests-queue')
  await page.getByRole('link', { name: 'Weakness of Rita, rita@finder.test' }).click()
  await expect(page.getByText('The session of <b>one</b> workspace opens another')).toBeVisible()
  await expect(page.getByText('First answer')).toBeVisible()
  await page.getByRole('button', { name: 'Set to in work' }).click()
  await page.getByLabel('Who works on it').selectOption({ label: 'Sam of security (you)' })
  await page.getByLabel('Template').selectOption('arrived')
  await page.getByRole('button', { name: 'Send the mail' }).click()
  await expect(page.getByText('Something in [brackets] is still to be filled in.').first()).toBeVisible()
  const text = page.getByLabel('Text, to rita@finder.test')
  await text.fill((await text.inputValue()).replace('[day]', 'Friday'))
  await page.getByRole('button', { name: 'Send the mail' }).click()
  expect(await mailFor('rita@finder.test', 'Your report of a weakness')).toContain('by Friday')
  await page.getByLabel('Accepted: we could repeat it').check()
  await page.getByLabel(/^high:/).check()
  await page.getByLabel('Affected versions, if known').fill('before 1.2')
  await page.getByLabel('Why', { exact: true }).fill('A session is found by its hash alone.')
  await page.getByRole('button', { name: 'Save the triage' }).click()
  await expect(page.getByRole('heading', { name: 'Advisory' })).toBeVisible()
  await page.getByLabel('Title').fill('Sessions outlived <i>signing out</i>')
  await page.getByLabel('Summary').fill('Whoever kept the cookie stayed signed in.\n\nSign out everywhere once.')
  await page.getByLabel('Fixed in', { exact: true }).fill('1.2')
  await page.getByLabel('Mended on').fill(new Date().toISOString().slice(0, 10))
  await page.getByRole('button', { name: 'Save the draft' }).click()
  await expect(page.getByText('You changed it last.')).toBeVisible()
  await page.getByLabel('A note').fill('Ada reads the draft.')
  await page.getByRole('button', { name: 'Add the note' }).click()
  await expect(page.getByText('Ada reads the draft.')).toBeVisible()
  await shots(page, 'requests-weakness')
  const address = page.url()
  const other = await browser.newContext({ baseURL: addresses().url })
  const second = await other.newPage()
  const { email } = await enrolStaff(second, 'admin')
  await signInStaff(second, email)
  await second.goto(address)
  await second.getByRole('button', { name: 'Publish the advisory' }).click()
  await second.getByRole('dialog').getByRole('button', { name: 'Publish it' }).click()
  await expect(second.getByText('Published as')).toBeVisible()
  await second.getByLabel('A correction').fill('Version 1.1.9 had it too.')
  await second.getByRole('button', { name: 'Add the correction' }).click()
  await expect(second.getByText('advisory corrected')).toBeVisible()
  await other.close()
  const visitor = await browser.newContext({ baseURL: addresses().url })
  const reader = await visitor.newPage()
  await reader.goto('/advisories')
  await shots(reader, 'requests-advisories')
  await reader.getByRole('link', { name: 'Sessions outlived <i>signing out</i>' }).click()
  await expect(reader.getByText('Version 1.1.9 had it too.')).toBeVisible()
  await expect(reader.getByText('Rita')).toBeVisible()
  await shots(reader, 'requests-advisory')
  expect((await reader.goto('/advisories/LETHE-2020-999'))?.status()).toBe(404)
  expect(await (await fetch(`${addresses().url}/trust/feed.json`)).text()).toContain('Sessions outlived')
  await visitor.close()
})

test('data rights have the date of the law; other terms and a BAA come by their forms; what is late is shown', async ({
  page,
}) => {
  await page.goto('/data-rights')
  await page.getByLabel('Which law protects you').selectOption('ccpa')
  await page.getByLabel('What you want').selectOption('deletion')
  await page.getByLabel('Your name').fill('Dora')
  await page.getByLabel('Your e-mail address').fill('dora@home.test')
  await shots(page, 'requests-data-rights')
  await page.getByRole('button', { name: 'Send the request' }).click()
  const link = linkIn(await mailFor('dora@home.test', 'Confirm your request to Lethe'))
  // What a scanner of links does.
  expect((await fetch(link)).status).toBe(200)
  expect(await asSuperuser(`select 1 from requests where kind = 'data_rights'`)).toEqual([])
  await page.goto(link)
  await shots(page, 'requests-confirm')
  await page.goto('/data-rights')
  await page.goto(link)
  await page.getByRole('button', { name: 'Confirm the request' }).click()
  await expect(page.getByText('Answered by')).toBeVisible()
  await shots(page, 'requests-state')
  const due = new Date(Date.now() + 45 * 86_400_000).toISOString().slice(0, 10)
  expect(await mailFor('dora@home.test', 'Your request has arrived')).toContain(`answers by ${due}`)

  await page.goto('/contact#terms')
  const terms = page.locator('section[aria-labelledby="terms-title"]')
  await terms.getByLabel('What you need').fill('=SUM(1) Our redlines.')
  await terms.getByRole('button', { name: 'Add a clause' }).click()
  await terms.getByLabel('Clause 1: its number or title').fill('Section 6')
  await terms.getByLabel('Clause 1: the words that you wish').fill('Sixty days.')
  await terms.getByLabel('Your name').fill('Lee')
  await terms.getByLabel('Your company').fill('Globex')
  await terms.getByLabel('Your e-mail address').fill('lee@globex.test')
  await shots(page, 'requests-terms')
  await terms.getByRole('button', { name: 'Ask for other terms' }).click()
  await confirmed(page, 'lee@globex.test')
  await page.goto('/compliance#baa')
  await expect(page.getByText('By request only, and on one condition')).toBeVisible()
  await page.getByLabel('What you would use it for').fill('A clinic.')
  await page.getByLabel('Your name').fill('Bea')
  await page.getByLabel('Your e-mail address').fill('bea@clinic.test')
  await page.getByRole('button', { name: 'Ask for an agreement' }).click()
  await confirmed(page, 'bea@clinic.test')

  const desk = await enrolStaff(page, 'desk')
  await signInStaff(page, desk.email)
  await openQueue(page)
  await expect(page.getByRole('link', { name: /^Weakness of/ })).toHaveCount(0)
  await page.getByRole('link', { name: /^Other terms of Lee/ }).click()
  await expect(page.getByText('Sixty days.')).toBeVisible()
  await page.getByRole('button', { name: 'Set to in work' }).click()
  await expect(page.getByRole('button', { name: 'Set to answered' })).toBeVisible()
  await openQueue(page, '?kind=data_rights')
  await page.getByRole('link', { name: /^Data rights of Dora/ }).click()
  await expect(page.getByText('Answer, by law')).toBeVisible()
  await page.getByLabel('Reasons for taking more time').fill('It lies in three places.')
  await page.getByRole('button', { name: 'Take more time and tell the reasons' }).click()
  expect(await mailFor('dora@home.test', 'Your request needs more time')).toContain('It lies in three places.')
  await expect(page.getByText('with more time, told')).toBeVisible()
  await shots(page, 'requests-rights-desk')
  const csv = await page.evaluate(async () => (await fetch('/api/staff/requests/export?state=all')).text())
  expect(csv).toContain("'=SUM(1) Our redlines.")
  expect(csv).not.toContain('finder.test')
  const [weakness] = await asSuperuser<{ id: string }>(`select id::text from requests where kind = 'vulnerability'`)
  expect((await page.goto(`/staff/requests/${weakness?.id}`))?.status()).toBe(404)
  await asSuperuser(`update requests set due_at = now() - interval '1 hour' where kind = 'custom_terms'`)
  await openQueue(page, '?overdue=yes')
  await expect(page.getByText('Overdue', { exact: true })).toHaveCount(1)
  await shots(page, 'requests-overdue')
})

test('links are not guessed, and no door is opened by another site or with a second address', async () => {
  const { url } = addresses()
  const post = (path: string, body: object, site = 'same-origin') =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': site },
      body: JSON.stringify(body),
    }).then(({ status }) => status)
  expect((await fetch(`${url}/requests/${makeToken()}`)).status).toBe(404)
  expect(await post('/api/requests/confirm', { token: makeToken() })).toBe(404)
  expect(await post('/api/requests/withdraw', { token: makeToken() })).toBe(204)
  const asked = { kind: 'baa', email: 'a@b.test', name: 'A', company: '', text: 'x' }
  expect(await post('/api/requests', asked, 'cross-site')).toBe(403)
  expect(await post('/api/requests', { ...asked, email: 'a@b.test\r\nBcc: x@y.test' })).toBe(422)
})
