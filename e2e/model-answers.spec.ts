import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { DEVICE_COOKIE, SESSION_COOKIE } from '../lib/auth/cookies.ts'
import { newPerson, openSession, queryAt, signIn } from './cast.ts'
import { type FakeAnthropic, type Script, startFakeAnthropic } from './fakes/anthropic.ts'
import { groundedReply } from './fakes/anthropic-replies.ts'
import { type Stack, startStack } from './stack.ts'

// An answer of Claude as a person sees it come: stages, drafts, the exact request, the end; and every way in which it fails.

// In one worker, which has a stack of its own.
test.describe.configure({ mode: 'default' })

const ROOT = path.dirname(import.meta.dirname)
const LOG = [
  '2026-11-20T02:14:01.113Z INFO  checkout-api started in 4.2 s',
  ...Array.from({ length: 30 }, (_, i) => `2026-11-20T02:14:07.${100 + i}Z INFO  GET /cart/${i} 200 in ${10 + i} ms`),
  '2026-11-20T02:14:20.512Z ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms.',
  ...Array.from({ length: 40 }, (_, i) => `2026-11-20T02:14:21.${100 + i}Z ERROR GET /cart/${i} 500 in 30004 ms`),
].join('\n')

let fake: FakeAnthropic
let stack: Stack
let person = ''

test.beforeAll(async () => {
  fake = await startFakeAnthropic()
  stack = await startStack('', {
    ANTHROPIC_API_KEY: ['sk', 'fake', 'operator'].join('-'),
    ANTHROPIC_BASE_URL: fake.url,
  })
})
test.afterAll(async () => {
  await stack.stop()
  await fake.stop()
})

