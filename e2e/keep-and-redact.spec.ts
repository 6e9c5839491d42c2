import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, type Request } from '@playwright/test'
import { asSuperuser, newPerson, test } from './cast.ts'

// "Keep this one" and "Redact this too": what a person may change about the redaction of one log, and what of it leaves.

const [ANA, BEN] = [['ana', 'customer.example'].join('@'), ['ben', 'customer.example'].join('@')]
const KEY = ['k3y', '4815162342'].join('-')
const CODENAME = 'Otter Bay'
const LOG = [
  '2026-11-20T02:14:01Z INFO  checkout started',
  `2026-11-20T02:14:04Z ERROR mail to ${ANA} and ${BEN} bounced, api_key=${KEY}`,
  `2026-11-20T02:14:05Z ERROR ${CODENAME} is not reachable, request timed out after 30001ms`,
  `2026-11-20T02:14:06Z ERROR retry for ${ANA} failed at ${CODENAME}`,
].join('\n')

let person = ''
let posted: string[] = []

async function allow(kept: { pii: boolean; custom: boolean }) {
  await asSuperuser(
    `update tenants set policy = $1::jsonb where id in
       (select m.tenant_id from memberships m join users u on u.id = m.user_id where u.email = $2)`,
    [JSON.stringify({ redaction: { allowKeep: kept } }), person],
  )
}

async function open(page: Page) {
  await page.goto('/analyze')
  await page
    .getByLabel('Log file')
    .setInputFiles({ name: 'incident.log', mimeType: 'text/plain', buffer: Buffer.from(LOG) })
  await expect(page.getByRole('button', { name: 'Analyze', exact: true })).toBeVisible()
}

const strip = (page: Page) => page.getByRole('region', { name: 'Redactions of the chosen line' })
const sentPane = (page: Page) => page.getByRole('region', { name: 'What will be sent', exact: true })

interface Body {
  lines: { number: number; text: string }[]
  overrides: { line: number; start: number; end: number; type: string }[]
}
async function send(page: Page): Promise<{ body: Body; answer: string }> {
  const isOurs = (request: Request) => request.method() === 'POST' && request.url().endsWith('/api/analyses')
  const request = page.waitForRequest(isOurs)
  await page.keyboard.press('Control+Enter')
  const body = (await request).postDataJSON() as Body
  await expect(page.getByText('Saved as')).toBeVisible()
  const answer = await page.getByRole('article', { name: 'Analysis' }).innerText()
  return { body, answer }
}

/** Selects a passage of the original as a pointer would. */
async function select(page: Page, passage: string) {
  await page.getByRole('region', { name: /^Your log/ }).evaluate((pane, wanted) => {
    const walker = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1
      if (at < 0) continue
      document.getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length)
      return
    }
    throw new Error('the passage is not shown')
  }, passage)
}

test.beforeEach(async ({ page, as }) => {
  person = await newPerson()
  await as(person)
  posted = []
  page.on('request', (request) => {
    if (request.method() !== 'GET') posted.push(`${request.url()} ${request.postData() ?? ''}`)
  })
})

test('one address is kept by keyboard: it alone leaves, with its override, and the audit log says so', async ({
  page,
}) => {
  await allow({ pii: true, custom: false })
  await open(page)
  await page.keyboard.press('j')
  await expect(strip(page)).toContainText('Line 2')
  await expect(strip(page)).toContainText('Secrets are never kept')
  await expect(strip(page).getByRole('button', { name: 'Keep this one' })).toHaveCount(2)
  await page.keyboard.press('x')
  await expect(page.getByRole('list', { name: 'Your changes' })).toContainText('EMAIL on line 2')
  await expect(sentPane(page)).toContainText(ANA)
  await expect(strip(page).getByRole('button', { name: 'Redact it again' })).toBeVisible()
  expect(posted).toEqual([])

  const { body } = await send(page)
  const [line, later] = [body.lines.find(({ number }) => number === 2), body.lines.find(({ number }) => number === 4)]
  expect(Object.keys(body).sort()).toEqual(['lines', 'overrides'])
  expect(body.overrides).toHaveLength(1)
  const [override] = body.overrides
  expect(override).toMatchObject({ line: 2, type: 'email' })
  expect(line?.text.slice(override?.start, override?.end)).toBe(ANA)
  expect(later?.text).not.toContain(ANA)
  expect(JSON.stringify(body)).not.toMatch(new RegExp(`${BEN}|${KEY}`))
  const events = await asSuperuser<{ detail: unknown }>(
    `select d.detail::jsonb -> 'detail' as detail from audit_events e join audit_details d on d.id = e.id
     join memberships m on m.tenant_id = e.tenant_id join users u on u.id = m.user_id
     where u.email = $1 and e.action = 'analysis.override_kept'`,
    [person],
  )
  expect(events).toEqual([{ detail: { count: 1, types: ['email'] } }])
})

