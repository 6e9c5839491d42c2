import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { asSuperuser, newPerson, test } from './cast.ts'

// The audit log as its owner sees it, takes it away, and checks it without the server.

const run = promisify(execFile)
const LETHE = path.join(import.meta.dirname, '../bin/lethe')

/** An event by the one function that may add any, in the workspace of `email`. */
async function happened(email: string, action: string, detail: object = {}): Promise<void> {
  const [row] = await asSuperuser<{ tenant: string; person: string }>(
    'select m.tenant_id as tenant, u.id as person from memberships m join users u on u.id = m.user_id where u.email = $1',
    [email],
  )
  const text = JSON.stringify({ actor: row?.person ?? null, subject: randomUUID(), detail })
  await asSuperuser(
    `select set_config('lethe.tenant_id', $1, false), audit.append(gen_random_uuid(), $2, repeat('ab', 32), $3)`,
    [row?.tenant, action, text],
  )
}

test('what happens appears while one looks, with its place in the chain', async ({ page, as }) => {
  const email = await newPerson()
  await happened(email, 'workspace.created')
  await as(email)
  await page.goto('/settings/audit')
  const table = page.getByRole('table', { name: 'Audit events, newest first' })
  await expect(table.getByRole('row')).toHaveCount(2)
  await happened(email, 'source.secret_rotated', { overlapHours: 24 })
  const newest = table.getByRole('row').nth(1)
  await expect(newest).toContainText('Source secret rotated')
  await expect(newest).toContainText('overlap hours 24')
  await expect(newest.getByRole('cell').first()).toHaveText('2')
})

test('the filter stands in the address; nonsense in it changes nothing', async ({ page, as }) => {
  const email = await newPerson()
  for (const action of ['source.created', 'channel.created', 'source.deleted']) await happened(email, action)
  await as(email)
  await page.goto('/settings/audit')
  await page.getByLabel('About').selectOption('source')
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(page).toHaveURL(/action=source/)
  await expect(page.getByRole('row')).toHaveCount(3)
  await page.goto(`/settings/audit?action=%3Cscript%3E&cursor=-1&from=2026-99-99&actorId=1`)
  await expect(page.getByRole('row')).toHaveCount(4)
})

test('an export is checked offline, and a changed one is refused with the reason', async ({ page, as }) => {
  const email = await newPerson()
  for (const action of ['source.created', 'channel.created', '=cmd', 'source.deleted'])
    if (action.startsWith('=')) await happened(email, 'redaction.values_added', { label: '=1+1' })
    else await happened(email, action)
  await as(email)
  await page.goto('/settings/audit')
  const take = async (name: string) => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
    return file.path()
  }
  const checkpoint = await take('Newest checkpoint')
  await happened(email, 'member.removed')
  const file = await take('Export for checking (JSON Lines)')
  const sound = await run(LETHE, ['audit', 'verify', file, '--since', checkpoint])
  expect(sound.stdout).toMatch(
    /^sound: 6 events, signed up to event 6 by key [0-9a-f]{16}, runs through your checkpoint at event 4/,
  )

  const changed = `${file}.changed`
  writeFileSync(changed, readFileSync(file, 'utf8').replace('source.deleted', 'source.created'))
  const refused = await run(LETHE, ['audit', 'verify', changed]).catch(
    (error: { code: number; stdout: string }) => error,
  )
  expect(refused).toMatchObject({ code: 1 })
  expect(refused.stdout).toContain('Event 4 was changed.')

  const table = readFileSync(await take('Export for reading (CSV)'), 'utf8')
  expect(table.split('\r\n')).toHaveLength(9)
  expect(table).toContain('audit.exported')
  for (const row of table.split('\r\n')) expect(row).not.toMatch(/,"?[=+@]/)
})

test('a viewer sees none of it', async ({ page, as }) => {
  await as('bob')
  await page.goto('/settings/audit')
  await expect(page.getByText('owners and admins open this page')).toBeVisible()
  for (const at of ['', '/export', '/checkpoint'])
    expect((await page.request.get(`/api/audit${at}`)).status()).toBe(403)
})

for (const scheme of ['light', 'dark'] as const) {
  test(`the page reads well, ${scheme}`, async ({ page, as }) => {
    await page.emulateMedia({ colorScheme: scheme })
    await as('alice')
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto('/settings/audit')
      const found = await new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } }).analyze()
      expect(found.violations.map(({ id }) => id)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      if (process.env.LETHE_SHOTS)
        await page.screenshot({ path: `${process.env.LETHE_SHOTS}/audit-${scheme}-${width}.png`, fullPage: true })
    }
  })
}