async function usePolicy(mode: 'fast' | 'complex' | 'local_only', monthlyTokens: number | null = null) {
  const { session, device } = await openSession(person, stack.addresses)
  const answer = await fetch(`${stack.addresses.url}/api/model-policy`, {
    method: 'PUT',
    headers: {
      cookie: `${SESSION_COOKIE}=${session}; ${DEVICE_COOKIE}=${device}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ mode, baseUrl: null, monthlyTokens, monthlyMicroUsd: null }),
  })
  expect(answer.status).toBe(200)
}

test.beforeEach(async ({ page }) => {
  fake.clear()
  person = await newPerson(stack.addresses)
  await signIn(page.context(), person, stack.addresses)
})

async function analyze(page: Page, ...script: Script[]) {
  fake.script(...script)
  await page.goto(`${stack.addresses.url}/analyze`)
  await page
    .getByLabel('Log file')
    .setInputFiles({ name: 'incident.log', mimeType: 'text/plain', buffer: Buffer.from(LOG) })
  await page.getByRole('button', { name: 'Analyze', exact: true }).click()
}

const answered = (page: Page) => expect(page.getByText('Saved as')).toBeVisible({ timeout: 60_000 })
const exact = (page: Page) => page.locator('details', { hasText: /The exact requests? to the model/ })

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .options({ rules: { 'target-size': { enabled: true } } })
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
}

/** Sums up what moved without a person's doing, by the browser's own measure. */
const watchShifts = (page: Page) =>
  page.evaluate(() => {
    Object.assign(window, { shifted: 0 })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean }
        if (!hadRecentInput) Object.assign(window, { shifted: Number(Reflect.get(window, 'shifted')) + value })
      }
    }).observe({ type: 'layout-shift', buffered: false })
  })

test('stages, then a draft, then the answer, without a shift; the exact request can be opened, saved and verified', async ({
  page,
}) => {
  await usePolicy('complex')
  const before = fake.requests.length
  await analyze(page, ({ text }) => ({ reply: groundedReply(text), delayMs: 2_500 }), {
    reply: secondOpinion(),
    delayMs: 3_000,
  })
  await expect(page.getByRole('heading', { name: 'Analyzing' })).toBeFocused()
  await watchShifts(page)
  await expect(page.getByText('Asking the model')).toBeVisible()
  await exact(page).locator('summary').click()
  await expect(page.getByText('Computed again in this browser over these bytes: the same.')).toBeVisible()
  const draft = page.getByRole('article', { name: 'Draft of a cause' })
  await expect(draft).toContainText('No connection was free within the time limit.')
  await expect(draft).toContainText('Draft')
  await expect(draft).toContainText('Connection is not available')
  await expect(draft).not.toContainText('%')
  await expect(page.getByText(/second opinion/)).toBeVisible()
  await expectAccessible(page)
  expect(Number(await page.evaluate(() => Reflect.get(window, 'shifted')))).toBeLessThan(0.02)
  await answered(page)
  await expect(draft).toHaveCount(0)
  const article = page.getByRole('article', { name: 'Analysis' })
  await expect(article).toContainText('Answered by Claude (claude-sonnet-5-5)')
  await expect(article).toContainText('A second opinion tried to disprove it')

  const saved = await saveAll(page)
  const left = fake.requests.slice(before).filter((request) => request.path === '/v1/messages')
  expect(left).toHaveLength(2)
  expect(readFileSync(saved.body).equals(left[0]?.body ?? Buffer.alloc(0))).toBe(true)
  const hash = createHash('sha256')
    .update(left[0]?.body ?? '')
    .digest('hex')
  const receipt = page.getByRole('list', { name: 'Requests to a model' })
  await expect(receipt).toContainText(hash)
  for (const words of [
    '1. Analysis, answered (200)',
    '2. Second opinion',
    'tokens',
    'US$',
    'says it keeps',
    'Measured by the server',
  ])
    await expect(receipt).toContainText(words)
  const verify = spawnSync(path.join(ROOT, 'bin/lethe'), ['egress', 'verify', saved.receipt, saved.body], {
    encoding: 'utf8',
  })
  expect(verify.stdout).toMatch(/^match: analysis, request 1 of 2/)
})

const secondOpinion = () => ({
  confidence: 0.6,
  objection: 'The size of the pool is not shown.',
  ruledOut: ['A full disk: no line reports one.'],
  killTest: 'Count waiting threads: `ps -ef`',
})

/** The first request's bytes and the receipt, as the page saves them. */
async function saveAll(page: Page): Promise<{ body: string; receipt: string }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lethe-receipt-'))
  const save = async (name: string, file: string) => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name }).first().click()
    await (await download).saveAs(path.join(folder, file))
    return path.join(folder, file)
  }
  await exact(page).locator('summary').click()
  const body = await save('Save the exact bytes', 'request-1.json')
  return { body, receipt: await save('Save the receipt', 'receipt.json') }
}

test('who stops waiting keeps the log; the analysis ends and is in the history', async ({ page }) => {
  await usePolicy('fast')
  await analyze(page, ({ text }) => ({ reply: groundedReply(text), delayMs: 2_000 }))
  await page.getByRole('button', { name: 'Stop waiting' }).click()
  await expect(page.getByText('You stopped waiting.')).toBeVisible()
  await expect(page.getByText('The analysis goes on without this page and will be in the history.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Analyze', exact: true })).toBeVisible()
  const count = async () =>
    (
      await queryAt<{ engine: string }>(
        stack.addresses,
        'select a.engine from analyses a join users u on u.id = a.created_by_id where u.email = $1',
        [person],
      )
    ).map(({ engine }) => engine)
  await expect.poll(count, { timeout: 20_000 }).toEqual(['claude'])
})

test('a guess made before is shown beside the answer, and is in no request', async ({ page }) => {
  const posts: string[] = []
  page.on('request', (request) => posts.push(`${request.url()} ${request.postData() ?? ''}`))
  await page.goto(`${stack.addresses.url}/analyze`)
  await page
    .getByLabel('Log file')
    .setInputFiles({ name: 'incident.log', mimeType: 'text/plain', buffer: Buffer.from(LOG) })
  await page.getByText('My guess first').click()
  await page.getByLabel('What do you think the cause is?').fill('the zebra cache was cold')
  await page.keyboard.press('Control+Enter')
  await answered(page)
  const compared = page.getByRole('region', { name: 'Your guess and the answer' })
  await expect(compared).toContainText('the zebra cache was cold')
  await expect(compared).toContainText('neither sent nor stored')
  expect(posts.join('\n')).not.toContain('zebra')
})

/** What the outside does, and what the page says of it at the head of the answer. */
const OUTCOMES: Record<string, { script: Script[]; says: RegExp }> = {
  refusal: { script: [{ refusal: 'policy' }], says: /declined to answer/ },
  truncation: { script: [{ reply: '{"title": "half', stopReason: 'max_tokens' }], says: /cut off at its length limit/ },
  'invalid JSON twice': {
    script: [{ reply: 'no json' }, { reply: 'none again' }],
    says: /could not be read, also after one repair/,
  },
  '400': { script: [{ status: 400, type: 'invalid_request_error' }], says: /did not accept the request/ },
  '401': { script: [{ status: 401, type: 'authentication_error' }], says: /key was not accepted/ },
  '403': { script: [{ status: 403, type: 'permission_error' }], says: /may not use this model/ },
  '413': { script: [{ status: 413, type: 'request_too_large' }], says: /too large/ },
  '429 that does not clear': {
    script: [{ status: 429, type: 'rate_limit_error', headers: { 'retry-after': '600' } }],
    says: /rate limit was reached/,
  },
  '529 that lasts': {
    script: Array.from({ length: 6 }, () => ({
      status: 529,
      type: 'overloaded_error',
      headers: { 'retry-after-ms': '5' },
    })),
    says: /overloaded/,
  },
  'a connection that breaks': {
    script: Array.from({ length: 6 }, () => ({ cut: 'within_answer' as const })),
    says: /could not be reached|connection broke/,
  },
}

for (const [name, { script, says }] of Object.entries(OUTCOMES)) {
  test(`${name}: the built-in engine answers, and the head of the answer says why`, async ({ page }) => {
    await usePolicy('fast')
    await analyze(page, ...script)
    await answered(page)
    const article = page.getByRole('article', { name: 'Analysis' })
    await expect(article.getByRole('status').filter({ hasText: says })).toBeVisible()
    await expect(article).toContainText('Answered by the built-in engine.')
    await expect(article).toContainText('Connection is not available')
    await page.getByRole('link', { name: /^[0-9a-f-]{36}$/ }).click()
    await page.waitForURL(/\/analyses\//)
    await expect(page.getByRole('status').filter({ hasText: says })).toBeVisible()
  })
}

test('past the monthly limit nothing is sent, and the page says so', async ({ page }) => {
  await usePolicy('fast', 1_000)
  const before = fake.requests.length
  await analyze(page)
  await answered(page)
  await expect(page.getByRole('status').filter({ hasText: /monthly limit for Claude is reached/ })).toBeVisible()
  expect(fake.requests.length).toBe(before)
})

for (const scheme of ['light', 'dark'] as const) {
  test(`the answer with its receipt has no accessibility violation and fits 360 px, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme })
    await usePolicy('complex')
    await analyze(page)
    await answered(page)
    await exact(page).locator('summary').click()
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 900 })
      await expectAccessible(page)
    }
    await page.keyboard.press('j')
    await expect(page.locator('[data-evidence]').first()).toBeFocused()
  })
}
