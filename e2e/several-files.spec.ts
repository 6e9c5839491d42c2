import { gzipSync } from 'node:zlib'
import { expect } from '@playwright/test'
import { newPerson, test } from './cast.ts'

// Several files as one log, gzip unpacked in the browser, and what is made to fill a memory.

const file = (name: string, content: string | Buffer) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
})
const FIRST = '2026-11-20T02:14:01Z INFO  checkout started\n2026-11-20T02:14:02Z INFO  GET /cart 200 in 12 ms\n'
const SECOND = '2026-11-20T02:14:20Z ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms.'

test.beforeEach(async ({ page, as }) => {
  await as(await newPerson())
  await page.goto('/analyze')
})

test('a file and a .gz are one log, numbered through; their names stay on the page', async ({ page }) => {
  await page
    .getByLabel('Log file')
    .setInputFiles([file('secret-project.log', FIRST), file('worker.log.gz', gzipSync(SECOND))])
  await expect(page.getByText('2 files read as one log')).toBeVisible()
  await page.getByText('2 files read as one log').click()
  await expect(page.getByText('secret-project.log')).toBeVisible()
  await expect(page.getByText('lines 5 to 5')).toBeVisible()
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/analyses'))
  await page.getByRole('button', { name: 'Analyze', exact: true }).click()
  const body = (await sent).postData() ?? ''
  expect(body).not.toContain('secret-project')
  expect(body).not.toContain('worker.log')
  expect((JSON.parse(body) as { lines: unknown[] }).lines).toContainEqual({ number: 5, text: SECOND })
  await expect(page.getByRole('article', { name: 'Analysis' })).toContainText('Connection is not available')
})

const REFUSED = {
  'a file that unpacks to far more than its size': [file('bomb.gz', gzipSync('a'.repeat(40_000_000), { level: 9 }))],
  'a .gz that is cut off': [file('cut.gz', gzipSync(FIRST.repeat(50)).subarray(0, 60))],
  'two files that are too large together': ['a', 'b'].map((name) =>
    file(`${name}.log`, 'a line of a log\n'.repeat(400_000)),
  ),
}
const SAYS = [/200 times its size/, /cannot be unpacked/, /the limit is 10 MiB/]

Object.entries(REFUSED).forEach(([name, files], i) => {
  test(`${name} is refused in the browser, with a reason, and nothing is sent`, async ({ page }) => {
    const posts: string[] = []
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()))
    await page.getByLabel('Log file').setInputFiles(files)
    const alert = page.getByRole('alert').filter({ hasText: SAYS[i] ?? /never/ })
    await expect(alert).toBeVisible()
    await expect(alert).toContainText('Nothing left your browser')
    expect(posts).toEqual([])
  })
})
