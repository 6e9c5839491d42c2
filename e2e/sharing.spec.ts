import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { DEVICE_COOKIE, SESSION_COOKIE } from '../lib/auth/cookies.ts'
import { addresses, asSuperuser, newPerson, openSession, signIn, test } from './cast.ts'
import { apiOf } from './outside.ts'

// An analysis taken elsewhere: a link that ends, a report, a message, the history as a file.

const LOG = [
  '2026-11-20T02:14:01Z INFO  depot is open',
  '2026-11-20T02:14:20Z ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms.',
  '2026-11-20T02:14:21Z FATAL sorry, too many clients already',
]

/** Somebody with one analysis of their own, and the API as they use it. */
async function withAnalysis() {
  const person = await newPerson()
  const { session, device } = await openSession(person)
  const [row] = await asSuperuser<{ slug: string }>(
    'select t.slug from tenants t join memberships m on m.tenant_id = t.id join users u on u.id = m.user_id where u.email = $1',
    [person],
  )
  const api = (method: string, path: string, body?: unknown) =>
    fetch(addresses().url + path, {
      method,
      headers: {
        cookie: `${SESSION_COOKIE}=${session}; ${DEVICE_COOKIE}=${device}`,
        ...{
          'content-type': 'application/json',
          'sec-fetch-site': 'same-origin',
          'x-lethe-workspace': row?.slug ?? '',
        },
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const lines = LOG.map((text, i) => ({ number: i + 1, text }))
  const made = await (await api('POST', '/api/analyses', { lines, overrides: [] })).json()
  return { person, api, id: (made as { id: string }).id }
}

test('a link is made by keyboard, opens without a session, counts, is removed, and leaves a trace in the audit log', async ({
  page,
  as,
  browser,
}) => {
  const { person, id } = await withAnalysis()
  await as(person)
  await page.goto(`/analyses/${id}`)
  await page.getByRole('button', { name: 'Share a link' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Share a read-only link' })
  await dialog.getByRole('button', { name: 'Make a link' }).focus()
  await page.keyboard.press('Enter')
  const url = (await dialog.getByText(/\/read\//).textContent()) ?? ''
  expect(new URL(url).pathname).toMatch(/^\/read\/[A-Za-z0-9_-]{43}$/)

  const stranger = await (await browser.newContext()).newPage()
  const answer = await stranger.goto(url)
  expect(answer?.status()).toBe(200)
  expect(answer?.headers()['cache-control']).toContain('no-store')
  expect(answer?.headers()['x-robots-tag']).toContain('noindex')
  expect(answer?.headers()['referrer-policy']).toBe('no-referrer')
  await expect(stranger.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/)
  await expect(stranger.getByRole('article', { name: 'Analysis' })).toContainText('clients')
  const text = await stranger.content()
  expect(text).not.toContain(person)
  expect(text).not.toContain(id)
  await expect(stranger.getByRole('button', { name: /Delete|Share/ })).toHaveCount(0)

  const [row] = await asSuperuser<{ row: string; opened: number }>(
    'select s::text as row, s.opened from share_links s where s.analysis_id = $1',
    [id],
  )
  expect(row?.opened).toBe(1)
  expect(row?.row).not.toContain(new URL(url).pathname.split('/').at(-1))
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await expect(dialog.getByText('No link works at this time.')).toBeVisible()
  expect((await stranger.goto(url))?.status()).toBe(404)
  await expect(stranger.getByText('This link leads nowhere.').first()).toBeVisible()
  const events = await asSuperuser<{ action: string }>(
    'select e.action from audit_events e join audit_details d on d.id = e.id where d.subject = $1 order by e.seq',
    [id],
  )
  expect(events.map(({ action }) => action)).toEqual(['analysis.created', 'analysis.shared', 'analysis.unshared'])
})

test('links end with their time, their analysis and the workspace’s word; wrong ones are told nothing', async () => {
  const { api, id } = await withAnalysis()
  const make = async () => {
    const answer = await api('POST', `/api/analyses/${id}/shares`, { days: 1 })
    return ((await answer.json()) as { url: string }).url
  }
  const status = async (url: string) => (await fetch(url)).status
  const [first, second] = [await make(), await make()]
  expect(await status(first)).toBe(200)
  expect(await status(`${first.slice(0, -1)}${first.endsWith('A') ? 'B' : 'A'}`)).toBe(404)
  expect(await status(`${addresses().url}/read/${'x'.repeat(5_000)}`)).toBe(404)
  await asSuperuser(
    `update share_links set created_at = now() - interval '2 days', expires_at = now() - interval '1 minute'
     where analysis_id = $1 and created_at = (select min(created_at) from share_links where analysis_id = $1)`,
    [id],
  )
  expect(await status(first)).toBe(404)
  expect(await status(second)).toBe(200)
  expect((await api('PUT', '/api/sharing-policy', { allow: false })).status).toBe(200)
  expect(await status(second)).toBe(404)
  expect((await api('POST', `/api/analyses/${id}/shares`, { days: 1 })).status).toBe(403)
  expect((await api('PUT', '/api/sharing-policy', { allow: true })).status).toBe(200)
  expect(await status(second)).toBe(200)
  expect((await api('POST', `/api/analyses/${id}/shares`, { days: 91 })).status).toBe(422)
  expect((await api('DELETE', `/api/analyses/${id}`)).status).toBe(204)
  expect(await status(second)).toBe(404)
  expect(await asSuperuser('select 1 from share_links where analysis_id = $1', [id])).toEqual([])
})

test('a viewer makes no link, and nobody of another workspace makes or removes one', async () => {
  const { api, id } = await withAnalysis()
  const made = (await (await api('POST', `/api/analyses/${id}/shares`, {})).json()) as { link: { id: string } }
  const other = await withAnalysis()
  expect((await other.api('POST', `/api/analyses/${id}/shares`, {})).status).toBe(404)
  expect((await other.api('DELETE', `/api/shares/${made.link.id}`)).status).toBe(404)
  const bob = await apiOf('bob', addresses())
  const [row] = await asSuperuser<{ id: string }>(
    "select a.id::text from analyses a join tenants t on t.id = a.tenant_id where t.slug = 'acme' limit 1",
  )
  expect((await bob('POST', `/api/analyses/${row?.id}/shares`, {})).status).toBe(403)
})

test('the post-mortem comes as Markdown and as PDF whose text can be selected', async ({ page, as }) => {
  const { person, id } = await withAnalysis()
  await as(person)
  await page.goto(`/analyses/${id}`)
  const saved = async (name: string) => {
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name }).click()
    return (await download).path()
  }
  const markdown = readFileSync(await saved('Post-mortem, Markdown'), 'utf8')
  expect(markdown).toMatch(/^# /)
  expect(markdown).toContain('## Timeline')
  expect(markdown).toMatch(/\| 2 \| ×1 \| `/)
  const pdf = await saved('Post-mortem, PDF')
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
  const read = spawnSync('pdftotext', [pdf, '-'], { encoding: 'utf8' })
  // Where the program is installed, the text is read back.
  if (read.status === 0) expect(read.stdout).toMatch(/Timeline[\s\S]*too many clients/)
})

test('the history leaves as JSON and as CSV without formulas, and that it left stands in the audit log', async () => {
  const { api, id } = await withAnalysis()
  await asSuperuser("update analyses set title = '=HYPERLINK(1)' where id = $1", [id])
  const json = (await (await api('GET', '/api/analyses/export?format=json')).json()) as { id: string; title: string }[]
  expect(json).toMatchObject([{ id, title: '=HYPERLINK(1)' }])
  const csv = await (await api('GET', '/api/analyses/export?format=csv')).text()
  expect(csv.split('\r\n')[0]).toContain('confidence')
  expect(csv).toContain("'=HYPERLINK(1)")
  expect(csv).not.toMatch(/(^|,)=/m)
  const events = await asSuperuser<{ action: string }>(
    "select action from audit_events where action = 'analysis.history_exported' and tenant_id = (select tenant_id from analyses where id = $1)",
    [id],
  )
  expect(events).toHaveLength(2)
})

test('the answer is copied for Slack', async ({ context, page }) => {
  const { person, id } = await withAnalysis()
  await signIn(context, person)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`/analyses/${id}`)
  await page.getByRole('button', { name: 'Copy for Slack' }).click()
  const text = await page.evaluate(() => navigator.clipboard.readText())
  expect(text).toContain('confidence')
  expect(text).toContain('line 2')
  expect(text.trim().endsWith(`/analyses/${id}`)).toBe(true)
})
