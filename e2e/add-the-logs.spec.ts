import { randomUUID } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { DEVICE_COOKIE, SESSION_COOKIE } from '../lib/auth/cookies.ts'
import { addresses, asSuperuser, newPerson, openSession, signIn, test } from './cast.ts'
import { standardHeaders } from './fakes/standard-sender.ts'

// An alert without log text: what the page says of it, and how a person adds the log as a new revision.

const LOG = [
  '2026-11-20T02:14:01Z INFO  orders started',
  '2026-11-20T02:14:20Z ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms.',
  '2026-11-20T02:14:21Z ERROR org.postgresql.util.PSQLException: FATAL: sorry, too many clients already',
].join('\n')

let person = ''
let analysisId = ''

/** A source of the person's, and one signed alert that carries no log. Returns the id of its analysis. */
async function alertWithoutLog(): Promise<string> {
  const { url } = addresses()
  const { session, device } = await openSession(person)
  const made = await fetch(`${url}/api/sources`, {
    method: 'POST',
    headers: {
      cookie: `${SESSION_COOKIE}=${session}; ${DEVICE_COOKIE}=${device}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ kind: 'standard', name: 'Night watch' }),
  })
  expect(made.status).toBe(201)
  const { source, secret } = (await made.json()) as { source: { id: string }; secret: string }
  const links = { url: 'https://monitor.example/alerts/7' }
  const facts = { title: 'Orders are not answered', severity: 'critical', service: 'orders', ...links }
  const body = JSON.stringify({ type: 'alert.triggered', data: { id: randomUUID(), ...facts } })
  const [id, at] = [`msg_${randomUUID()}`, new Date()]
  const answer = await fetch(`${url}/api/hooks/${source.id}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...standardHeaders(secret, { id, at, body }),
    },
    body,
  })
  expect(answer.status).toBe(202)
  let analysis = ''
  await expect
    .poll(async () => {
      const [row] = await asSuperuser<{ id: string }>(
        "select id from analyses where alert->>'sourceName' = 'Night watch' and tenant_id = (select tenant_id from sources where id = $1)",
        [source.id],
      )
      analysis = row?.id ?? ''
      return analysis
    })
    .not.toBe('')
  return analysis
}

test.beforeEach(async ({ as }) => {
  person = await newPerson()
  await as(person)
  analysisId = await alertWithoutLog()
})

const addLogs = (page: Page) => page.getByRole('link', { name: 'Add the logs' })

test('the alert says what it is, leads to "Add the logs", and the answer is a new revision of it', async ({ page }) => {
  await page.goto(`/analyses/${analysisId}`)
  const card = page.getByRole('region', { name: 'Alert', exact: true })
  for (const words of ['Orders are not answered', 'orders', 'Critical', 'Night watch'])
    await expect(card).toContainText(words)
  await expect(card.getByRole('link', { name: /monitor\.example/ })).toHaveAttribute(
    'href',
    'https://monitor.example/alerts/7',
  )
  await expect(page.getByText('This alert brought no log to explain it.')).toBeVisible()
  await addLogs(page).click()
  await page.waitForURL(`**/analyze?revisionOf=${analysisId}`)
  await expect(page.getByRole('region', { name: 'What this log is added to' })).toContainText('Orders are not answered')

  await page
    .getByLabel('Log file')
    .setInputFiles({ name: 'orders.log', mimeType: 'text/plain', buffer: Buffer.from(LOG) })
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/analyses'))
  await page.getByRole('button', { name: 'Analyze', exact: true }).click()
  const body = (await sent).postDataJSON() as { revisionOf: string }
  expect(Object.keys(body).sort()).toEqual(['lines', 'overrides', 'revisionOf'])
  expect(body.revisionOf).toBe(analysisId)
  await expect(page.getByText('Saved as')).toContainText('a new revision')
  const revision = (await page.getByRole('link', { name: /^[0-9a-f-]{36}$/ }).textContent()) ?? ''

  await page.goto(`/analyses/${revision}`)
  await expect(page.getByRole('region', { name: 'Alert', exact: true })).toContainText('Orders are not answered')
  const revisions = page.getByRole('navigation', { name: 'Revisions' })
  await expect(revisions.getByRole('listitem')).toHaveCount(2)
  await expect(revisions.locator('[aria-current=page]')).toContainText('2.')
  await expect(addLogs(page)).toHaveCount(0)
  await revisions.getByRole('link').click()
  await page.waitForURL(`**/analyses/${analysisId}`)
  await expect(page.getByText('Logs were added since.')).toBeVisible()
  await page.getByRole('link', { name: 'Open the newest' }).click()
  await page.waitForURL(`**/analyses/${revision}`)
})

test('an id of another workspace, or of none, is said to be missing and is not sent along', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '' })
  await signIn(context, await newPerson())
  const page = await context.newPage()
  for (const id of [analysisId, randomUUID(), 'not-an-id']) {
    await page.goto(`/analyze?revisionOf=${id}`)
    await expect(page.getByText('is not here')).toBeVisible()
    await expect(page.getByText('Orders are not answered')).toHaveCount(0)
  }
  await page.getByLabel('Log file').setInputFiles({ name: 'a.log', mimeType: 'text/plain', buffer: Buffer.from(LOG) })
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/analyses'))
  await page.getByRole('button', { name: 'Analyze', exact: true }).click()
  expect((await sent).postData()).not.toContain('revisionOf')
  await expect(page.getByText('Saved as')).toBeVisible()
  await context.close()
})

for (const scheme of ['light', 'dark'] as const) {
  test(`both pages have no accessibility violation and fit 360 px, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme })
    for (const path of [`/analyses/${analysisId}`, `/analyze?revisionOf=${analysisId}`]) {
      await page.goto(path)
      await expect(page.getByText('Orders are not answered').first()).toBeVisible()
      for (const width of [1440, 360]) {
        await page.setViewportSize({ width, height: 900 })
        const { violations } = await new AxeBuilder({ page })
          .options({ rules: { 'target-size': { enabled: true } } })
          .analyze()
        expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        ).toBe(0)
      }
    }
  })
}
