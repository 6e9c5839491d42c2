import { randomUUID } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { signFeedbackLink } from '../lib/data/feedback-links.ts'
import { unscopedTenantId } from '../lib/data/unscoped.ts'
import { addresses, asSuperuser, newPerson, test } from './cast.ts'

// What becomes of an answer: found again, judged, seen again in the file it came from, deleted. Everything here can be done by
// keyboard, and nothing of a log is ever sent but what the preview showed.

const INCIDENT = [
  '2026-11-20T02:14:01.113Z INFO  checkout-api started in 4.2 s',
  '2026-11-20T02:14:04.201Z INFO  receipt sent to maria.lopez@example.com',
  ...Array.from({ length: 30 }, (_, i) => `2026-11-20T02:14:07.${100 + i}Z INFO  GET /cart/${i} 200 in ${10 + i} ms`),
  '2026-11-20T02:14:19.002Z WARN  HikariPool-1 - pool stats (total=10, active=10, idle=0, waiting=41) for maria.lopez@example.com',
  '2026-11-20T02:14:20.512Z ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms.',
  ...Array.from({ length: 40 }, (_, i) => `2026-11-20T02:14:21.${100 + i}Z ERROR GET /cart/${i} 500 in 30004 ms`),
].join('\n')
const file = (text: string) => ({ name: 'incident.log', mimeType: 'text/plain', buffer: Buffer.from(text) })

/** Every body that this page sends, as it leaves. */
function record(page: Page): { method: string; path: string; body: string | null }[] {
  const sent: ReturnType<typeof record> = []
  page.on('request', (request) => {
    if (request.method() !== 'GET')
      sent.push({ method: request.method(), path: new URL(request.url()).pathname, body: request.postData() })
  })
  return sent
}

async function analyze(page: Page, text = INCIDENT): Promise<string> {
  await page.goto('/analyze')
  await page.getByLabel('Log file').setInputFiles(file(text))
  await page.getByRole('button', { name: 'Analyze', exact: true }).click()
  const link = page.getByRole('link', { name: /^[0-9a-f-]{36}$/ })
  await expect(link).toBeVisible()
  return (await link.textContent()) ?? ''
}

const axe = (page: Page) => new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } }).analyze()

let person = ''
test.beforeEach(async ({ as }) => {
  person = await newPerson()
  await as(person)
})

test('the answer shows its chart, its templates and that nobody has judged such an answer yet; stored, no word of a line more', async ({
  page,
}) => {
  const id = await analyze(page)
  const article = page.getByRole('article', { name: 'Analysis' })
  await expect(article.getByRole('heading', { name: 'Errors and rate' })).toBeVisible()
  await expect(article).toContainText('All 74 lines, counted by your browser')
  await expect(article).toContainText('nobody here has judged such an answer yet')
  await page.goto(`/analyses/${id}`)
  await expect(article).toContainText('lines that were read, counted by the server')
  await article.getByText('The chart as a table').click()
  await expect(article.getByRole('table', { name: 'Lines and errors over time' })).toContainText('cause')
  await expect(article.getByRole('table', { name: 'The most telling templates' })).toContainText(
    'Connection is not available',
  )
  const [row] = await asSuperuser<{ chart: string }>(
    "select document ->> 'chart' as chart from analyses where id = $1",
    [id],
  )
  expect(row?.chart).toContain('Connection is not available')
  for (const word of ['maria', 'lopez', 'EMAIL', '30001ms', '/cart/']) expect(row?.chart).not.toContain(word)
})

