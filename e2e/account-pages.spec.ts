import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { addresses, asSuperuser, newPerson, openSession, signIn, test } from './cast.ts'
import { printedInvitation } from './mailbox.ts'

// Pages around identity: readable without a mouse or good eyes, on a phone and on a wide screen, light and dark.

test.describe.configure({ timeout: 480_000 })

async function look(page: Page, name: string, scheme: 'light' | 'dark') {
  for (const width of [360, 1_440]) {
    await page.setViewportSize({ width, height: 900 })
    const found = await new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } }).analyze()
    expect(
      found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      `${name} ${scheme} ${width}`,
    ).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name} ${width}`).toBeLessThanOrEqual(
      width,
    )
    if (process.env.LETHE_SHOTS)
      await page.screenshot({ path: `${process.env.LETHE_SHOTS}/${name}-${scheme}-${width}.png`, fullPage: true })
  }
}

for (const scheme of ['light', 'dark'] as const) {
  test(`pages before signing in read well, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme })
    await page.goto('/sign-in')
    await expect(page.getByRole('button', { name: 'Continue with GitHub' })).toBeVisible()
    await look(page, 'sign-in', scheme)
    await page.goto('/sign-in?error=OAuthCallback')
    await look(page, 'sign-in-error', scheme)
    await page.goto('/sign-in/not-connected?provider=github')
    await look(page, 'not-connected', scheme)
  })

  test(`pages of a person and of a workspace read well, ${scheme}`, async ({ page, context }) => {
    await page.emulateMedia({ colorScheme: scheme })
    const owner = await newPerson()
    await signIn(context, owner)
    const [other, guest] = [await newPerson(), `somebody.with.a.long.address.${Date.now()}@subsidiary.fresh.test`]
    await asSuperuser(
      `insert into memberships (id, tenant_id, user_id, role) select gen_random_uuid(), m.tenant_id, o.id, 'member'
       from users o, memberships m join users u on u.id = m.user_id where u.email = $1 and o.email = $2`,
      [owner, other],
    )
    await openSession(owner)
    await page.goto('/settings/members')
    await page.getByRole('textbox', { name: 'E-mail address' }).fill(guest)
    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    await expect(page.getByRole('list', { name: 'Invitations that wait' })).toBeVisible()
    await look(page, 'members', scheme)
    await page.goto('/settings/account')
    await look(page, 'account', scheme)
    await page.goto('/settings/sessions')
    await look(page, 'sessions', scheme)
    await page.goto(await printedInvitation(guest))
    await expect(page.getByText('You are signed in as')).toBeVisible()
    await look(page, 'invitation', scheme)
    await signIn(context, owner, addresses(), 11)
    await page.goto('/settings/account')
    await page.getByRole('button', { name: 'Connect GitHub' }).click()
    await expect(page.getByRole('dialog', { name: 'Is it still you?' })).toBeVisible()
    await look(page, 'again-dialog', scheme)
    await page.goto('/sign-in/again?callbackUrl=/settings/account')
    await expect(page.getByRole('heading', { name: 'Is it still you?' })).toBeVisible()
    await look(page, 'again', scheme)
  })
}