test('a kept place is redacted again by undo, by its button and by the key u', async ({ page }) => {
  await allow({ pii: true, custom: false })
  await open(page)
  const changes = page.getByRole('list', { name: 'Your changes' })
  for (const undo of [
    () => page.keyboard.press('u'),
    () => strip(page).getByRole('button', { name: 'Redact it again' }).click(),
    () => changes.getByRole('button', { name: /^Undo/ }).click(),
  ]) {
    if ((await strip(page).getByRole('button').count()) === 0) await page.keyboard.press('j')
    await strip(page).getByRole('button', { name: 'Keep this one' }).first().click()
    await expect(sentPane(page)).toContainText(ANA)
    await undo()
    await expect(changes).toHaveCount(0)
    await expect(sentPane(page)).not.toContainText(ANA)
  }
  const { body } = await send(page)
  expect(body.overrides).toEqual([])
  expect(JSON.stringify(body)).not.toContain(ANA)
})

test('where the workspace forbids it, the page says why and offers nothing; a forged override changes nothing', async ({
  page,
}) => {
  await open(page)
  await page.keyboard.press('j')
  await expect(strip(page)).toContainText('This workspace keeps no personal data')
  await expect(strip(page).getByRole('button')).toHaveCount(0)
  await page.keyboard.press('x')
  await expect(page.getByRole('list', { name: 'Your changes' })).toHaveCount(0)

  // A changed page that sends the address and asks for it to be kept.
  await page.route('**/api/analyses', async (route) => {
    const body = route.request().postDataJSON() as Body
    const lines = body.lines.map((line) =>
      line.number === 2 ? { number: 2, text: `ERROR mail to ${ANA} bounced` } : line,
    )
    const overrides = [{ line: 2, start: 0, end: 200, type: 'email' }]
    await route.continue({ postData: JSON.stringify({ lines, overrides }) })
  })
  const { answer } = await send(page)
  expect(answer).not.toContain(ANA)
  expect(answer).toMatch(/Redacted on arrival\s+email ×1/)
})

test('a selected value is struck out everywhere, can be undone, and no request carries it', async ({ page }) => {
  await open(page)
  await expect(sentPane(page)).toContainText(CODENAME)
  await select(page, CODENAME)
  await expect(page.getByRole('textbox', { name: 'Redact this too' })).toHaveValue(CODENAME)
  await page.getByRole('button', { name: 'Redact this too' }).click()
  await expect(sentPane(page)).not.toContainText(CODENAME)
  await expect(page.getByRole('list', { name: 'Redactions by type' })).toContainText('selected ×2')
  await page.getByRole('button', { name: `Undo: redacted too “${CODENAME}”` }).click()
  await expect(sentPane(page)).toContainText(CODENAME)

  await page.keyboard.press('r')
  await page.keyboard.type('abc')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Select 4 characters or more')).toBeVisible()
  await page.getByRole('textbox', { name: 'Redact this too' }).fill(CODENAME)
  await page.keyboard.press('Enter')
  await expect(sentPane(page)).not.toContainText(CODENAME)
  const { body, answer } = await send(page)
  expect(body.lines.filter(({ text }) => text.includes('[CUSTOM:selected_1]'))).toHaveLength(2)
  expect(posted.join('\n')).not.toContain(CODENAME)
  expect(posted.filter((each) => each.includes('/api/analyses'))).toHaveLength(1)
  expect(answer).not.toContain(CODENAME)
})

for (const scheme of ['light', 'dark'] as const) {
  test(`the preview with changes has no accessibility violation and fits 360 px, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme })
    await allow({ pii: true, custom: false })
    await open(page)
    await page.keyboard.press('j')
    await expect(strip(page).getByRole('button').first()).toBeVisible()
    await page.keyboard.press('x')
    await expect(sentPane(page)).toContainText(ANA)
    await select(page, CODENAME)
    await page.getByRole('button', { name: 'Redact this too' }).click()
    await expect(page.getByRole('list', { name: 'Your changes' }).getByRole('listitem')).toHaveCount(2)
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
  })
}