test('the same file lights the evidence up again, another one by its template; nothing of either is sent', async ({
  page,
}) => {
  const id = await analyze(page)
  await page.goto(`/analyses/${id}`)
  const sent = record(page)
  const article = page.getByRole('article', { name: 'Analysis' })
  await expect(article).not.toContainText('30001ms')
  await page.getByLabel('The file of this analysis').setInputFiles(file(INCIDENT))
  await expect(page.getByText(/^\d+ of \d+ lines found in your file\.$/)).toBeVisible()
  const lit = page.locator('[data-relit=exact]')
  await expect(lit.first()).toContainText(
    'HikariPool-1 - Connection is not available, request timed out after 30001ms.',
  )
  expect(await lit.count()).toBe(await page.locator('[data-evidence]').count())
  await expect(page.locator('[data-relit-line]').first()).toHaveCSS('background-color', /oklch|rgb|lab/)
  // What surrounds a line is redacted here too.
  await expect(article).not.toContainText('maria.lopez')

  // The same incident of another night: other ids, the same templates. And one with lines before it: the same lines elsewhere.
  await page.getByLabel('The file of this analysis').setInputFiles(file(INCIDENT.replaceAll('30001ms', '30777ms')))
  await expect(page.locator('[data-relit=shape]').first()).toContainText('30777ms')
  await page.getByLabel('The file of this analysis').setInputFiles(file(`a line before\n${INCIDENT}`))
  await expect(page.locator('[data-relit=moved]').first()).toContainText('30001ms')
  await page.getByLabel('The file of this analysis').setInputFiles(file('nothing of it\nat all'))
  await expect(page.locator('[data-relit=missing]').first()).toBeVisible()

  const paths = new Set(sent.map(({ method, path }) => `${method} ${path}`))
  expect([...paths]).toEqual([`POST /api/analyses/${id}/matching`])
  expect(new Set(sent.map(({ body }) => body))).toEqual(new Set(['{}']))
  const given = await asSuperuser(
    "select 1 from audit_events e join audit_details d on d.id = e.id where e.action = 'analysis.hash_key_given' and d.subject = $1",
    [id],
  )
  expect(given).toHaveLength(4)
})

test('rules that changed since are said, and templates are compared', async ({ page }) => {
  const id = await analyze(page)
  await asSuperuser("update analyses set rule_set = 'older' where id = $1", [id])
  await page.goto(`/analyses/${id}`)
  await page.getByLabel('The file of this analysis').setInputFiles(file(INCIDENT))
  await expect(page.getByText(/^Our rules changed since/)).toBeVisible()
})

test('a viewer gets no key and no panel, and may not judge', async ({ page, as, browser, baseURL }) => {
  await as('bob')
  const [row] = await asSuperuser<{ id: string }>(
    "select a.id from analyses a join tenants t on t.id = a.tenant_id join evidence e on e.analysis_id = a.id where t.slug = 'acme' limit 1",
  )
  const id = row?.id ?? ''
  await page.goto(`/analyses/${id}`)
  await expect(page.getByRole('article', { name: 'Analysis' })).toBeVisible()
  await expect(page.getByLabel('The file of this analysis')).toHaveCount(0)
  await expect(page.getByText('Was this right?')).toHaveCount(0)
  const statuses = await page.evaluate(async (of) => {
    const slug = document.querySelector<HTMLElement>('[data-workspace]')?.dataset.workspace ?? ''
    const ask = (path: string) =>
      fetch(`/api/analyses/${of}/${path}`, {
        method: 'POST',
        body: '{"rating":"right"}',
        headers: { 'x-lethe-workspace': slug },
      })
    return Promise.all(['matching', 'matching/again', 'feedback'].map(async (path) => (await ask(path)).status))
  }, id)
  expect(statuses).toEqual([403, 403, 403])
  const stranger = await (await browser.newContext({ ...(baseURL ? { baseURL } : {}) })).newPage()
  expect((await stranger.request.post(`/api/analyses/${id}/matching`, { data: {} })).status()).toBe(401)
  await stranger.context().close()
})

test('judged by keyboard, it feeds the track record, and the incident that comes again says what helped', async ({
  page,
}) => {
  const first = await analyze(page)
  await page.goto(`/analyses/${first}`)
  await page.getByRole('radio', { name: 'Partly' }).focus()
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('radio', { name: 'Right' })).toBeChecked()
  await page.keyboard.press('Tab')
  await page.keyboard.type('The pool was cut to 10 by hand, says maria.lopez@example.com')
  await page.keyboard.press('Tab')
  await page.keyboard.type('A pool of 40')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Helped: A pool of 40')).toBeVisible()
  await expect(page.getByText(/right 1 of 1 here/)).toBeVisible()
  const [word] = await asSuperuser<{ real_cause: string }>('select real_cause from feedback where analysis_id = $1', [
    first,
  ])
  expect(word?.real_cause).toBe('The pool was cut to 10 by hand, says [EMAIL_1]')

  await analyze(page, INCIDENT.replaceAll('30001ms', '30877ms').replaceAll('02:14:', '03:44:'))
  const again = page.getByRole('region', { name: 'Recurrence' })
  await expect(again).toContainText('Second time in 30 days')
  await expect(again).toContainText('judged right')
  await expect(again).toContainText('A pool of 40')

  // Forgetting the first one forgets what it taught.
  await page.goto(`/analyses/${first}`)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByRole('button', { name: 'Delete for good' }).click()
  await page.waitForURL(/\/analyses$/)
  for (const table of ['analyses', 'feedback', 'analysis_terms', 'evidence']) {
    const column = table === 'analyses' ? 'id' : 'analysis_id'
    expect(await asSuperuser(`select 1 from ${table} where ${column} = $1`, [first]), table).toEqual([])
  }
  await page.locator('[data-history-link]').first().click()
  await expect(page.getByRole('article', { name: 'Analysis' })).toBeVisible()
  await expect(again).toHaveCount(0)
})

