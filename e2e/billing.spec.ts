import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import Stripe from 'stripe'
import { newPerson, queryAt, signIn } from './cast.ts'
import { groundedReply } from './fakes/anthropic-replies.ts'
import { type FakeStripe, startFakeStripe } from './fakes/stripe/server.ts'
import { dead } from './fakes/stripe/subscriptions.ts'
import { setCard } from './fakes/stripe/world.ts'
import { type Api, apiOf, type Outside, pastedLines, policyOf, sendAlert, startOutside } from './outside.ts'
import { type Stack, startStack } from './stack.ts'

// What is paid for, in a browser and with a Stripe of our own on loopback: the real SDK, signed events, a clock that moves.

test.describe.configure({ mode: 'serial', timeout: 180_000 })

const ROOT = path.dirname(import.meta.dirname)
/** Made at run time, so that no scanner takes it for a key. */
const KEY = ['sk', 'test', 'billinge2e'].join('_')
const GOOD = '4242 4242 4242 4242'
const BAD = '4000 0000 0000 0002'

let stripe: FakeStripe
let outside: Outside
let stack: Stack
let secret: string

test.beforeAll(async () => {
  ;[stripe, outside] = await Promise.all([startFakeStripe({ secretKey: KEY }), startOutside()])
  const first = await setUp()
  secret = /STRIPE_WEBHOOK_SECRET=(\S+)/.exec(first)?.[1] ?? ''
  const posts = stripe.log.posts.length
  // Run again it makes nothing: what it posts are settings written over themselves.
  const again = await setUp()
  expect(first).toContain('price lethe_pro_monthly: made')
  expect(again).toContain('price lethe_pro_monthly: present')
  expect(again).not.toMatch(/: made|whsec/)
  expect(stripe.log.posts.slice(posts).map(({ path }) => path.replace(/\w+$/, 'ID'))).toEqual([
    '/v1/billing_portal/configurations/ID',
    '/v1/webhook_endpoints/ID',
  ])
  stack = await startStack('', {
    ...{ LETHE_PLAN: '', STRIPE_SECRET_KEY: KEY, STRIPE_WEBHOOK_SECRET: secret, LETHE_STRIPE_URL: stripe.url },
    ...outside.env,
  })
  stripe.post.to = { url: `${stack.addresses.url}/api/stripe/webhook`, secret }
})
test.afterAll(async () => {
  await stripe.stop()
  await stack.stop()
  await outside.stop()
})
test.beforeEach(() => {
  Object.assign(stripe.post.rules, { delayMs: 0, copies: 1, lose: false, hold: false })
  stripe.post.deliveries.length = 0
})
// Whatever a test did: every change carried a key, no route was missing, and no invoice was paid twice.
test.afterEach(() => {
  expect(stripe.log.unknown).toEqual([])
  const ours = stripe.log.posts.filter(({ path }) => !/configurations\/|webhook_endpoints\//.test(path))
  expect(ours.filter(({ idempotencyKey }) => !idempotencyKey?.startsWith('lethe/'))).toEqual([])
  expect(new Set(stripe.world.charges.map(({ invoice }) => invoice)).size).toBe(stripe.world.charges.length)
})

/** `bin/lethe billing setup`. Not `spawnSync`: the fake answers from this process. */
function setUp(): Promise<string> {
  const env = { ...process.env, STRIPE_SECRET_KEY: KEY, LETHE_STRIPE_URL: stripe.url, LETHE_URL: 'https://lethe.test' }
  const child = spawn(path.join(ROOT, 'bin/lethe'), ['billing', 'setup'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      said += part
    })
  return new Promise((resolve) => child.on('close', () => resolve(said)))
}

async function enter(page: Page): Promise<{ email: string; api: Api }> {
  const email = await newPerson(stack.addresses)
  await signIn(page.context(), email, stack.addresses)
  return { email, api: await apiOf(email as 'alice', stack.addresses) }
}

const billing = async (page: Page) => {
  await stripe.post.settled()
  await page.goto(`${stack.addresses.url}/settings/billing`)
}
const plan = (page: Page, name: string) => expect(page.getByRole('heading', { name, exact: true })).toBeVisible()

/** Through Stripe's page, from the page of billing. */
async function subscribe(page: Page, name: RegExp, { card = GOOD, seats }: { card?: string; seats?: number } = {}) {
  await page.getByRole('radio', { name }).check()
  if (seats !== undefined) await page.getByLabel('Seats').fill(String(seats))
  await page.getByRole('button', { name: 'Go to payment' }).click()
  await page.getByLabel('Card number').fill(card)
  await page.getByRole('button', { name: 'Subscribe' }).click()
}

async function giveCard(page: Page, card: string): Promise<void> {
  await page.getByRole('button', { name: 'Card', exact: true }).click()
  await page.getByLabel('Card number').fill(card)
  await page.getByRole('button', { name: 'Save card' }).click()
  await expect(page.getByText('You are back from the page of Stripe.')).toBeVisible()
}

async function choose(page: Page, name: RegExp, seats?: number): Promise<string> {
  await page.getByRole('radio', { name }).check()
  if (seats !== undefined) await page.getByLabel('Seats').fill(String(seats))
  await page.getByRole('button', { name: 'Show what it comes to' }).click()
  return (await page.getByRole('status').filter({ hasText: 'a month' }).innerText()).replace(/\s+/g, ' ')
}

const customerOf = (email: string) =>
  [...stripe.world.customers.values()].find((customer) => customer.email === email)?.id ?? ''
const chargesOf = (email: string) =>
  stripe.world.charges.filter(({ customer }) => customer === customerOf(email)).map(({ amount }) => amount)

test('trial, card, Pro, seats, downgrade, cancel, subscribe again', async ({ page }) => {
  const { email } = await enter(page)
  await billing(page)
  await plan(page, 'Free')
  await page.getByRole('button', { name: 'Try Pro for 14 days, without a card' }).click()
  await plan(page, 'Pro')
  await expect(page.getByText(/Trial until/)).toBeVisible()
  await giveCard(page, GOOD)
  stripe.passDays(15)
  await billing(page)
  await expect(page.getByText(/Paid until .*, then it goes on\./)).toBeVisible()
  expect(chargesOf(email)).toEqual([4_900])

  // Team for three: what is shown is what is charged.
  const shown = await choose(page, /^Team/, 3)
  expect(shown).toMatch(/^\$[\d.]+ now, for the rest of this period\. Then \$87 a month\./)
  await page.getByRole('button', { name: 'Change it now' }).click()
  await plan(page, 'Team')
  const [, charged = 0] = chargesOf(email)
  expect(shown).toContain(`$${(charged / 100).toFixed(charged % 100 === 0 ? 0 : 2)} now`)
  await choose(page, /^Team/, 5)
  await page.getByRole('button', { name: 'Change it now' }).click()
  await expect(page.getByText('5 seats are paid for')).toBeVisible()

  expect(await choose(page, /^Pro/)).toMatch(/^Nothing now\. It changes on .* Then \$49 a month\./)
  await page.getByRole('button', { name: 'Change it then' }).click()
  await expect(page.getByText(/^From .* on: Pro\.$/)).toBeVisible()
  await plan(page, 'Team')
  stripe.passDays(30)
  await billing(page)
  await plan(page, 'Pro')
  expect(chargesOf(email)).toHaveLength(4)
  expect(chargesOf(email).at(-1)).toBe(4_900)

  await page.getByRole('button', { name: 'Cancel the plan …' }).click()
  await page.getByRole('radio', { name: 'It costs too much' }).check()
  await page.getByRole('button', { name: /^Cancel it on/ }).click()
  await expect(page.getByText(/^Canceled: it ends on/)).toBeVisible()
  expect(stripe.subscriptionsOf(email)[0]?.cancellation_details.feedback).toBe('too_expensive')
  stripe.passDays(31)
  await billing(page)
  await plan(page, 'Free')
  await expect(page.getByText('Pro has ended. Nothing was deleted.')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Try Pro/ })).toHaveCount(0)

  await subscribe(page, /^Pro/)
  await expect(page.getByText('Pro is here.')).toBeVisible()
  expect(chargesOf(email)).toHaveLength(5)
  const events = await queryAt<{ action: string }>(
    stack.addresses,
    `select distinct e.action from audit_events e join memberships m on m.tenant_id = e.tenant_id
     join users u on u.id = m.user_id where u.email = $1 and e.action like 'billing.%'`,
    [email],
  )
  expect(events.map(({ action }) => action).sort()).toEqual([
    ...['billing.canceled', 'billing.checkout_opened', 'billing.plan_changed', 'billing.subscription_changed'],
    'billing.trial_started',
  ])
})

