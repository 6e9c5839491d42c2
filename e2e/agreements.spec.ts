import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { addresses, asSuperuser, test } from './cast.ts'
import { writeEvidence } from './evidence.ts'
import { useOwnStack } from './own-stack.ts'
import { enrolStaff, signInStaff, staffCommand } from './staff-desk.ts'

// The data processing agreement from reading to its certificate, by somebody without an account, and its check without the server.

test.describe.configure({ mode: 'serial', timeout: 300_000 })

const ROOT = path.dirname(import.meta.dirname)
const SIGNER = [
  '--name',
  'Olga Operator',
  '--title',
  'Director',
  '--company',
  'Operator Ltd',
  '--address',
  '1 Quay, Cork',
]
const LINK = 'Your data processing agreement with Lethe, to read and sign'

let stop: () => Promise<void>
test.beforeAll(async () => {
  stop = await useOwnStack()
  writeEvidence()
})
test.afterAll(() => stop())

async function askFor(page: Page, email: string): Promise<void> {
  await page.goto('/dpa')
  for (const [label, text] of [
    ['Company, as it is registered', 'Globex GmbH'],
    ['Its address', 'Ring 1, 1010 Wien'],
    ['Country', 'Austria'],
    ['Your name', 'Zoë Müller'],
    ['Your position', 'CISO'],
    ['Your e-mail address', email],
  ] as const)
    await page.getByLabel(label).fill(text)
  await page.getByRole('button', { name: 'Send me the link' }).click()
}

async function linkFor(email: string): Promise<string> {
  const pattern = new RegExp(`^${LINK}, for ${email.replaceAll('.', '\\.')}:\\n[^\\n]*\\n(\\S+)`, 'gm')
  let link = ''
  await expect
    .poll(() => (link = [...readFileSync(addresses().log, 'utf8').matchAll(pattern)].at(-1)?.[1] ?? ''))
    .not.toBe('')
  return link
}

async function saved(page: Page, label: string): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: label }).click()
  return (await download).path()
}

function verify(...args: string[]): { status: number | null; text: string } {
  const run = spawnSync(path.join(ROOT, 'bin/lethe'), ['trust', 'verify', ...args], { encoding: 'utf8' })
  return { status: run.status, text: run.stdout + run.stderr }
}

