import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { unzipSync } from 'fflate'
import { asSuperuser, newPerson, test } from './cast.ts'

// Keep it shorter, give it to me, erase it: as an owner does it in the browser.

const nameOf = async (email: string) =>
  (
    await asSuperuser<{ name: string }>(
      'select t.name from tenants t join memberships m on m.tenant_id = t.id join users u on u.id = m.user_id where u.email = $1',
      [email],
    )
  )[0]?.name ?? ''

test('a shorter limit is announced and can be taken back for what is here', async ({ page, as }) => {
  await as(await newPerson())
  await page.goto('/settings/data')
  await page.getByLabel('Days').fill('14')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/Analyses older than 14 days are deleted from \d{4}-/)).toBeVisible()
  await page.getByRole('button', { name: 'Let old analyses keep their time' }).click()
  await expect(page.getByText(/Analyses older than/)).toHaveCount(0)
  await page.reload()
  await expect(page.getByLabel('Days')).toHaveValue('14')
})

test('everything can be taken along, with a manifest', async ({ page, as }) => {
  const email = await newPerson()
  await as(email)
  await page.goto('/settings/data')
  const take = async (name: string) => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
    return unzipSync(readFileSync(await file.path()))
  }
  const workspace = await take('Export the workspace')
  expect(Object.keys(workspace)).toEqual(expect.arrayContaining(['manifest.json', 'analyses.csv', 'audit-log.jsonl']))
  const person = await take('Export what is kept of me')
  expect(Buffer.from(person['person.json'] ?? []).toString()).toContain(email)
})

test('a workspace is locked at once, opened again by undoing, and erased for good when asked', async ({ page, as }) => {
  const email = await newPerson()
  const name = await nameOf(email)
  await as(email)
  await page.goto('/settings/data')
  await page.getByRole('button', { name: 'Lock now, erase in a week' }).click()
  const lock = page.getByRole('button', { name: 'Lock it' })
  await page.getByLabel(`Type ${name}`).fill('another name')
  await expect(lock).toBeDisabled()
  await page.getByLabel(`Type ${name}`).fill(name)
  await lock.click()
  await expect(page.getByRole('heading', { name: `${name} is locked` })).toBeVisible()
  await page.goto('/analyze')
  await expect(page).toHaveURL(/\/locked$/)
  expect((await page.request.get('/api/analyses')).status()).toBe(423)
  await page.getByRole('button', { name: 'Undo, and open the workspace' }).click()
  await expect(page).toHaveURL(/\/analyses$/)

  await page.goto('/settings/data')
  await page.getByRole('button', { name: 'Erase now' }).click()
  await page.getByLabel(`Type ${name}`).fill(name)
  await page.getByRole('button', { name: 'Erase it now' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  expect(await asSuperuser('select 1 from users where email = $1', [email])).toEqual([])
  expect(await asSuperuser("select 1 from tombstones where kind = 'workspace' and signature is not null")).not.toEqual(
    [],
  )
})

test('an account is erased by its own person, alone', async ({ page, as }) => {
  const email = await newPerson()
  await as(email)
  await page.goto('/settings/data')
  await page.getByRole('button', { name: 'Erase my account' }).click()
  await page.getByLabel(`Type ${email}`).fill(email)
  await page.getByRole('button', { name: 'Erase my account' }).last().click()
  await expect(page).toHaveURL(/\/sign-in/)
  expect(await asSuperuser('select 1 from users where email = $1', [email])).toEqual([])
})

test('a viewer may change and export nothing of the workspace', async ({ page, as }) => {
  await as('bob')
  await page.goto('/settings/data')
  await expect(page.getByText('Analyses are kept for 90 days.')).toBeVisible()
  await expect(page.getByRole('button', { name: /Erase now|Lock now/ })).toHaveCount(0)
  expect((await page.request.get('/api/export')).status()).toBe(403)
})

for (const scheme of ['light', 'dark'] as const) {
  test(`the pages read well, ${scheme}`, async ({ page, as }) => {
    await page.emulateMedia({ colorScheme: scheme })
    await as('alice')
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto('/settings/data')
      const found = await new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } }).analyze()
      expect(found.violations.map(({ id }) => id)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      if (process.env.LETHE_SHOTS)
        await page.screenshot({ path: `${process.env.LETHE_SHOTS}/data-${scheme}-${width}.png`, fullPage: true })
    }
  })
}
