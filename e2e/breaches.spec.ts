import { expect } from '@playwright/test'
import { asSuperuser, newPerson, test } from './cast.ts'
import { printedMails } from './mailbox.ts'
import { enrolStaff, signInStaff } from './staff-desk.ts'

// From finding a breach to its review, by somebody of security.

const SUBJECT = 'A breach of personal data that concerns your workspace at Lethe'

test('a breach is opened, those concerned are told, the authority is settled, the review closes it', async ({
  page,
}) => {
  const email = await newPerson()
  const [tenant] = await asSuperuser<{ name: string }>(
    'select t.name from tenants t join memberships m on m.tenant_id = t.id join users u on u.id = m.user_id where u.email = $1',
    [email],
  )
  const name = tenant?.name ?? ''
  const { email: security } = await enrolStaff(page, 'security')
  await signInStaff(page, security)
  await page.getByRole('link', { name: 'Breaches' }).first().click()
  const ago = new Date(Date.now() - 80 * 3_600_000).toISOString().slice(0, 16)
  await page.getByLabel('Title').fill('A disk was lost')
  await page.getByLabel('Found at (UTC)').fill(ago)
  await page.getByLabel('What happened').fill('A disk was lost in transport.')
  await page.getByLabel('Which data').fill('Names and addresses of members.')
  await page.getByLabel('What was done').fill('The keys were rotated.')
  await page.getByRole('button', { name: 'Open the breach' }).click()
  await expect(page.getByText('Overdue')).toBeVisible()
  await page.getByLabel('Find a workspace').fill(name)
  await page.getByRole('button', { name: 'Look it up' }).click()
  await page.getByRole('button', { name: `Add ${name}` }).click()
  await expect(page.getByText('Not told yet')).toBeVisible()
  await page.getByRole('button', { name: `Tell ${name}` }).click()
  await page.getByRole('button', { name: 'Send the mail' }).click()
  await expect(page.getByText(/^Told 20.*reached: 1$/)).toBeVisible()
  await expect.poll(() => printedMails(SUBJECT, email)).toBe(1)
  expect(printedMails(SUBJECT, 'alice@acme.test')).toBe(0)
  await page.getByLabel('Cause').fill('No label on the parcel.')
  await page.getByLabel('Effect').fill('None seen.')
  await page.getByLabel('Changes').fill('Disks are destroyed on site.')
  await page.getByRole('button', { name: 'Close the breach' }).click()
  await expect(page.getByText('This cannot be closed yet.')).toBeVisible()
  await page.getByLabel('Reference, or reasons').fill('AZ 12')
  await page.getByRole('button', { name: 'Record that it was told' }).click()
  await expect(page.getByText('write down the reasons for the delay').first()).toBeVisible()
  await page
    .getByLabel('Reference, or reasons')
    .fill('AZ 12. Late, since the carrier reported the loss only on Monday morning.')
  await page.getByRole('button', { name: 'Record that it was told' }).click()
  await expect(page.getByText('Authority told late')).toBeVisible()
  await page.screenshot({ path: 'test-results/breach.png', fullPage: true })
  await page.getByRole('button', { name: 'Close the breach' }).click()
  await expect(page.getByText(/^closed 20/)).toBeVisible()
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 360, height: 800 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  await page.screenshot({ path: 'test-results/breach-360.png', fullPage: true })
})
