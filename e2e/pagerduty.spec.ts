import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { signIn } from './cast.ts'
import { type FakeAnthropic, startFakeAnthropic } from './fakes/anthropic.ts'
import { type FakePagerduty, startFakePagerduty } from './fakes/pagerduty.ts'
import { type FakeSlack, startFakeSlack } from './fakes/slack.ts'
import { type Stack, startStack } from './stack.ts'

// The second journey as a person walks it: an alert comes in at an address that was made on a page, its details are fetched,
// Claude answers, Slack is told. The fakes stand where PagerDuty, Anthropic and Slack would.

test.describe.configure({ mode: 'serial', timeout: 180_000 })

const run = promisify(execFile)
/** What PagerDuty's own integration got from the monitoring tool, and no webhook carries. */
const DETAILS = {
  logs: [
    '2026-11-20T02:14:01.113Z INFO  checkout-api started in 4.2 s',
    `2026-11-20T02:14:04.201Z INFO  receipt sent to ${['maria', 'shop.example'].join('@')}`,
    '2026-11-20T02:14:20.512Z ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms.',
    ...Array.from({ length: 20 }, (_, i) => `2026-11-20T02:14:21.${100 + i}Z ERROR GET /cart/${i} 500 in 30004 ms`),
  ].join('\n'),
}

let stack: Stack
let pagerduty: FakePagerduty
let slack: FakeSlack
let anthropic: FakeAnthropic
let page: Page
/** Of the source that the first test makes. */
let sourceUrl = ''

test.beforeAll(async ({ browser }) => {
  ;[pagerduty, slack, anthropic] = await Promise.all([startFakePagerduty(), startFakeSlack(), startFakeAnthropic()])
  stack = await startStack('', {
    LETHE_OUTBOUND_ALLOW: `${pagerduty.host},${slack.host}`,
    ANTHROPIC_API_KEY: ['fake', 'operator', 'key'].join('-'),
    ANTHROPIC_BASE_URL: anthropic.url,
  })
  page = await newPage(browser)
})
test.afterAll(async () => {
  await stack.stop()
  await Promise.all([pagerduty.close(), slack.close(), anthropic.stop()])
})

async function newPage(browser: Browser, person: 'alice' | 'bob' | 'charlie' = 'alice', options = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: stack.addresses.url, ...options })
  await signIn(context, person, stack.addresses)
  return context.newPage()
}

/** The text of a block exactly as its button would copy it. */
async function blockAt(label: string, on = page): Promise<string> {
  const block = on.locator('div', { has: on.getByRole('button', { name: `Copy: ${label}` }) }).last()
  return (await block.locator('code').textContent()) ?? ''
}

const deliveries = (on = page) => on.getByRole('list', { name: 'Last deliveries, newest first' }).getByRole('listitem')
const ends = { timeout: 45_000 }