test('a trial without a card ends by itself and costs nothing', async ({ page }) => {
  const { email } = await enter(page)
  await billing(page)
  await page.getByRole('button', { name: /^Try Pro/ }).click()
  await plan(page, 'Pro')
  stripe.passDays(15)
  await billing(page)
  await plan(page, 'Free')
  expect(chargesOf(email)).toEqual([])
})

test('a payment that fails, the grace, the end of it, and back', async ({ page }) => {
  const { email, api } = await enter(page)
  await billing(page)
  await subscribe(page, /^Pro/, { card: BAD })
  await expect(page.getByText('Your card was declined.')).toBeVisible()
  await billing(page)
  await plan(page, 'Free')
  await subscribe(page, /^Pro/)
  await expect(page.getByText('Pro is here.')).toBeVisible()
  setCard(stripe.world, customerOf(email), 'declined')
  stripe.passDays(31)
  await stripe.post.settled()
  await page.goto(`${stack.addresses.url}/analyses`)
  const banner = page.locator('[data-plan-banner]')
  await expect(banner).toContainText('The last payment failed.')
  await expect(banner).toContainText('7 days after the payment was due')
  const two = [await newSource(api), await newSource(api)]
  expect(two).toEqual([201, 201])

  stripe.passDays(8)
  await stripe.post.settled()
  await page.reload()
  await expect(banner).toContainText('Pro is paused: a payment is open.')
  expect(await newSource(api)).toBe(402)
  const refused = await api('PUT', '/api/model-policy', policyOf('complex'))
  expect([refused.status, (await refused.json()).happened]).toEqual([402, 'Free has no complex model; Pro has.'])
  // What is there goes on: nothing was deleted, and alerts are taken.
  const sources = await queryAt<{ count: string }>(
    stack.addresses,
    'select count(*) from sources s join memberships m on m.tenant_id = s.tenant_id join users u on u.id = m.user_id where u.email = $1',
    [email],
  )
  expect(sources[0]?.count).toBe('2')

  await billing(page)
  await plan(page, 'Free')
  await giveCard(page, GOOD)
  await billing(page)
  await plan(page, 'Pro')
  await expect(banner).toHaveCount(0)
  expect(await newSource(api)).toBe(201)
})

