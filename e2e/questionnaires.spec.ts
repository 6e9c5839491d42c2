import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { sampleCsv, sampleXlsx } from '../lib/questionnaires/cases/sample-files.ts'
import { readWorkbook } from '../lib/questionnaires/workbook.ts'
import { addresses, asSuperuser, test } from './cast.ts'
import { writeEvidence } from './evidence.ts'
import { useOwnStack } from './own-stack.ts'
import { enrolStaff, signInStaff } from './staff-desk.ts'

// A buyer's questionnaire from their file to their file, by somebody of the desk.

test.describe.configure({ mode: 'serial', timeout: 300_000 })

let stop: () => Promise<void>
test.beforeAll(async () => {
  stop = await useOwnStack()
  writeEvidence()
})
test.afterAll(() => stop())

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

async function atDesk(page: Page): Promise<void> {
  const { email } = await enrolStaff(page, 'desk')
  await signInStaff(page, email)
  await page.getByRole('navigation', { name: 'Staff' }).getByRole('link', { name: 'Questionnaires' }).click()
}

async function takeIn(page: Page, name: string, mimeType: string, bytes: Uint8Array): Promise<void> {
  await page.getByLabel('Who asks').fill('Globex Procurement')
  await page.getByLabel('File').setInputFiles({ name, mimeType, buffer: Buffer.from(bytes) })
  await page.getByRole('button', { name: 'Read it' }).click()
}

async function saved(page: Page): Promise<Buffer> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: /^Save the file with/ }).click()
  return readFileSync(await (await download).path())
}

test('a workbook of 283 rows is answered from the claims, corrected, approved, and goes out; a failing claim holds its answers back', async ({
  page,
}) => {
  await atDesk(page)
  await takeIn(page, 'assessment.xlsx', XLSX, await sampleXlsx(283))
  await expect(page.getByRole('heading', { name: 'Globex Procurement' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'To review 283' })).toBeVisible()
  const first = page.getByRole('listitem').filter({ hasText: 'IVS-06.1' }).first()
  await expect(first.getByText('Verified').first()).toBeVisible()
  await expect(first.getByLabel('Answer', { exact: true })).toHaveValue('Yes')
  await page.getByRole('button', { name: /^Approve \d+ of this page whose claims hold/ }).click()
  await expect(page.getByText(/^Approved: \d+\.$/)).toBeVisible()
  // One that no claim answers is answered by a person.
  await page.getByRole('link', { name: /^Without an answer/ }).click()
  const open = page.getByRole('listitem').filter({ hasText: 'HRS-01.1' }).first()
  await open.getByLabel('Answer', { exact: true }).fill('Yes')
  await open.getByLabel('Explanation').fill('By an outside firm.')
  await open.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: /^All/ }).click()
  await page.getByRole('button', { name: 'Approve the answer to row 10', exact: true }).click()
  await expect(page.getByText('Approved: 1.')).toBeVisible()
  const [sheet] = readWorkbook(await saved(page), 'xlsx')
  const rowOf = (number: number) => sheet?.rows.find((row) => row.number === number)?.cells ?? []
  expect(rowOf(5).slice(2, 4)).toEqual([
    'Yes',
    expect.stringMatching(/Source: claim ISO-01, verified on 20.*\/claims\/ISO-01/s),
  ])
  expect(rowOf(10).slice(2, 4)).toEqual(['Yes', 'By an outside firm.'])
  // Rows of the pages that nobody looked at stay empty.
  expect(rowOf(200)[2]).toBe('')
  writeEvidence(['ISO-01'])
  await page.getByRole('link', { name: /^Claim failing/ }).click()
  await expect(page.getByText('A check behind this answer fails.').first()).toBeVisible()
  await page.screenshot({ path: 'test-results/questionnaire.png' })
  const [held] = readWorkbook(await saved(page), 'xlsx')
  const answer = held?.rows.find((row) => row.number === 5)?.cells ?? []
  expect([answer[2], answer[3]]).toEqual([
    '',
    expect.stringMatching(/^Held back: a check behind this answer fails. ISO-01/),
  ])
  writeEvidence()
  expect(await new AxeBuilder({ page }).analyze().then(({ violations }) => violations.map(({ id }) => id))).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 360, height: 800 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  await page.screenshot({ path: 'test-results/questionnaire-360.png' })
})

test('a CSV of 124 rows in UTF-16 goes out in UTF-16; its columns can be corrected', async ({ page }) => {
  await atDesk(page)
  const bytes = Buffer.from(`\ufeff${sampleCsv(124, ';').replace('Response', 'Column C')}`, 'utf16le')
  await takeIn(page, 'list.csv', 'text/csv', bytes)
  await expect(page.getByRole('link', { name: 'To review 0' })).toBeVisible()
  await page.getByRole('link', { name: 'Columns of the file' }).click()
  await page.getByLabel('Holds questions').check()
  await page.getByLabel('Row of headings').fill('1')
  await page.getByLabel('Numbers').selectOption({ label: 'A: ID' })
  await page.getByLabel('Questions', { exact: true }).selectOption({ label: 'B: Question' })
  await page.getByLabel('Answers').selectOption({ label: 'C: Column C' })
  await page.getByLabel('Explanations').selectOption({ label: 'D: Comments' })
  await page.screenshot({ path: 'test-results/questionnaire-columns.png', fullPage: true })
  await page.getByRole('button', { name: 'Read it by these columns' }).click()
  await expect(page.getByRole('link', { name: 'To review 124' })).toBeVisible()
  await page.getByRole('button', { name: /^Approve \d+ of this page whose claims hold/ }).click()
  await expect(page.getByText(/^Approved: \d+\.$/)).toBeVisible()
  const out = await saved(page)
  expect(out.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xfe]))
  const [table] = readWorkbook(out, 'csv')
  expect(table?.rows).toHaveLength(125)
  expect(table?.rows[2]?.cells[2]).toBe('Yes')
  await page.getByRole('button', { name: 'Remove this questionnaire' }).click()
  await page.getByRole('button', { name: 'Remove it' }).click()
  await page.waitForURL('**/staff/questionnaires')
})

test('what is no questionnaire is refused with the reason, and nothing of it stays', async ({ page, context }) => {
  await atDesk(page)
  const before = await asSuperuser('select 1 from questionnaires')
  for (const [name, bytes, reason] of [
    ['a.xlsm', Buffer.from('PK'), 'Workbooks with macros are not taken.'],
    ['a.xlsx', Buffer.from('PK\u0003\u0004 broken'), 'The workbook is damaged.'],
    ['a.csv', Buffer.alloc(12 * 1024 * 1024, 'a,b\n'), 'This is larger than'],
  ] as const) {
    await takeIn(page, name, 'application/octet-stream', bytes)
    await expect(page.getByText(reason)).toBeVisible()
  }
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const huge = await fetch(`${addresses().url}/api/staff/questionnaires`, {
    method: 'POST',
    headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'multipart/form-data; boundary=x' },
    body: Buffer.alloc(50 * 1024 * 1024),
  }).then(
    ({ status }) => status,
    () => 413,
  )
  expect(huge).toBe(413)
  expect(await asSuperuser('select 1 from questionnaires')).toHaveLength(before.length)
})
