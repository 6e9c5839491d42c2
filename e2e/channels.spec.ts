import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { asSuperuser, newPerson, test } from './cast.ts'

// What a person decides about a channel: which kind, which alerts, when. That messages arrive is in pagerduty.spec.ts and
// beside the senders.

test('a webhook of ours shows its secret once, replaces it, and keeps it sealed', async ({ page, as }) => {
  await as(await newPerson())
  await page.goto('/settings/channels')
  await page.getByRole('button', { name: 'Add a channel' }).click()
  await page.getByRole('radio', { name: 'Webhook of ours' }).check()
  await page.getByLabel('Name').fill('Data lake')
  await page.getByLabel('Address').fill('http://hooks.example.com/in')
  await page.getByRole('button', { name: 'Seal and add' }).click()
  await expect(page.getByText('Give an https address.')).toBeVisible()
  await page.getByLabel('Address').fill('https://hooks.example.com/in')
  await page.getByRole('button', { name: 'Seal and add' }).click()
  const secret = page.getByText(/^whsec_[A-Za-z0-9+/=]{32}$/)
  const first = (await secret.textContent()) ?? ''
  await page.getByRole('button', { name: 'Replace the signing secret' }).click()
  await page.getByRole('button', { name: 'Replace it' }).click()
  await expect(secret).not.toHaveText(first)
  await page.reload()
  await expect(page.getByText('Data lake')).toBeVisible()
  await expect(secret).toHaveCount(0)
  const rows = await asSuperuser<{ sealed_address: string }>(
    "select sealed_address from channels where name = 'Data lake'",
  )
  for (const { sealed_address } of rows) expect(sealed_address).toMatch(/^v1\./)
})

test('which alerts a channel is told of, and when, can be said and read', async ({ page, as }) => {
  const email = await newPerson()
  await as(email)
  await page.goto('/settings/channels')
  await page.getByRole('button', { name: 'Add a channel' }).click()
  await page.getByRole('radio', { name: 'E-mail' }).check()
  await page.getByLabel('Name').fill('Me at night')
  await page.getByLabel('Address').fill('stranger@elsewhere.test')
  await page.getByRole('button', { name: 'Seal and add' }).click()
  await expect(page.getByText('Mail is sent to members of this workspace only.')).toBeVisible()
  await page.getByLabel('Address').fill(email)
  await page.getByRole('button', { name: 'Seal and add' }).click()
  await expect(page.getByText('Told of every alert.')).toBeVisible()

  await page.getByRole('button', { name: 'Change' }).click()
  await page.getByLabel('Only these services').fill('checkout, search')
  await page.getByLabel('Severity').selectOption('high')
  await page.getByLabel('From').fill('22:00')
  await page.getByLabel('Until').fill('07:00')
  await page.getByLabel('Time zone').fill('Nowhere/Land')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('alert').first()).toBeVisible()
  await page.getByLabel('Time zone').fill('Europe/Berlin')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const words = 'Told of alerts of checkout, search, high and above; quiet from 22:00 to 07:00 (Europe/Berlin).'
  await expect(page.getByText(words)).toBeVisible()
  await page.reload()
  await expect(page.getByText(words)).toBeVisible()
})

for (const scheme of ['light', 'dark'] as const) {
  test(`the page and its forms have no accessibility violation and fit 360 px, ${scheme}`, async ({ page, as }) => {
    await page.emulateMedia({ colorScheme: scheme })
    const email = await newPerson()
    await as(email)
    await page.goto('/settings/channels')
    await page.getByRole('button', { name: 'Add a channel' }).click()
    await page.getByRole('radio', { name: 'E-mail' }).check()
    await page.getByLabel('Name').fill('Night')
    await page.getByLabel('Address').fill(email)
    await page.getByRole('button', { name: 'Seal and add' }).click()
    await page.getByRole('button', { name: 'Change' }).click()
    await page.getByRole('button', { name: 'Add a channel' }).click()
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 900 })
      const found = await new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } }).analyze()
      expect(found.violations.map(({ id }) => id)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      if (process.env.LETHE_SHOTS)
        await page.screenshot({ path: `${process.env.LETHE_SHOTS}/channels-${scheme}-${width}.png`, fullPage: true })
    }
  })
}