const newSource = async (api: Api) =>
  (await api('POST', '/api/sources', { kind: 'standard', name: `s ${Math.random()}` })).status

test('a cancellation on the page of Stripe comes back with whoever made it', async ({ page }) => {
  await enter(page)
  await billing(page)
  await subscribe(page, /^Team/, { seats: 2 })
  await expect(page.getByText('Team is here.')).toBeVisible()
  await billing(page)
  await page.getByRole('button', { name: 'Invoices and address' }).click()
  await page.getByRole('button', { name: 'Cancel subscription' }).click()
  await expect(page.getByText('You are back from the page of Stripe.')).toBeVisible()
  await billing(page)
  await expect(page.getByText(/^Canceled: it ends on/)).toBeVisible()
  await page.getByRole('button', { name: 'Keep Team' }).click()
  await expect(page.getByText(/Paid until .*, then it goes on\./)).toBeVisible()
  await expect(page.getByRole('link', { name: /^IN_/ })).toHaveCount(1)
})

test('lost letters: the page says what it waits for, and a comparison puts it right', async ({ page }) => {
  const { email } = await enter(page)
  await billing(page)
  stripe.post.rules.lose = true
  await subscribe(page, /^Pro/)
  await expect(page.getByText('Waiting for Stripe’s word that Pro is paid.')).toBeVisible()
  await billing(page)
  await plan(page, 'Free')
  await page.getByRole('button', { name: 'Compare with Stripe' }).click()
  await expect(page.getByText(/^Compared with Stripe: \d+ values differed and were put right\.$/)).toBeVisible()
  await plan(page, 'Pro')
  await page.getByRole('button', { name: 'Compare with Stripe' }).click()
  await expect(page.getByText('Compared with Stripe: nothing differed.')).toBeVisible()
  const [event] = await queryAt<{ detail: string }>(
    stack.addresses,
    `select d.detail from audit_events e join audit_details d on d.id = e.id join memberships m on m.tenant_id = e.tenant_id
     join users u on u.id = m.user_id where u.email = $1 and e.action = 'billing.reconciled' order by e.seq limit 1`,
    [email],
  )
  expect(event?.detail).toContain('"field":"status","from":null,"to":"active"')
})