test('without somebody who is authorised, and with a claim that fails, nothing can be signed, and the page says why', async ({
  page,
}) => {
  await page.goto('/dpa')
  await expect(page.getByText('Nobody has been authorised to sign')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Send me the link' })).toBeDisabled()
  expect(staffCommand('countersigner', '--name', 'Olga').status).toBe(1)
  expect(staffCommand('countersigner', ...SIGNER).text).toContain('now signs for Operator Ltd')
  await page.goto('/dpa')
  await expect(page.getByText('It can be signed now.')).toBeVisible()
  await askFor(page, 'red@globex.test')
  await expect(page.getByText('The link is on its way.')).toBeVisible()
  await page.goto(await linkFor('red@globex.test'))
  await page.getByLabel('I have read the agreement').check()
  await page.getByLabel('I have the authority').check()
  // It turns red between reading and signing.
  writeEvidence(['ISO-02'])
  await page.getByRole('button', { name: 'Sign the agreement' }).click()
  await expect(page.getByText(/Annex II holds measures that fail or were not shown: ISO-02/)).toBeVisible()
  await page.reload()
  await expect(page.getByText('It cannot be signed now.')).toBeVisible()
  await page.goto('/dpa')
  await expect(page.getByRole('button', { name: 'Send me the link' })).toBeDisabled()
  await page.screenshot({ path: 'test-results/dpa-red.png' })
  expect(await asSuperuser('select 1 from agreements where signed_at is not null')).toEqual([])
  writeEvidence()
})

test('it is read, signed by click, countersigned, certified, and checked without the server; a changed byte is told', async ({
  page,
}) => {
  staffCommand('countersigner', ...SIGNER)
  await askFor(page, 'zoe@globex.test')
  const link = await linkFor('zoe@globex.test')
  await page.goto(link)
  await expect(page.getByText('Globex GmbH, Ring 1, 1010 Wien, Austria')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Sign the agreement' })).toBeDisabled()
  expect(
    await new AxeBuilder({ page })
      .include('main')
      .analyze()
      .then(({ violations }) => violations.map(({ id }) => id)),
  ).toEqual([])
  await page.screenshot({ path: 'test-results/dpa-draft.png', fullPage: true })
  await page.getByLabel('I have read the agreement').check()
  await page.getByLabel('I have the authority').check()
  await page.getByRole('button', { name: 'Sign the agreement' }).click()
  await expect(page.getByRole('heading', { name: 'Signed' })).toBeVisible()
  const [agreement, certificate, record] = [
    await saved(page, 'Agreement, PDF'),
    await saved(page, 'Certificate, PDF'),
    await saved(page, 'Record'),
  ]
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lethe-dpa-'))
  writeFileSync('test-results/dpa.pdf', readFileSync(agreement))
  writeFileSync('test-results/dpa-certificate.pdf', readFileSync(certificate))
  const sound = verify(record, '--document', agreement, '--certificate', certificate)
  expect([sound.status, sound.text]).toEqual([
    0,
    expect.stringMatching(/^sound: a signed agreement\n[\s\S]*Zoë Müller <zoe@globex.test>/),
  ])
  const spoilt = path.join(folder, 'spoilt.pdf')
  const bytes = readFileSync(agreement)
  bytes.writeUInt8((bytes[1_000] ?? 0) ^ 1, 1_000)
  writeFileSync(spoilt, bytes)
  const other = verify(record, '--document', spoilt)
  expect([other.status, other.text]).toEqual([
    1,
    expect.stringContaining('The PDF of the agreement is not the one that was signed.'),
  ])
  const annex = path.join(folder, 'annex.json')
  writeFileSync(annex, readFileSync(record, 'utf8').replace('Row security is on', 'Row security is off'))
  expect(verify(annex).text).toContain('Annex II is not what was signed')
  writeFileSync(annex, readFileSync(record, 'utf8').replace('"signerTitle": "CISO"', '"signerTitle": "CEO"'))
  expect(verify(annex).text).toContain('The seal does not fit')
  // The link goes on leading to what was signed, on a narrow dark screen too.
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 360, height: 800 })
  await page.goto(link)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  await page.screenshot({ path: 'test-results/dpa-signed-360.png' })
  // One letter off, and there is no page.
  expect((await page.goto(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`))?.status()).toBe(404)
})

test('staff see who signed and save the files, and that stands in their log; the door takes no other site and no odd body', async ({
  page,
}) => {
  const { email } = await enrolStaff(page, 'admin')
  await signInStaff(page, email)
  await page.getByRole('navigation', { name: 'Staff' }).getByRole('link', { name: 'Agreements' }).click()
  await expect(page.getByText('Globex GmbH')).toBeVisible()
  await page.screenshot({ path: 'test-results/agreements.png' })
  const record = await saved(page, 'Record')
  expect(verify(record).status).toBe(0)
  expect(await asSuperuser("select 1 from staff_events where action = 'agreement.file_read'")).toHaveLength(1)
  const { url } = addresses()
  const post = (body: object, site = 'same-origin') =>
    fetch(`${url}/api/agreements`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': site },
      body: JSON.stringify(body),
    }).then(({ status }) => status)
  const given = { company: 'A', address: 'B', country: 'C', signerName: 'D', signerTitle: 'E', email: 'f@globex.test' }
  expect(await post(given, 'cross-site')).toBe(403)
  expect(await post({ ...given, email: 'f@globex.test\nBcc: x@y.test' })).toBe(422)
})