test('found by words and filters, selected by keyboard, deleted together', async ({ page }) => {
  const pool = await analyze(page)
  const disk = await analyze(page, 'ERROR write /var/lib/app/data: No space left on device\n'.repeat(4))
  await page.goto('/analyses')
  await expect(page.locator('[data-history-link]')).toHaveCount(2)
  await page.getByLabel('Words').fill('connection')
  await page.keyboard.press('Enter')
  await page.waitForURL(/search=connection/)
  await expect(page.locator('[data-history-link]')).toHaveCount(1)
  await expect(page.locator(`a[href="/analyses/${pool}"]`)).toBeVisible()
  await page.getByLabel('Words').fill('connection nowhere')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Nothing was found.')).toBeVisible()
  await page.getByRole('link', { name: 'Show all' }).click()
  await page.getByLabel('Source').selectOption('webhook')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page.getByText('Nothing was found.')).toBeVisible()
  await page.goto('/analyses?verdict=made-up')
  await expect(page).toHaveURL(/\/analyses$/)

  await page.locator('h1').click()
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect(page.getByText('2 selected')).toBeVisible()
  await page.getByRole('button', { name: 'Delete 2' }).click()
  await page.getByRole('button', { name: 'Delete for good' }).click()
  await expect(page.getByText('Analyses will be here.')).toBeVisible()
  expect(await asSuperuser('select 1 from analyses where id = any($1)', [[pool, disk]])).toEqual([])
  const events = await asSuperuser(
    "select 1 from audit_events e join audit_details d on d.id = e.id where e.action = 'analysis.deleted' and d.subject = any($1)",
    [[pool, disk]],
  )
  expect(events).toHaveLength(2)
})

