import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from './cast.ts'
import { type FakeSlack, startFakeSlack } from './fakes/slack.ts'
import { type FakeSlackApp, startFakeSlackApp } from './fakes/slack-app.ts'
import { standardHeaders } from './fakes/standard-sender.ts'
import { type Stack, startStack } from './stack.ts'

// Three different senders, each set up on its page and fired by the command that the page shows; a storm; a channel that breaks
// while an analysis is told, and is mended; a channel that was added at Slack.

test.describe.configure({ mode: 'serial', timeout: 180_000 })

const run = promisify(execFile)
const ends = { timeout: 60_000 }

let stack: Stack
let slack: FakeSlack
let app: FakeSlackApp
let page: Page

test.beforeAll(async ({ browser }) => {
  ;[slack, app] = await Promise.all([startFakeSlack(), startFakeSlackApp()])
  stack = await startStack('', { ...app.env, LETHE_OUTBOUND_ALLOW: `${slack.host},${app.env.LETHE_OUTBOUND_ALLOW}` })
  const context = await browser.newContext({ baseURL: stack.addresses.url })
  await signIn(context, 'alice', stack.addresses)
  page = await context.newPage()
})
test.afterAll(async () => {
  await stack.stop()
  await Promise.all([slack.close(), app.close()])
})