test('letters that come twice, late and in the wrong order change nothing that is true', async ({ page }) => {
  await enter(page)
  await billing(page)
  Object.assign(stripe.post.rules, { copies: 2, hold: true })
  await subscribe(page, /^Pro/)
  await expect(page.getByText(/^Waiting for/)).toBeVisible()
  await stripe.post.deliver()
  await expect(page.getByText('Pro is here.')).toBeVisible()
  expect(stripe.post.deliveries.every(({ status }) => status === 200)).toBe(true)
})

test('one page to pay at a time, and a press whose answer was lost charges once', async ({ page }) => {
  const { email, api } = await enter(page)
  const open = async (plan: string) => (await api('POST', '/api/billing/checkout', { plan, seats: 3 })).json()
  const first = (await open('pro')) as { url: string }
  const second = (await open('team')) as { url: string }
  expect((await page.goto(first.url))?.status()).toBe(410)
  await page.goto(second.url)
  await page.getByLabel('Card number').fill(GOOD)
  await page.getByRole('button', { name: 'Subscribe' }).click()
  await expect(page.getByText('Team is here.')).toBeVisible()
  expect((await api('POST', '/api/billing/checkout', { plan: 'pro' })).status).toBe(409)

  // The update is done at Stripe, the answer is lost, the SDK asks again under the same key.
  stripe.trouble({ hangUpAfter: true })
  const replayed = stripe.log.posts.length
  expect((await api('PUT', '/api/billing/plan', { plan: 'team', seats: 6 })).status).toBe(200)
  expect(stripe.log.posts.slice(replayed).filter((post) => post.replayed)).toHaveLength(1)
  stripe.trouble({ status: 500 }, { status: 429 })
  expect((await api('PUT', '/api/billing/plan', { plan: 'team', seats: 7 })).status).toBe(200)
  expect(stripe.subscriptionsOf(email)[0]?.items.data[0]?.quantity).toBe(7)
  expect(chargesOf(email)).toHaveLength(3)
  // Two presses at once are one change.
  const twice = await Promise.all([1, 2].map(() => api('PUT', '/api/billing/plan', { plan: 'team', seats: 9 })))
  expect(twice.every(({ status }) => [200, 409, 503].includes(status))).toBe(true)
  expect(stripe.subscriptionsOf(email)[0]?.items.data[0]?.quantity).toBe(9)
  expect(chargesOf(email)).toHaveLength(4)
  expect(stripe.subscriptionsOf(email).filter(({ status }) => !dead(status))).toHaveLength(1)
})

test('a declined card changes nothing and charges nothing', async ({ page }) => {
  const { email, api } = await enter(page)
  await billing(page)
  await subscribe(page, /^Team/, { seats: 2 })
  await expect(page.getByText('Team is here.')).toBeVisible()
  setCard(stripe.world, customerOf(email), 'declined')
  const refused = await api('PUT', '/api/billing/plan', { plan: 'team', seats: 4 })
  expect([refused.status, (await refused.json()).happened]).toEqual([409, 'The payment was declined.'])
  expect(stripe.subscriptionsOf(email)[0]?.items.data[0]?.quantity).toBe(2)
  setCard(stripe.world, customerOf(email), 'good')
  expect((await api('PUT', '/api/billing/plan', { plan: 'team', seats: 4 })).status).toBe(200)
  // Seats are people, those who are invited too: no more of them than seats, and no fewer seats than them.
  const invite = async (n: number) =>
    (await api('POST', '/api/invitations', { email: `guest${n}@seats.test`, role: 'member' })).status
  expect((await invite(1)) < 300).toBe(true)
  expect((await invite(2)) < 300).toBe(true)
  expect((await invite(3)) < 300).toBe(true)
  expect(await invite(4)).toBe(402)
  expect((await api('PUT', '/api/billing/plan', { plan: 'team', seats: 3 })).status).toBe(422)
})