test('the model is switched on, and the page says what then leaves', async () => {
  await page.goto('/settings/model')
  await expect(page.getByRole('radio', { name: /Local only/ })).toBeChecked()
  await page.getByRole('radio', { name: /^Fast/ }).check()
  await page.getByLabel('Ceiling in tokens').fill('many')
  await expect(page.getByRole('button', { name: 'Save model settings' })).toBeDisabled()
  await page.getByLabel('Ceiling in tokens').fill('2,000,000')
  await page.getByLabel('Ceiling in US dollars').fill('12.50')
  await page.getByLabel('Base URL').fill('http://169.254.169.254')
  await page.getByRole('button', { name: 'Save model settings' }).click()
  await expect(page.getByLabel('Base URL')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Base URL').fill('')
  await page.getByRole('button', { name: 'Save model settings' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await expect(page.getByText('of 2,000,000, 0%')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('radio', { name: /^Fast/ })).toBeChecked()
  await expect(page.getByLabel('Ceiling in US dollars')).toHaveValue('12.5')
})

test('an own key goes in and is not seen again', async () => {
  const key = ['sk', 'own', 'nobody', 'knows'].join('-')
  await page.getByLabel('API key of Anthropic, or of your gateway').fill(key)
  await page.getByRole('button', { name: 'Seal and keep' }).click()
  await expect(page.getByText('A key of your workspace is kept, sealed.')).toBeVisible()
  await page.reload()
  expect(await page.content()).not.toContain(key)
  await page.getByRole('button', { name: 'Forget it' }).click()
  await expect(page.getByText('A key of your workspace is kept, sealed.')).toHaveCount(0)
})

test('Slack is added, tried, breaks, and is mended', async () => {
  await page.goto('/settings/channels')
  await page.getByRole('button', { name: 'Add a channel' }).click()
  await page.getByLabel('Name').fill('#incidents')
  await page.getByLabel('Webhook URL').fill('https://example.com/services/T/B/x')
  await page.getByRole('button', { name: 'Seal and add' }).click()
  await expect(page.getByText('Give the URL of an incoming webhook of Slack.')).toBeVisible()
  await page.getByLabel('Webhook URL').fill(slack.webhookUrl)
  await page.getByRole('button', { name: 'Seal and add' }).click()
  await expect(page.getByRole('list', { name: 'Channels' })).toContainText('#incidents')
  expect(await page.content()).not.toContain(slack.webhookUrl)

  await page.getByRole('button', { name: 'Send a test message' }).click()
  await expect(page.getByText('The test message was taken (200).')).toBeVisible()
  expect(slack.received.at(-1)?.raw).toContain('nothing is wrong')

  slack.script({ status: 404, body: 'no_service' })
  await page.getByRole('button', { name: 'Send a test message' }).click()
  await expect(page.getByText('The test message was not taken.')).toBeVisible()
  await expect(page.getByText(/Broken since/)).toBeVisible()
  await page.reload()
  await expect(page.getByText('The webhook was removed at Slack.')).toBeVisible()
  await page.getByRole('button', { name: 'Mend: send there again' }).click()
  await expect(page.getByText('Working')).toBeVisible()
})

test('PagerDuty is set up on its page; the secret is shown once', async () => {
  await page.goto('/settings/sources')
  await page.getByRole('link', { name: 'Add a source' }).click()
  await page.getByRole('link', { name: 'PagerDuty' }).click()
  await page.getByLabel('Name').fill('PagerDuty checkout')
  await page.getByRole('button', { name: 'Make the address' }).click()
  await page.waitForURL(/\/settings\/sources\/[0-9a-f-]{36}$/)
  sourceUrl = page.url()
  expect(await blockAt('Webhook URL')).toBe(`${stack.addresses.url}/api/hooks/${sourceUrl.split('/').at(-1)}`)

  await page.getByLabel('Signing secret of PagerDuty').fill('short')
  await page.getByRole('button', { name: 'Seal and keep' }).first().click()
  await expect(page.getByText('This is not a secret as this sender takes them.')).toBeVisible()
  await page.getByLabel('Signing secret of PagerDuty').fill(`pd/${'aZ9+'.repeat(12)}`)
  await page.getByRole('button', { name: 'Seal and keep' }).first().click()
  await expect(page.getByText('Sealed. Deliveries signed with it are taken from now on.')).toBeVisible()

  await page.getByLabel('REST API key (read-only)').fill(pagerduty.token)
  await page.getByLabel('Address of PagerDuty’s API').fill('https://pagerduty.example')
  await page.getByRole('button', { name: 'Seal and keep' }).last().click()
  await expect(page.getByText(/Give one of https:\/\/api\.pagerduty\.com/)).toBeVisible()
  await page.getByLabel('Address of PagerDuty’s API').fill(pagerduty.api)
  await page.getByRole('button', { name: 'Seal and keep' }).last().click()
  await expect(page.getByText('A token is kept, sealed.')).toBeVisible()
})

test('the event that the page shows as a command arrives live, enriched, answered by Claude and told to Slack', async () => {
  pagerduty.setDetails('LETHETEST', DETAILS)
  const before = slack.received.length
  const { stdout } = await run('bash', ['-c', await blockAt('Command that sends a test event')])
  expect(stdout).toBe('{"accepted":true}\n202\n')
  await expect(deliveries()).toHaveCount(1)
  await expect(deliveries().first()).toContainText('Analyzed and sent on', ends)
  expect(pagerduty.requests.map(({ path }) => path)).toEqual(['/incidents/LETHETEST/alerts?limit=20'])

  expect(slack.received).toHaveLength(before + 1)
  expect(slack.received.at(-1)?.raw).not.toContain('maria')
  const asked = anthropic.requests.at(-1)?.body.toString() ?? ''
  expect(asked).toContain('Connection is not available')
  expect(asked).not.toMatch(/maria|Acme|alice/)

  await deliveries().first().getByRole('link').click()
  const alert = page.getByRole('region', { name: 'Alert' })
  await expect(alert).toContainText('PagerDuty checkout')
  await expect(alert).toContainText('Test event for Lethe: checkout answers with errors')
  await expect(page.getByRole('article', { name: 'Analysis' })).toContainText(/Connection is not available/)
  expect(await page.content()).not.toContain('maria')
  expect(slack.received.at(-1)?.raw).toContain(page.url())
})

test('the same is found under Alerts and under the last messages', async () => {
  await page.goto('/alerts')
  const row = page.getByRole('table', { name: 'Alerts that were delivered, newest first' }).getByRole('row').nth(1)
  await expect(row).toContainText('PagerDuty checkout')
  await expect(row).toContainText('Analyzed and sent on')
  await page.goto('/settings/channels')
  const sent = page.getByRole('table', { name: 'Last messages, newest first' }).getByRole('row').nth(1)
  await expect(sent).toContainText('Delivered')
  await expect(sent).toContainText('1 attempt')
})

test('once it was shown the secret is gone; the command asks for it, and a wrong one is refused with the reason', async () => {
  await page.goto(sourceUrl)
  expect(await page.content()).not.toContain('aZ9+aZ9+')
  expect(await blockAt('Command that asks for the secret')).toContain('read -rs LETHE_SECRET')
  const command = await blockAt('Command that sends a test event')
  const { stdout } = await run('bash', ['-c', command], {
    env: { ...process.env, LETHE_SECRET: 'not-the-one-that-it-is' },
  })
  expect(stdout).toMatch(/401\n$/)
  await expect(page.getByText(/One delivery was refused: .* made with another secret\./)).toBeVisible(ends)
  await expect(deliveries()).toHaveCount(1)
})

test('rotated with overlap, the old secret is good for a while; without, it is refused at once', async () => {
  const command = await blockAt('Command that sends a test event')
  const send = async (secret: string) =>
    (await run('bash', ['-c', command], { env: { ...process.env, LETHE_SECRET: secret } })).stdout.slice(-4).trim()
  const [first, second, third] = ['aZ9+', 'bY8+', 'cX7+'].map((part) => `pd/${part.repeat(12)}`) as [
    string,
    string,
    string,
  ]
  const replace = async (secret: string, overlap: RegExp) => {
    await page.getByRole('radio', { name: overlap }).check()
    await page.getByLabel('New signing secret').fill(secret)
    await page.getByRole('button', { name: 'Replace the secret' }).click()
    await expect(page.getByLabel('New signing secret')).toHaveValue('')
  }
  await replace(second, /^a day/)
  await expect(page.getByText(/Two secrets are good until/)).toBeVisible()
  expect([await send(first), await send(second)]).toEqual(['202', '202'])
  await replace(third, /^no longer/)
  expect([await send(second), await send(third)]).toEqual(['401', '202'])
})

const PAGES = ['/settings', '/settings/sources', '/settings/sources/new', '/settings/sources/new?kind=generic'].concat([
  '/settings/channels',
  '/settings/model',
  '/settings/redaction',
  '/alerts',
  '/analyses',
])

for (const colorScheme of ['light', 'dark'] as const)
  test(`every page of the journey, ${colorScheme}: axe finds nothing; nothing scrolls sideways at 360 px`, async ({
    browser,
  }) => {
    const narrow = await newPage(browser, 'alice', { colorScheme, viewport: { width: 360, height: 780 } })
    for (const path of [...PAGES, new URL(sourceUrl).pathname]) {
      for (const width of [360, 1440]) {
        await narrow.setViewportSize({ width, height: 900 })
        await narrow.goto(path)
        await expect(narrow.getByRole('heading', { level: 1 })).toBeVisible()
        expect(
          await narrow.evaluate(() => document.documentElement.scrollWidth),
          `${path} at ${width}`,
        ).toBeLessThanOrEqual(width)
        const axe = new AxeBuilder({ page: narrow }).options({ rules: { 'target-size': { enabled: true } } })
        const { violations } = await axe.analyze()
        expect(
          violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
        ).toEqual([])
      }
    }
    await narrow.context().close()
  })

test('without a token the alert has no log: inconclusive, and the logs that a person adds become a revision', async ({
  browser,
}) => {
  const other = await newPage(browser, 'charlie')
  await other.goto('/settings/sources/new?kind=pagerduty')
  await other.getByRole('button', { name: 'Make the address' }).click()
  await other.waitForURL(/sources\/[0-9a-f-]{36}$/)
  await run('bash', ['-c', await blockAt('Command that sends a test event', other)])
  await expect(deliveries(other).first()).toContainText('Analyzed', ends)
  await deliveries(other).first().getByRole('link').click()
  await expect(other.getByText('Without log text')).toBeVisible()
  await expect(other.getByText('Inconclusive', { exact: true }).first()).toBeVisible()
  const first = other.url()
  await other.getByRole('link', { name: 'Add the logs' }).click()
  await other.getByLabel('Log', { exact: true }).focus()
  await other.keyboard.insertText(DETAILS.logs)
  await expect(other.getByRole('heading', { name: 'What will be sent' })).toBeVisible()
  await other.getByRole('button', { name: 'Analyze', exact: true }).click()
  await expect(other.getByText('Saved as')).toContainText('a new revision', ends)
  await other.goto(first)
  await expect(other.getByRole('navigation', { name: 'Revisions' }).getByRole('listitem')).toHaveCount(2)
  expect(await other.content()).not.toContain('maria')
  await other.goto('/settings/sources')
  await other.getByRole('link', { name: 'PagerDuty' }).click()
  await other.getByRole('button', { name: 'Disconnect this source' }).click()
  await other.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click()
  await other.waitForURL('**/settings/sources')
  await other.context().close()
})

test('a source is made and ended with the keyboard alone', async ({ browser }) => {
  const keys = await newPage(browser, 'charlie')
  await keys.goto('/analyze')
  await keys.keyboard.press('Escape')
  await keys.locator('body').press('g')
  await keys.keyboard.press('s')
  await keys.waitForURL('**/settings')
  await reach(keys, keys.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Sources' }))
  await keys.waitForURL('**/settings/sources')
  await reach(keys, keys.getByRole('link', { name: 'Add a source' }))
  await reach(keys, keys.getByRole('link', { name: 'Standard Webhooks' }))
  await reach(keys, keys.getByRole('button', { name: 'Make the address' }))
  await keys.waitForURL(/sources\/[0-9a-f-]{36}$/)
  await expect(keys.getByText('The secret is shown now and never again')).toBeVisible()
  await reach(keys, keys.getByRole('button', { name: 'Disconnect this source' }))
  await reach(keys, keys.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }))
  await keys.waitForURL('**/settings/sources')
  await expect(keys.getByText('Your senders will be here.')).toBeVisible()
  await keys.context().close()
})

/** Presses Tab until the control has the focus, then Enter. */
async function reach(on: Page, control: Locator): Promise<void> {
  await control.waitFor()
  for (let presses = 0; presses < 60; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) return on.keyboard.press('Enter')
    await on.keyboard.press('Tab')
  }
  throw new Error('the keyboard does not reach it')
}

test('a viewer sees what is set up and who may change it, and can change nothing', async ({ browser }) => {
  const viewer = await newPage(browser, 'bob')
  for (const [path, shows] of [
    ['/settings/sources', 'PagerDuty checkout'],
    ['/settings/channels', '#incidents'],
    ['/settings/model', 'Ceiling in dollars'],
    ['/settings/redaction', 'Field names'],
  ] as const) {
    await viewer.goto(path)
    await expect(viewer.getByText(shows).first()).toBeVisible()
    await expect(viewer.getByText('alice@acme.test')).toBeVisible()
    await expect(viewer.locator('main').getByRole('button')).toHaveCount(0)
    await expect(viewer.locator('main input, main textarea')).toHaveCount(0)
  }
  await viewer.goto(new URL(sourceUrl).pathname)
  await viewer.waitForURL('**/settings/sources')
  await viewer.goto('/settings/sources/new?kind=pagerduty')
  await viewer.waitForURL('**/settings/sources')
  await viewer.context().close()
})