/** The text of a block exactly as its button would copy it. */
async function blockAt(label: string): Promise<string> {
  const block = page.locator('div', { has: page.getByRole('button', { name: `Copy: ${label}` }) }).last()
  return (await block.locator('code').textContent()) ?? ''
}
const deliveries = () => page.getByRole('list', { name: 'Last deliveries, newest first' }).getByRole('listitem')
const analyses = () =>
  slack.received.filter(({ message }) => message.blocks && /\/analyses\//.test(JSON.stringify(message)))

async function makeSource(sender: string, name: string): Promise<string> {
  await page.goto('/settings/sources/new')
  await page.getByRole('list', { name: 'Senders' }).getByRole('link', { name: sender, exact: true }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Make the address' }).click()
  await page.waitForURL(/\/settings\/sources\/[0-9a-f-]{36}$/)
  return page.url().split('/').at(-1) ?? ''
}

async function addWebhook(name: string): Promise<void> {
  await page.goto('/settings/channels')
  await page.getByRole('button', { name: 'Add a channel' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Webhook URL').fill(slack.webhookUrl)
  await page.getByRole('button', { name: 'Seal and add' }).click()
  await expect(page.getByRole('list', { name: 'Channels' })).toContainText(name)
}

test('a channel for what follows', async () => {
  await addWebhook('#alerts')
})

for (const [sender, proof] of [
  ['Grafana Alerting', 'Signed'],
  ['Datadog', 'Secret in a header: weaker'],
  ['Azure Monitor', 'Secret in the address: weaker'],
] as const) {
  test(`${sender} is set up and fired: taken, analyzed, told`, async () => {
    await page.goto('/settings/sources/new')
    const offered = page.getByRole('list', { name: 'Senders' }).getByRole('listitem').filter({ hasText: sender })
    await expect(offered).toContainText(proof)
    await makeSource(sender, `${sender} of the shop`)
    const before = analyses().length
    const { stdout } = await run('bash', ['-c', await blockAt('Command that sends a test event')])
    expect(stdout).toBe('{"accepted":true}\n202\n')
    await expect(deliveries()).toHaveCount(1)
    await expect(deliveries().first()).toContainText('Analyzed and sent on', ends)
    await expect.poll(() => analyses().length, ends).toBe(before + 1)
    expect(analyses().at(-1)?.raw).toContain(`${sender} of the shop`)
  })
}

test('a token of Microsoft Entra is asked for its directory, and then no secret is shown', async () => {
  await page.goto('/settings/sources/new?kind=azure')
  await page.getByRole('radio', { name: /Token of Microsoft Entra/ }).check()
  await page.getByLabel('Directory (tenant) ID').fill('nonsense')
  await page.getByLabel('Application ID or its URI').fill('api://7c9e6679-7425-40de-944b-e07fc1f90ae7')
  await page.getByRole('button', { name: 'Make the address' }).click()
  await expect(page.getByLabel('Directory (tenant) ID')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Directory (tenant) ID').fill('0f8fad5b-d9cb-469f-a165-70867728950e')
  await page.getByRole('button', { name: 'Make the address' }).click()
  await page.waitForURL(/\/settings\/sources\/[0-9a-f-]{36}$/)
  expect(await blockAt('URI')).toBe(`${stack.addresses.url}/api/hooks/${page.url().split('/').at(-1)}`)
  await expect(page.getByRole('heading', { name: 'Replace the secret' })).toHaveCount(0)
  const answer = await fetch(await blockAt('URI'), {
    method: 'POST',
    body: '{}',
    headers: { authorization: 'Bearer x.y.z' },
  })
  expect(answer.status).toBe(401)
  await expect(page.getByText(/One delivery was refused: .* its signature could not be read\./)).toBeVisible(ends)
})

test('a storm: one analysis for each cause, one summary, and accounts that agree', async () => {
  const id = await makeSource('Standard Webhooks', 'Monitor in a storm')
  const address = `${stack.addresses.url}/api/hooks/${id}`
  const command = await blockAt('Command that sends a test event')
  const secret = /whsec_[A-Za-z0-9+/=]+/.exec(command)?.[0] ?? ''
  const [before, from] = [analyses().length, slack.received.length]
  const causes = ['connection pool', 'certificate', 'message queue']
  const statuses = await Promise.all(
    Array.from({ length: 60 }, (_, n) => postAlert(address, secret, causes[n % 3] ?? '', n)),
  )
  expect(new Set(statuses)).toEqual(new Set([202]))
  await expect.poll(() => analyses().length, ends).toBe(before + causes.length)
  const summaries = () => slack.received.slice(from).filter(({ raw }) => raw.includes('Alert storm'))
  await expect.poll(() => summaries().length, { timeout: 90_000 }).toBe(1)
  expect(analyses().length).toBe(before + causes.length)
  await page.goto('/settings/channels')
  await expect(page.getByText('Notice: a storm of alerts')).toHaveCount(1)
  await page.goto('/alerts/ledger')
  const line = page.getByRole('row').filter({ hasText: 'Monitor in a storm' })
  await expect(line).toContainText('60')
  await expect(line).toContainText('57')
})

async function postAlert(address: string, secret: string, cause: string, n: number): Promise<number> {
  const data = {
    ...{ id: `${cause}-${n}`, title: `${cause} fails on host-${n}`, severity: 'high', service: 'shop' },
    logs: `2026-11-20 09:00:01 ERROR ${cause}: request ${n} timed out after ${n}001ms`,
  }
  const [body, id, at] = [JSON.stringify({ type: 'alert', data }), `msg_${randomUUID()}`, new Date()]
  const answer = await fetch(address, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      ...standardHeaders(secret, { id, at, body }),
    },
  })
  return answer.status
}

test('a channel breaks while an analysis is told, is mended, and the message is sent again', async () => {
  await makeSource('Better Stack', 'Better Stack of the shop')
  slack.script({ status: 404, body: 'no_service' })
  await run('bash', ['-c', await blockAt('Command that sends a test event')])
  await expect(deliveries().first()).toContainText(/not sent|Not sent|Failed|failed/, ends)
  await page.goto('/settings/channels')
  await expect(page.getByText('The webhook was removed at Slack.').first()).toBeVisible()
  const before = slack.received.length
  await page.getByRole('button', { name: 'Mend: send there again' }).click()
  await expect(page.getByText('Working')).toBeVisible()
  await page.getByRole('button', { name: 'Send again' }).first().click()
  await expect.poll(() => slack.received.length, ends).toBe(before + 1)
  expect(slack.received.at(-1)?.raw).toContain('Better Stack of the shop')
  await page.reload()
  await expect(page.getByRole('table', { name: 'Last messages, newest first' }).getByRole('row').nth(1)).toContainText(
    'Delivered',
  )
})

test('a channel is added at Slack: cancelled, then allowed, then told of an alert', async () => {
  await page.goto('/settings/channels')
  await page.getByRole('button', { name: 'Add a channel' }).click()
  await page.getByRole('button', { name: 'Add to Slack' }).click()
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page.getByText('Slack was not allowed to add Lethe.')).toBeVisible()
  await page.getByRole('button', { name: 'Add a channel' }).click()
  await page.getByRole('button', { name: 'Add to Slack' }).click()
  await page.getByRole('link', { name: 'Allow' }).click()
  await expect(page.getByText('The channel was added. Its token is sealed.')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Channels' })).toContainText('#incidents, Acme')
  expect(await page.content()).not.toContain(app.token)
  if (process.env.LETHE_SHOTS)
    await page.screenshot({ path: `${process.env.LETHE_SHOTS}/slack-added.png`, fullPage: true })
  // What Slack led back here is good once.
  await page.goBack()
  await page.goForward()
  await expect(page.getByRole('list', { name: 'Channels' }).getByText('#incidents, Acme')).toHaveCount(1)
  await makeSource('New Relic', 'New Relic of the shop')
  await run('bash', ['-c', await blockAt('Command that sends a test event')])
  await expect.poll(() => app.posted.length, ends).toBe(1)
  expect(app.posted[0]).toMatchObject({ channel: 'C0PICKED', authorization: `Bearer ${app.token}` })
})