test('services have a label and their common causes', async ({ page }) => {
  const id = await analyze(page)
  await asSuperuser("update analyses set service = 'checkout / api?' where id = $1", [id])
  await page.goto('/services')
  await page.getByRole('link', { name: 'checkout / api?' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('checkout / api?')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('New')
  await expect(page.getByText('×1')).toBeVisible()
  expect((await page.goto('/services/nowhere'))?.status()).toBe(404)
})

test('a link of a channel shows nothing, records one word on one analysis, and expires', async ({
  page,
  browser,
  baseURL,
}) => {
  const id = await analyze(page)
  const [row] = await asSuperuser<{ tenant_id: string; title: string }>(
    'select tenant_id, title from analyses where id = $1',
    [id],
  )
  const channel = randomUUID()
  await asSuperuser(
    "insert into channels (id, tenant_id, kind, name, sealed_address) values ($1, $2, 'slack_webhook', '#payments-oncall', 'v1.k.i.b')",
    [channel, row?.tenant_id],
  )
  // Signed as the server signs: with the key ring that lies in its home.
  process.env.LETHE_HOME = addresses().home
  process.env.DATABASE_URL = 'postgresql://owner@localhost:1/none'
  const sign = (minutes: number) =>
    signFeedbackLink(unscopedTenantId(row?.tenant_id ?? ''), {
      analysisId: id,
      channelId: channel,
      expiresAt: new Date(Date.now() + minutes * 60_000),
    })
  const token = sign(60)
  const stranger = await (await browser.newContext({ ...(baseURL ? { baseURL } : {}) })).newPage()
  await stranger.goto(`/feedback/${token}`)
  await expect(stranger.getByRole('heading', { name: 'Was the answer right?' })).toBeVisible()
  const said = await stranger.content()
  expect(said).not.toContain(row?.title ?? '?')
  expect(said).not.toContain('payments-oncall')
  expect(await asSuperuser('select 1 from feedback where analysis_id = $1', [id])).toEqual([])
  await expect(stranger.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/)
  expect((await axe(stranger)).violations).toEqual([])
  await stranger.getByRole('radio', { name: 'Wrong' }).check()
  await stranger.getByLabel('The real cause').fill('A firewall rule')
  await stranger.getByRole('button', { name: 'Save' }).click()
  await expect(stranger.getByText('Thank you. It is saved.')).toBeVisible()

  for (const bad of [
    sign(-1),
    `${token.slice(0, 60)}${token[60] === 'A' ? 'B' : 'A'}${token.slice(61)}`,
    'x'.repeat(112),
  ]) {
    await stranger.goto(`/feedback/${bad}`)
    await expect(stranger.getByRole('heading', { name: 'This link does not hold.' })).toBeVisible()
    const answer = await stranger.request.post(`/api/feedback/${bad}`, {
      data: { rating: 'right' },
      headers: { 'sec-fetch-site': 'same-origin' },
    })
    expect(answer.status()).toBe(404)
  }
  const foreign = await stranger.request.post(`/api/feedback/${token}`, {
    data: { rating: 'right' },
    headers: { 'sec-fetch-site': 'cross-site' },
  })
  expect(foreign.status()).toBe(403)
  await stranger.context().close()

  await page.goto(`/analyses/${id}`)
  await expect(page.getByText('Someone in #payments-oncall')).toBeVisible()
  await expect(page.getByText('Real cause: A firewall rule')).toBeVisible()
  await expect(page.getByText(/right 0 of 1 here/)).toBeVisible()
})

test('counts, verdicts and analyses that a client makes up are refused, and what it sends twice is judged by the server alone', async ({
  page,
}) => {
  await page.goto('/analyze')
  const answers = await page.evaluate(async () => {
    const slug = document.querySelector<HTMLElement>('[data-workspace]')?.dataset.workspace ?? ''
    const lines = [
      { number: 1, text: 'ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms.' },
    ]
    const send = async (body: object) => {
      const answer = await fetch('/api/analyses', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-lethe-workspace': slug },
        body: JSON.stringify(body),
      })
      return { status: answer.status, json: await answer.json() }
    }
    const forged = [
      { lines, overrides: [], chart: { lines: 9_000_000, buckets: [], templates: [] } },
      { lines, overrides: [], analysis: { verdict: 'no_action' } },
      { lines, overrides: [], verdict: 'no_action', confidence: 1 },
      { lines, overrides: [], receipt: { bytesIn: 0 } },
      { lines, overrides: [], templateKeys: ['k'], past: { record: { right: 9, judged: 9 } } },
      { lines: [{ ...lines[0], count: 900 }], overrides: [] },
    ]
    return { forged: await Promise.all(forged.map(send)), honest: await send({ lines, overrides: [] }) }
  })
  expect(answers.forged.map(({ status }) => status)).toEqual(answers.forged.map(() => 422))
  expect(answers.honest.status).toBe(201)
  expect(answers.honest.json.analysis.chart.lines).toBe(1)
  const [count] = await asSuperuser<{ n: number }>(
    'select count(*)::int as n from analyses a join users u on u.id = a.created_by_id where u.email = $1',
    [person],
  )
  expect(count?.n).toBe(1)
})

test('nothing moves while the answer comes: the layout of what is on the page stays', async ({ page }) => {
  await page.goto('/analyze')
  await page.evaluate(() => {
    const held = window as typeof window & { shifts: number }
    held.shifts = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) held.shifts += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.getByLabel('Log file').setInputFiles(file(INCIDENT))
  await page.getByRole('button', { name: 'Analyze', exact: true }).click()
  await expect(page.getByText('Saved as')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Egress receipt' })).toBeVisible()
  expect(await page.evaluate(() => (window as typeof window & { shifts: number }).shifts)).toBeLessThan(0.02)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`${colorScheme}: axe finds nothing, and nothing scrolls sideways at 360 px`, async ({ page }) => {
    test.setTimeout(300_000)
    await page.emulateMedia({ colorScheme })
    const id = await analyze(page)
    await analyze(page)
    await asSuperuser("update analyses set service = 'checkout-api' where id = $1", [id])
    await page.goto(`/analyses/${id}`)
    await page.getByLabel('The file of this analysis').setInputFiles(file(INCIDENT))
    await expect(page.locator('[data-relit]').first()).toBeVisible()
    await page.getByRole('radio', { name: 'Right' }).check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Change what you said' })).toBeVisible()
    for (const path of [null, '/analyses', '/analyses?search=connection', '/services', '/services/checkout-api']) {
      if (path !== null) await page.goto(path)
      for (const details of await page.locator('details:not([open]) > summary').all()) await details.click()
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 })
        const { violations } = await axe(page)
        expect(
          violations.map(({ id: rule, nodes }) => [rule, nodes.map(({ html }) => html)]),
          `${path} at ${width}`,
        ).toEqual([])
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth),
          `${path} at ${width}`,
        ).toBeLessThanOrEqual(width)
      }
      await page.setViewportSize({ width: 1280, height: 800 })
    }
  })
}
