import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { company } from '#trust.config'
import { dpaDocument } from '../lib/agreements/dpa-document.ts'
import { hashToken, makeToken } from '../lib/auth/token.ts'
import { addresses, asSuperuser, test } from './cast.ts'
import { useOwnStack } from './own-stack.ts'
import { enrolStaff, signInStaff } from './staff-desk.ts'

// From a change of subprocessors to the objection of somebody who signed, and the way in and out of a subscription.

test.describe.configure({ mode: 'serial', timeout: 300_000 })

let stop: () => Promise<void>
test.beforeAll(async () => {
  stop = await useOwnStack()
})
test.afterAll(() => stop())

const SIGNER = 'zoe@globex.test'
const READER = 'reader@globex.test'
const sha = (text: string) => createHash('sha256').update(text).digest('hex')
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** The last link to a page of notices that was printed for an address, in the mail of this subject. */
async function linkFor(email: string, subject: string): Promise<string> {
  const pattern = new RegExp(
    `^${subject}, for ${email.replaceAll('.', '\\.')}:\\n[\\s\\S]*?(http\\S+/notices/[\\w-]{43})`,
    'gm',
  )
  let link = ''
  await expect
    .poll(() => (link = [...readFileSync(addresses().log, 'utf8').matchAll(pattern)].at(-1)?.[1] ?? ''))
    .not.toBe('')
  return link
}

/** An agreement of an older text, made by writing its row. */
async function signed(): Promise<string> {
  const token = makeToken()
  const party = { company: 'Globex', address: 'Ring 1', country: 'Austria', signerName: 'Zoe', signerTitle: 'CISO' }
  const countersigner = {
    company: 'Operator',
    address: '1 Quay',
    name: 'Olga',
    title: 'Director',
    authorisedAt: new Date(0),
  }
  const today = dpaDocument({ party, countersigner, company, claims: [] })
  const document = { ...today, text: today.text.replace('"version":"1.0.0"', '"version":"0.9.0"') }
  const fields = {
    ...{ textSha256: sha(document.text), signedAt: '2026-11-01T00:00:00.000Z', signerName: 'Zoe', company: 'Globex' },
    ...{ provider: 'Operator', countersignerName: 'Olga' },
  }
  await asSuperuser(
    `insert into agreements (id, kind, version, token_hash, email, party, document, document_sha256, expires_at, signed_at,
       fields, seal, anchor_seq, document_pdf, certificate_pdf, record)
     values (gen_random_uuid(), 'dpa', '0.9.0', $1, $2, $3, $4, $5, now(), now(), $6, $5, 1, 'x', 'x', 'x')`,
    [hashToken(token), SIGNER, JSON.stringify(party), JSON.stringify(document), sha('x'), JSON.stringify(fields)],
  )
  return `/dpa/${token}`
}

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