test('the limit of the month: mails at 80 % and 100 %, then the built-in engine, and alerts are taken', async ({
  page,
}) => {
  const { email, api } = await enter(page)
  outside.anthropic.script((request) => ({ reply: groundedReply(request.text) }))
  expect((await api('PUT', '/api/model-policy', policyOf('fast'))).status).toBe(200)
  const used = (analyses: number) =>
    queryAt(
      stack.addresses,
      `insert into usage_months (id, tenant_id, month, analyses)
       select gen_random_uuid(), m.tenant_id, to_char(now() at time zone 'UTC', 'YYYY-MM'), $2::int
       from memberships m join users u on u.id = m.user_id where u.email = $1
       on conflict (tenant_id, month) do update set analyses = excluded.analyses`,
      [email, analyses],
    )
  const mails = (percent: number) =>
    readFileSync(stack.addresses.log, 'utf8').split(`${percent}% of this month's analyses are used, for ${email}:`)
      .length - 1
  const analyze = async () => (await api('POST', '/api/analyses', pastedLines(LOG))).json()
  await used(39)
  await analyze()
  await expect.poll(() => mails(80)).toBe(1)
  await used(49)
  const asked = outside.anthropic.requests.length
  await analyze()
  expect(outside.anthropic.requests.length).toBeGreaterThan(asked)
  await expect.poll(() => mails(100)).toBe(1)
  const sent = outside.anthropic.requests.length
  const past = (await analyze()) as { id: string; analysis: { engine: string; notice?: string } }
  expect(past.analysis.engine).toBe('local')
  expect(past.analysis.notice).toContain('analyses of this month’s plan are used')
  expect(outside.anthropic.requests.length).toBe(sent)
  await sendAlert(api, LOG)
  expect(mails(100)).toBe(1)
  expect(await newSource(api)).toBe(402)
  await page.goto(`${stack.addresses.url}/settings/billing`)
  await expect(page.getByText('of 50')).toBeVisible()
  await expect(page.getByText('The month’s analyses are used.')).toBeVisible()
  await page.goto(`${stack.addresses.url}/analyses/${past.id}`)
  await expect(page.getByText('analyses of this month’s plan are used')).toBeVisible()
})

const LOG = [
  '2026-11-20 09:00:02 ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms.',
  '2026-11-20 09:00:03 ERROR org.postgresql.util.PSQLException: FATAL: sorry, too many clients already',
].join('\n')

test('what is forged, old, from tomorrow, of the other mode or of no interest changes nothing', async ({ page }) => {
  const { email } = await enter(page)
  await billing(page)
  await subscribe(page, /^Pro/)
  await expect(page.getByText('Pro is here.')).toBeVisible()
  await stripe.post.settled()
  const now = Math.floor(Date.now() / 1_000)
  const event = (changes: object) => ({
    ...{ id: `evt_${Math.random().toString(36).slice(2)}`, object: 'event', livemode: false, created: now },
    ...{
      type: 'customer.subscription.updated',
      data: { object: { object: 'subscription', customer: customerOf(email) } },
    },
    ...changes,
  })
  const post = async (given: object, { key = secret, at = now, tampered = false } = {}) => {
    const payload = JSON.stringify(given)
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: key, timestamp: at })
    const body = tampered ? payload.replace('false', 'true') : payload
    const answer = await fetch(`${stack.addresses.url}/api/stripe/webhook`, {
      ...{ method: 'POST', body, headers: { 'stripe-signature': signature } },
    })
    return [answer.status, (await answer.json()).received ?? null]
  }
  expect(await post(event({}), { key: `${secret}x` })).toEqual([401, null])
  expect(await post(event({}), { tampered: true })).toEqual([401, null])
  expect(await post(event({}), { at: now - 400 })).toEqual([401, null])
  expect(await post(event({}), { at: now + 400 })).toEqual([401, null])
  expect(await post(event({ livemode: true }))).toEqual([200, 'ignored'])
  expect(await post(event({ type: 'some.new.type' }))).toEqual([200, 'ignored'])
  expect(await post(event({ data: { object: { customer: 'cus_other' } } }))).toEqual([200, 'ignored'])
  const once = event({})
  expect(await post(once)).toEqual([200, 'taken'])
  expect(await post(once)).toEqual([200, 'duplicate'])
})

test('no page of ours has a place for a card, and none may load or post to another site', async ({ page }) => {
  await enter(page)
  for (const address of ['/settings/billing', '/settings/billing/done?plan=pro', '/settings/account', '/analyze']) {
    const answer = await page.goto(stack.addresses.url + address)
    const policy = answer?.headers()['content-security-policy'] ?? ''
    expect(policy, address).toContain("form-action 'self'")
    expect(policy, address).toContain("frame-src 'none'")
    expect(policy, address).not.toMatch(/https?:/)
    const fields = await page
      .locator('input, select, textarea')
      .evaluateAll((all) => all.map((field) => field.outerHTML))
    for (const field of fields) expect(field, address).not.toMatch(/cc-|card.?num|cvc|cvv|expir|iban/i)
    expect(await page.locator('iframe').count()).toBe(0)
  }
})
