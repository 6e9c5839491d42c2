import { expect, type Page } from '@playwright/test'
import { asSuperuser, newPerson, signIn, test } from './cast.ts'

// The journey of a pasted incident as a person walks it, and everything wrong that can be put into the field.

const INCIDENT = [
  '2026-11-20T02:14:01.113Z INFO  checkout-api started in 4.2 s',
  '2026-11-20T02:14:04.201Z INFO  receipt sent to maria.lopez@example.com',
  ...Array.from({ length: 30 }, (_, i) => `2026-11-20T02:14:07.${100 + i}Z INFO  GET /cart/${i} 200 in ${10 + i} ms`),
  '2026-11-20T02:14:20.512Z ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms.',
  ...Array.from({ length: 40 }, (_, i) => `2026-11-20T02:14:21.${100 + i}Z ERROR GET /cart/${i} 500 in 30004 ms`),
].join('\n')

const file = (content: string | Buffer, name = 'incident.log') => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
})
const give = (page: Page, content: string | Buffer, name?: string) =>
  page.getByLabel('Log file').setInputFiles(file(content, name))
const analyze = (page: Page) => page.getByRole('button', { name: 'Analyze', exact: true })

let person = ''
async function countOfAnalyses(): Promise<number> {
  const [row] = await asSuperuser<{ count: string }>(
    'select count(*) from analyses a join users u on u.id = a.created_by_id where u.email = $1',
    [person],
  )
  return Number(row?.count)
}

test.beforeEach(async ({ page, as }) => {
  person = await newPerson()
  await as(person)
  await page.goto('/analyze')
})

test('paste by keyboard, see what will be sent, analyze, find it in the history, delete it for good', async ({
  page,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((text) => navigator.clipboard.writeText(text), INCIDENT)
  await page.getByLabel('Log', { exact: true }).focus()
  await page.keyboard.press('Control+V')
  await expect(page.getByRole('heading', { name: 'What will be sent' })).toBeVisible()
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/analyses'))
  await page.keyboard.press('Control+Enter')
  const body = (await sent).postDataJSON() as { lines: { number: number; text: string }[] }
  expect(Object.keys(body).sort()).toEqual(['lines', 'overrides'])
  expect(JSON.stringify(body)).not.toContain('maria.lopez')
  expect(body.lines.map(({ text }) => text)).toContain(INCIDENT.split('\n')[32])
  await expect(page.getByText('Saved as')).toBeVisible()
  const id = (await page.getByRole('link', { name: /^[0-9a-f-]{36}$/ }).textContent()) ?? ''
  const article = page.getByRole('article', { name: 'Analysis' })
  await expect(article).toContainText('Connection is not available')

  await page.goto('/analyses')
  await page.locator(`a[href="/analyses/${id}"]`).first().click()
  await expect(page.getByRole('article', { name: 'Analysis' })).toBeVisible()
  await page.getByRole('button', { name: /^Delete/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Delete/ })
    .click()
  await page.waitForURL(/\/analyses(\?|$)/)
  const rows = await asSuperuser(
    'select 1 from analyses where id = $1 union all select 1 from evidence where analysis_id = $1',
    [id],
  )
  expect(rows).toEqual([])
})

const REFUSED: Record<string, { content: Buffer | string; says: RegExp }> = {
  'an empty file': { content: '', says: /There is no text in it/ },
  'blank lines only': { content: '\n \n\t\n', says: /There is no text in it/ },
  'a binary file': {
    content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 0, 0, 0, 1, 2, 3, 0]),
    says: /This is not text/,
  },
  'a file of 11 MB': { content: Buffer.alloc(11 * 1024 * 1024, 'a line of a log\n'), says: /the limit is 10 MiB/ },
}
for (const [name, { content, says }] of Object.entries(REFUSED)) {
  test(`${name} is refused in the browser, with a reason, and nothing is sent`, async ({ page }) => {
    const posts: string[] = []
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()))
    await give(page, content)
    await expect(page.getByRole('alert').filter({ hasText: says })).toBeVisible()
    await expect(page.getByRole('alert').filter({ hasText: says })).toContainText('Nothing left your browser')
    expect(posts).toEqual([])
    await give(page, INCIDENT)
    await expect(analyze(page)).toBeVisible()
  })
}

test('one line of 10 MB is redacted, cut and analyzed', async ({ page }) => {
  const start = '2026-11-20T02:14:20.512Z FATAL disk full: No space left on device '
  await give(page, start + 'x y '.repeat(2_600_000).slice(0, 10 * 1024 * 1024 - start.length))
  await expect(analyze(page)).toBeVisible({ timeout: 30_000 })
  await analyze(page).click()
  await expect(page.getByText('Saved as')).toBeVisible()
})

test('lone carriage returns end lines', async ({ page }) => {
  await give(page, INCIDENT.replaceAll('\n', '\r'))
  await expect(page.getByText(/73 lines/).first()).toBeVisible()
  await analyze(page).click()
  await expect(page.getByRole('article', { name: 'Analysis' })).toContainText('Connection is not available')
})

for (const [name, bytes] of [
  ['UTF-16 with a byte order mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(INCIDENT, 'utf16le')])],
  ['big-endian UTF-16', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(INCIDENT, 'utf16le').swap16()])],
] as const) {
  test(`${name} is read as text`, async ({ page }) => {
    await give(page, bytes)
    await analyze(page).click()
    await expect(page.getByRole('article', { name: 'Analysis' })).toContainText('Connection is not available')
  })
}

test('a session that ends in mid-analysis loses nothing: the log stays, signing in elsewhere and trying again works', async ({
  page,
  as,
}) => {
  await give(page, INCIDENT)
  await expect(analyze(page)).toBeVisible()
  await page.context().clearCookies()
  const before = await countOfAnalyses()
  await analyze(page).click()
  await expect(page.getByText('Your session has ended.')).toBeVisible()
  await expect(page.getByText('Your log is still in this tab.')).toBeVisible()
  expect(await countOfAnalyses()).toBe(before)
  await as(person)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('Saved as')).toBeVisible()
})

test('an upload that is cancelled saves nothing and keeps the log', async ({ page }) => {
  await page.route('**/api/analyses', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    await route.continue().catch(() => {})
  })
  await give(page, INCIDENT)
  const before = await countOfAnalyses()
  await analyze(page).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(analyze(page)).toBeVisible()
  await page.waitForTimeout(3_500)
  expect(await countOfAnalyses()).toBe(before)
})

test('a body cut off by the network saves nothing', async ({ page }) => {
  const before = await countOfAnalyses()
  await page.route('**/api/analyses', (route) => route.abort('connectionreset'))
  await give(page, INCIDENT)
  await analyze(page).click()
  await expect(page.getByText('The server did not answer.')).toBeVisible()
  await page.unroute('**/api/analyses')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('Saved as')).toBeVisible()
  expect(await countOfAnalyses()).toBe(before + 1)
})

test('a viewer is told that they may read and not start', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '' })
  await signIn(context, 'bob')
  const page = await context.newPage()
  await page.goto('/analyze')
  await expect(page.getByText(/is viewer: you can read analyses/)).toBeVisible()
  await context.close()
})