test('a reader subscribes with a link that only a button confirms, changes topics, and sees what is kept', async ({
  page,
}) => {
  await page.goto('/subprocessors')
  await page.getByLabel('Your e-mail address').fill(READER)
  await page.getByRole('button', { name: 'Tell me of changes' }).click()
  await expect(page.getByText('A mail with a link is on its way')).toBeVisible()
  const link = await linkFor(READER, 'Confirm that you want to be told of changes at Lethe')
  // What a scanner of links does.
  expect((await fetch(link)).status).toBe(200)
  expect(await asSuperuser('select 1 from subscribers')).toEqual([])
  await page.goto(link)
  await shots(page, 'notices-confirm')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('heading', { name: 'Your subscription' })).toBeVisible()
  await page.getByLabel('Security advisories').check()
  await page.getByRole('button', { name: 'Save the topics' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await shots(page, 'notices-subscription')
  expect((await page.goto(`/notices/${makeToken()}`))?.status()).toBe(404)
})

test('subprocessor change -> notice -> objection -> answer, on the page of the signer too', async ({ page }) => {
  const agreement = await signed()
  await page.goto(agreement)
  await expect(page.getByText('A newer text exists: version')).toBeVisible()
  const { email } = await enrolStaff(page, 'desk')
  await signInStaff(page, email)
  await page.goto('/staff/notices')
  await page.getByLabel('Subject').fill('A new subprocessor')
  await page.getByLabel('Your words').fill('Mail moves to another firm.')
  await page.getByLabel('Takes effect on').fill(inDays(10))
  await page.getByRole('button', { name: 'Add a planned firm' }).click()
  for (const [label, text] of [
    ...[
      ['Firm', 'Postbox Ltd'],
      ['For what', 'Sending mail'],
      ['What it sees', 'Addresses of readers'],
    ],
    ...[
      ['Where', 'Ireland'],
      ['When', 'With each mail'],
    ],
  ] as const)
    await page.getByLabel(label ?? '', { exact: true }).fill(text ?? '')
  await page.getByRole('button', { name: 'Save and preview' }).click()
  await expect(page.getByText(/at least 30 days ahead/).first()).toBeVisible()
  await page.getByLabel('Takes effect on').fill(inDays(40))
  await page.getByRole('button', { name: 'Save and preview' }).click()
  await expect(page.getByText('New: Postbox Ltd.')).toBeVisible()
  await expect(page.getByText('1 signer, 1 subscriber')).toBeVisible()
  await shots(page, 'notices-draft')
  await page.getByRole('button', { name: 'Send the notice' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Send the notice' }).click()
  await expect(page.getByText('What was sent')).toBeVisible()
  const notice = await linkFor(SIGNER, 'A new subprocessor')
  await page.goto(notice)
  await page.getByLabel('Why you object').fill('It is our competitor.')
  await shots(page, 'notices-objection')
  await page.getByRole('button', { name: 'Object' }).click()
  await expect(page.getByText('You objected on')).toBeVisible()
  await linkFor(SIGNER, 'Your objection has arrived')
  await page.goto('/staff/notices')
  await expect(page.getByText('It is our competitor.')).toBeVisible()
  await page.getByLabel('Answer to Globex').fill('We keep you where you are.')
  await shots(page, 'notices-desk')
  await page.getByRole('button', { name: 'Send the answer' }).click()
  await expect(page.getByText('Done')).toBeVisible()
  await linkFor(SIGNER, 'An answer to your objection')
  await page.goto(agreement)
  await expect(page.getByText('We keep you where you are.')).toBeVisible()
  await shots(page, 'notices-signer')
  await page.goto('/changelog')
  await expect(page.getByRole('heading', { name: 'A new subprocessor' })).toBeVisible()
})

test('the link of a mail ends a subscription by POST without cookies, and by nothing less', async () => {
  const link = await linkFor(READER, 'A new subprocessor')
  const token = link.split('/').at(-1) ?? ''
  const oneClick = `${addresses().url}/api/notices/unsubscribe/${token}`
  const count = async () => (await asSuperuser('select 1 from subscribers')).length
  const looked = await fetch(oneClick)
  expect([looked.status, new URL(looked.url).pathname, await count()]).toEqual([200, `/notices/${token}`, 1])
  expect(await looked.text()).toContain('Unsubscribe')
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  expect((await fetch(oneClick, { method: 'POST', headers, body: 'a=b' })).status).toBe(422)
  const ended = () => fetch(oneClick, { method: 'POST', headers, body: 'List-Unsubscribe=One-Click' })
  expect([(await ended()).status, await count(), (await ended()).status]).toEqual([200, 0, 200])
  const post = (body: object, site = 'same-origin') =>
    fetch(`${addresses().url}/api/notices`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': site },
      body: JSON.stringify(body),
    }).then(({ status }) => status)
  expect(await post({ email: 'a@b.test', topics: ['security'] }, 'cross-site')).toBe(403)
  expect(await post({ email: 'a@b.test\r\nBcc: x@y.test', topics: ['security'] })).toBe(422)
})
