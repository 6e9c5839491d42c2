import { expect, type Page } from '@playwright/test'
import { listTypes, NOT_DETECTED } from '../lib/pipeline/redact/catalog.ts'
import { addresses, asSuperuser, CAST, type Person, pageHeaders, test } from './cast.ts'

// What a workspace adds to redaction, as its owner enters it and as it works: in the browser, and again on the server. Only
// Charlie's workspace is changed, so that other specs find Acme as it was.

test.describe.configure({ mode: 'serial' })

async function ask(person: Person, method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${addresses().url}${path}`, {
    method,
    headers: {
      ...(await pageHeaders(person)),
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

const MAIL = ['maria', 'example.org'].join('@')
const LOG = `ERROR badge_no=blue77 at gate 4 for ${MAIL}\nERROR shipment PLT-482913 of Operation Nightjar is late\nexit code 1`

async function openSettings(page: Page) {
  await page.goto('/settings/redaction')
  await expect(page.getByRole('heading', { name: 'Redaction', exact: true })).toBeVisible()
}

test('a viewer is told whom to ask, sees how it is set up and may change nothing', async ({ page, as }) => {
  await as('bob')
  await page.goto('/settings/redaction')
  await expect(page.getByText('Owners and admins change these settings')).toBeVisible()
  await expect(page.getByText('alice@acme.test')).toBeVisible()
  await expect(page.getByText('Private ones are kept')).toHaveCount(2)
  await expect(page.getByRole('button', { name: 'Save settings' })).toHaveCount(0)
  expect((await ask('bob', 'GET', '/api/redaction-policy')).status).toBe(403)
  expect((await ask('bob', 'PUT', '/api/redaction-policy', {})).status).toBe(403)
  expect((await ask('bob', 'POST', '/api/redaction-policy/values', { label: 'x', values: ['abcd'] })).status).toBe(403)
  await page.getByRole('button', { name: 'Account' }).click()
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
})

test('the owner tries a draft, is told why a pattern is refused, and saves what works', async ({ page, as }) => {
  await as('charlie')
  await page.goto('/analyses')
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Redaction' }).click()
  await expect(page.getByRole('heading', { name: 'Redaction', exact: true })).toBeVisible()

  const posts: string[] = []
  page.on('request', (request) => request.method() !== 'GET' && posts.push(request.url()))
  await page.getByRole('textbox', { name: 'Field names' }).fill('badge_no')
  await page.getByRole('button', { name: 'Add a pattern' }).click()
  await page.getByLabel('Name of pattern 1').fill('pallet')
  await page.getByLabel('Pattern 1', { exact: true }).fill('PLT-[0-9]{6}')
  await page.getByLabel('Text to try').fill(LOG)
  const left = page.getByRole('status', { name: 'What would be left' })
  await expect(left).toContainText('badge_no=[CUSTOM:field_1]')
  await expect(left).toContainText('[CUSTOM:pallet_1]')
  expect(posts).toEqual([])

  await page.getByRole('button', { name: 'Add a pattern' }).click()
  await page.getByLabel('Name of pattern 2').fill('hostile')
  await page.getByLabel('Pattern 2', { exact: true }).fill('(?=(a+)+)b')
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByText(/Not a pattern of the linear engine/).first()).toBeVisible()
  await expect(page.getByLabel('Pattern 2', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await page.getByRole('button', { name: 'Remove pattern 2' }).click()
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await openSettings(page)
  await expect(page.getByLabel('Pattern 1', { exact: true })).toHaveValue('PLT-[0-9]{6}')
})

test('exact values are sealed, shown as label and count, and can be removed', async ({ page, as }) => {
  await as('charlie')
  await openSettings(page)
  await page.getByRole('textbox', { name: 'Label', exact: true }).fill('Codenames')
  await page.getByLabel('Values, one a line').fill('Operation Nightjar\nOtter Bay')
  await page.getByRole('button', { name: 'Seal and keep' }).click()
  await expect(page.getByRole('list', { name: 'Lists of exact values' })).toContainText('2 values')
  await expect(page.getByLabel('Values, one a line')).toHaveValue('')
  await openSettings(page)
  expect(await page.content()).not.toContain('Nightjar')
  expect(await (await ask('charlie', 'GET', '/api/redaction-policy')).text()).not.toContain('Nightjar')
  const rows = await asSuperuser<{ sealed: string }>('select sealed from redaction_values')
  expect(rows).toHaveLength(1)
  expect(rows[0]?.sealed).toMatch(/^v1\./)
})

test("the browser redacts by the workspace's rules; the exact value leaves it and ends at the server", async ({
  page,
  as,
}) => {
  await as('charlie')
  await page.goto('/analyze')
  await page.getByLabel('Log', { exact: true }).focus()
  await page.keyboard.insertText(LOG)
  await expect(page.getByText('Your workspace also keeps 2 exact values.')).toBeVisible()
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/analyses'))
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/analyses'))
  await page.keyboard.press('Control+Enter')
  const body = (await sent).postData() ?? ''
  expect(body).not.toMatch(/blue77|PLT-482913|maria/)
  expect(body).toContain('Nightjar')
  const answer = await (await answered).text()
  expect(answer).toContain('CUSTOM:value_1')
  expect(answer).not.toContain('Nightjar')
})

test('the server redacts by them too when a client did not', async () => {
  const lines = LOG.split('\n').map((text, i) => ({ number: i + 1, text }))
  const answer = await ask('charlie', 'POST', '/api/analyses', { lines, overrides: [] })
  expect(answer.status).toBe(201)
  expect(await answer.text()).not.toMatch(/blue77|PLT-482913|maria|Nightjar/)
})

test('an override is honoured only where allowed, and audited', async () => {
  const lines = [{ number: 9, text: `ERROR mail to ${MAIL} bounced, password=${'hunter2'.repeat(2)}` }]
  const overrides = ['email', 'password'].map((type) => ({ line: 9, start: 0, end: 200, type }))
  const events = () =>
    asSuperuser<{ detail: unknown }>(
      "select detail::jsonb -> 'detail' as detail from audit_details d join audit_events e on e.id = d.id join users u on u.id = d.actor_id where e.action = 'analysis.override_kept' and u.email = $1",
      [CAST.charlie],
    )
  expect(await (await ask('charlie', 'POST', '/api/analyses', { lines, overrides })).text()).not.toContain(MAIL)
  expect(await events()).toEqual([])
  const { settings } = (await (await ask('charlie', 'GET', '/api/redaction-policy')).json()) as { settings: object }
  const allowed = { ...settings, allowKeep: { pii: true, custom: false } }
  expect((await ask('charlie', 'PUT', '/api/redaction-policy', allowed)).status).toBe(200)
  const answer = await (await ask('charlie', 'POST', '/api/analyses', { lines, overrides })).text()
  expect(answer).toContain(MAIL)
  expect(answer).not.toContain('hunter2')
  expect(await events()).toEqual([{ detail: { count: 1, types: ['email'] } }])
})

test('another workspace is not touched, and reads nothing of it', async () => {
  const lines = [{ number: 1, text: 'ERROR shipment PLT-482913 of Operation Nightjar is late' }]
  const hers = await (await ask('alice', 'POST', '/api/analyses', { lines, overrides: [] })).text()
  expect(hers).toContain('Nightjar')
  expect(await (await ask('alice', 'GET', '/api/redaction-policy')).text()).not.toMatch(/pallet|badge_no|Codenames/)
  const [list] = await asSuperuser<{ id: string }>('select id::text from redaction_values')
  expect((await ask('alice', 'DELETE', `/api/redaction-policy/values/${list?.id}`)).status).toBe(404)
  expect((await ask('charlie', 'DELETE', `/api/redaction-policy/values/${list?.id}`)).status).toBe(204)
  expect(await asSuperuser('select 1 from redaction_values')).toEqual([])
})

test('the public page lists every type of the redactor, with its source, and says what is not detected', async ({
  page,
}) => {
  await page.goto('/security')
  await page.getByRole('link', { name: 'What is redacted' }).click()
  // Six hundred rows take their time on a busy machine.
  await expect(page.getByRole('heading', { name: 'Redaction', exact: true })).toBeVisible({ timeout: 30_000 })
  const expected = listTypes().map(({ type: id, source }) => ({ id, source }))
  expect(expected.length).toBeGreaterThan(300)
  // They come piece by piece.
  const rows = page.locator('tr[id^="type-"]')
  await expect(rows).toHaveCount(expected.length)
  const shown = await rows.evaluateAll((all) =>
    all.map((row) => ({ id: row.id.slice('type-'.length), source: row.querySelector('a')?.getAttribute('href') })),
  )
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
  expect(shown.sort(byId)).toEqual(expected.sort(byId))
  for (const what of NOT_DETECTED) await expect(page.getByText(what)).toBeVisible()
})
