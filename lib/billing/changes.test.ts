import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { completeCheckout } from '../../e2e/fakes/stripe/account-routes.ts'
import { payWhatIsOwed } from '../../e2e/fakes/stripe/billing-routes.ts'
import { type FakeStripe, startFakeStripe } from '../../e2e/fakes/stripe/server.ts'
import { change, dead } from '../../e2e/fakes/stripe/subscriptions.ts'
import { setCard } from '../../e2e/fakes/stripe/world.ts'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { keyRoute } from '../api/key-route.ts'
import { addApiKey } from '../api-keys.ts'
import { listAuditEvents } from '../data/audit-events.ts'
import { createWorkspace } from '../data/tenants.ts'
import type { TenantId } from '../data/unscoped.ts'
import { countAnalysis, getUsage } from '../data/usage-months.ts'
import { getOrCreateUser } from '../data/users.ts'
import { changeModelPolicy, loadModelAccess } from '../model-policy.ts'
import { changeRetention } from '../retention.ts'
import type { Member } from '../session.ts'
import { addSource } from '../sources.ts'
import { saveSso } from '../sso/settings.ts'
import { answerStripe } from './answer-stripe.ts'
import { listInvoices, openCheckout, openPortal, startTrial } from './begin.ts'
import type { Payer } from './change.ts'
import { cancelPlan, changePlan, keepPlan, previewChange } from './change-plan.ts'
import { endSubscription, reconcile, sweepReconciliations } from './reconcile.ts'
import { setUpStripe } from './setup.ts'
import { makeClient } from './stripe-client.ts'
import { tellOfUsage } from './usage.ts'
import { viewBilling } from './view.ts'

// Every change of ours at a Stripe on loopback, with the real SDK, signed events and a clock that moves, on a real database.

/** Made at run time, so that no scanner takes it for a key. */
const KEY = ['sk', 'test', 'changes'].join('_')
const SECRET = ['whsec', 'changes'].join('_')

let database: TestDatabase
let stripe: FakeStripe
let people = 0

beforeAll(async () => {
  database = await createTestDatabase()
  stripe = await startFakeStripe({ secretKey: KEY })
  const settings = {
    ...{ LETHE_PLAN: '', STRIPE_SECRET_KEY: KEY, STRIPE_WEBHOOK_SECRET: SECRET, LETHE_STRIPE_URL: stripe.url },
    ...{ LETHE_HOME: database.home, DATABASE_APP_URL: database.appUrl, DATABASE_DOOR_URL: database.doorUrl },
  }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  // What Stripe posts is handed to the route's own code, without a socket.
  stripe.post.to = { url: 'http://lethe.test/api/stripe/webhook', secret: SECRET }
  const outside = globalThis.fetch
  vi.stubGlobal('fetch', (url: string | URL, init?: RequestInit) =>
    String(url).startsWith('http://lethe.test/') ? answerStripe(new Request(url, init)) : outside(url, init),
  )
  await setUpStripe(makeClient({ secretKey: KEY, url: stripe.url }), 'https://lethe.test')
}, 120_000)
afterAll(async () => {
  await stripe.stop()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  await database.drop()
}, 60_000)
beforeEach(() => {
  Object.assign(stripe.post.rules, { delayMs: 0, copies: 1, lose: false, hold: false })
})
// Whatever a test did: every change carried a key, no route was missing, and no invoice was paid twice.
afterEach(() => {
  expect(stripe.log.unknown).toEqual([])
  const ours = stripe.log.posts.filter(({ path }) => !/configurations\/|webhook_endpoints\//.test(path))
  expect(ours.filter(({ idempotencyKey }) => !idempotencyKey?.startsWith('lethe/'))).toEqual([])
  expect(new Set(stripe.world.charges.map(({ invoice }) => invoice)).size).toBe(stripe.world.charges.length)
})

async function newPayer(): Promise<Payer> {
  const email = `payer${++people}@pays.test`
  const { id: userId } = await getOrCreateUser(email)
  const tenant = await createWorkspace({ userId, name: `Pays ${people}`, slug: `pays-${people}` })
  return { tenant, userId, email, workspaceName: `Pays ${people}` }
}

const newKey = ({ tenant, userId }: Payer) =>
  addApiKey(tenant, userId, {
    name: 'of Pro',
    scopes: ['analyses:read'],
    days: 30,
    allowedAddresses: [],
    signed: false,
  })
const ownerOf = (tenant: TenantId, userId: string): Member => ({
  ...{ tenant, userId, email: 'owner@pays.test', name: null, role: 'owner', lock: null, bound: false },
  ...{ sessionId: '', authenticatedAt: new Date(), workspaceSlug: 'pays', workspaceName: 'Pays', workspaces: [] },
})
const byKey = keyRoute('analyses:read', 1_024, async () => Response.json({}))
const statusWith = async (token: string) => {
  const request = new Request('http://lethe.test/api/v1/analyses', { headers: { authorization: `Bearer ${token}` } })
  return (await byKey(request, { params: Promise.resolve({}) })).status
}
const customerOf = ({ email }: Payer) =>
  [...stripe.world.customers.values()].find((customer) => customer.email === email)?.id ?? ''
const chargesOf = (payer: Payer) =>
  stripe.world.charges.filter(({ customer }) => customer === customerOf(payer)).map(({ amount }) => amount)
const seen = async ({ tenant }: Payer) => {
  await stripe.post.settled()
  const { plan, state, seats, next } = await viewBilling(tenant)
  return `${plan} ${state} ${seats}${next ? ` then ${next.plan} ${next.seats}` : ''}`
}
const idOf = (url: string) => url.split('/').at(-1) ?? ''

async function subscribe(payer: Payer, plan: 'pro' | 'team', seats = 1): Promise<void> {
  const { url } = await openCheckout(payer, { plan, seats })
  expect(completeCheckout(stripe.world, idOf(url), 'good')).toBe(true)
}
const newSource = ({ tenant, userId }: Payer) => addSource(tenant, userId, { kind: 'standard', name: 'alerts' })
const POLICY = { baseUrl: null, monthlyTokens: null, monthlyMicroUsd: null }

describe('a workspace', () => {
  it('goes from trial to Pro, Team, more seats, a downgrade, the end, and begins again', async () => {
    const payer = await newPayer()
    expect(await seen(payer)).toBe('free none 0')
    await startTrial(payer)
    expect(await seen(payer)).toBe('pro trialing 1')
    await expect(startTrial(payer)).rejects.toThrow('has had its trial')
    setCard(stripe.world, customerOf(payer), 'good')
    stripe.passDays(15)
    expect(await seen(payer)).toBe('pro active 1')
    expect(chargesOf(payer)).toEqual([4_900])

    const shown = await previewChange(payer, { plan: 'team', seats: 3 })
    expect(shown).toMatchObject({ when: 'now', monthlyCents: 8_700 })
    await changePlan(payer, { plan: 'team', seats: 3, prorationDate: shown.prorationDate })
    expect(await seen(payer)).toBe('team active 3')
    expect(chargesOf(payer)).toEqual([4_900, shown.dueCents])
    await changePlan(payer, { plan: 'team', seats: 5 })
    expect(await seen(payer)).toBe('team active 5')

    expect(await previewChange(payer, { plan: 'pro', seats: 1 })).toMatchObject({ when: 'at_period_end', dueCents: 0 })
    await changePlan(payer, { plan: 'pro', seats: 1 })
    expect(await seen(payer)).toBe('team active 5 then pro 1')
    await keepPlan(payer)
    expect(await seen(payer)).toBe('team active 5')
    await changePlan(payer, { plan: 'team', seats: 2 })
    await changePlan(payer, { plan: 'pro', seats: 1 })
    expect(await seen(payer)).toBe('team active 5 then pro 1')
    stripe.passDays(30)
    expect(await seen(payer)).toBe('pro active 1')
    expect(chargesOf(payer).slice(3)).toEqual([4_900])

    await cancelPlan(payer, { reason: 'too_expensive', comment: 'for now' })
    expect(await seen(payer)).toBe('pro ending 1')
    expect(stripe.subscriptionsOf(payer.email)[0]?.cancellation_details).toMatchObject({ feedback: 'too_expensive' })
    await keepPlan(payer)
    expect(await seen(payer)).toBe('pro active 1')
    await cancelPlan(payer, { reason: 'unused', comment: '' })
    stripe.passDays(31)
    expect(await seen(payer)).toBe('free canceled 1')
    await subscribe(payer, 'pro')
    expect(await seen(payer)).toBe('pro active 1')
    expect(chargesOf(payer)).toHaveLength(5)
    expect((await listInvoices(payer.tenant)).filter(({ status }) => status === 'paid')).toHaveLength(5)
    const actions = new Set(
      (await listAuditEvents(payer.tenant, { action: 'billing', limit: 100 })).items.map(({ action }) => action),
    )
    for (const verb of ['trial_started', 'plan_changed', 'kept', 'canceled', 'checkout_opened', 'subscription_changed'])
      expect(actions, verb).toContain(`billing.${verb}`)
  })

  it('without a card leaves its trial for Free, unpaid', async () => {
    const payer = await newPayer()
    await startTrial(payer)
    stripe.passDays(15)
    expect(await seen(payer)).toBe('free canceled 1')
    expect(chargesOf(payer)).toEqual([])
  })

  it('keeps its plan while a payment is open, loses it, and gets it back', async () => {
    const payer = await newPayer()
    await subscribe(payer, 'pro')
    expect(await seen(payer)).toBe('pro active 1')
    await newSource(payer)
    await newSource(payer)
    const { token } = await newKey(payer)
    expect(await statusWith(token)).toBe(200)
    setCard(stripe.world, customerOf(payer), 'declined')
    stripe.passDays(31)
    expect(await seen(payer)).toBe('pro past_due 1')
    expect(await statusWith(token)).toBe(200)
    await expect(changePlan(payer, { plan: 'team', seats: 2 })).rejects.toThrow('A payment is open.')
    stripe.passDays(8)
    expect(await seen(payer)).toBe('free unpaid 1')
    await expect(newSource(payer)).rejects.toThrow('Free has 1 source, and it is in use.')
    await expect(newKey(payer)).rejects.toThrow('Free has no API keys; Pro has.')
    expect(await statusWith(token)).toBe(402)
    setCard(stripe.world, customerOf(payer), 'good')
    payWhatIsOwed(stripe.world, customerOf(payer))
    expect(await seen(payer)).toBe('pro active 1')
    await newSource(payer)
    expect(await statusWith(token)).toBe(200)
  })

  it('is canceled on the page of Stripe, and kept here', async () => {
    const payer = await newPayer()
    await subscribe(payer, 'team', 2)
    const { url } = await openPortal(payer, { to: 'overview' })
    expect(stripe.world.portals.get(idOf(url))?.customer).toBe(customerOf(payer))
    const [one] = stripe.subscriptionsOf(payer.email)
    if (one) change(stripe.world, one, { cancelAtPeriodEnd: true })
    expect(await seen(payer)).toBe('team ending 2')
    await keepPlan(payer)
    expect(await seen(payer)).toBe('team active 2')
  })

  it('pays once: one open page, answers that are lost, presses at once, a declined card', async () => {
    const payer = await newPayer()
    const first = await openCheckout(payer, { plan: 'pro', seats: 1 })
    await subscribe(payer, 'team', 3)
    expect(stripe.world.checkouts.get(idOf(first.url))?.status).toBe('expired')
    await expect(openCheckout(payer, { plan: 'pro', seats: 1 })).rejects.toThrow('has a plan already')
    stripe.trouble({ hangUpAfter: true })
    await changePlan(payer, { plan: 'team', seats: 6 })
    expect(stripe.log.posts.filter(({ replayed }) => replayed)).toHaveLength(1)
    stripe.trouble({ status: 500 }, { status: 429 })
    await changePlan(payer, { plan: 'team', seats: 7 })
    expect(chargesOf(payer)).toHaveLength(3)
    await Promise.allSettled([1, 2, 3].map(() => changePlan(payer, { plan: 'team', seats: 9 })))
    expect(await seen(payer)).toBe('team active 9')
    expect(chargesOf(payer)).toHaveLength(4)
    setCard(stripe.world, customerOf(payer), 'declined')
    await expect(changePlan(payer, { plan: 'team', seats: 11 })).rejects.toThrow('The payment was declined.')
    expect(await seen(payer)).toBe('team active 9')
    setCard(stripe.world, customerOf(payer), 'good')
    await changePlan(payer, { plan: 'team', seats: 11 })
    expect(await seen(payer)).toBe('team active 11')
    expect(chargesOf(payer)).toHaveLength(5)
  })

  it('that got two subscriptions all the same keeps one of them', async () => {
    const payer = await newPayer()
    await startTrial(payer)
    const [trial] = stripe.subscriptionsOf(payer.email)
    const client = makeClient({ secretKey: KEY, url: stripe.url })
    const price = [...stripe.world.prices.values()][0]?.id ?? ''
    await client.subscriptions.create(
      { customer: customerOf(payer), items: [{ price }], trial_period_days: 3 },
      { idempotencyKey: 'lethe/test/second' },
    )
    await stripe.post.settled()
    expect(
      stripe
        .subscriptionsOf(payer.email)
        .filter(({ status }) => !dead(status))
        .map(({ id }) => id),
    ).toEqual([trial?.id])
  })
})

describe('a comparison', () => {
  it('finds what was lost, repairs it, and stands in the audit log; every night each account once', async () => {
    const payer = await newPayer()
    stripe.post.rules.lose = true
    await subscribe(payer, 'pro')
    expect(await seen(payer)).toBe('free none 0')
    const differences = await reconcile(payer.tenant, payer.userId)
    expect(differences).toContainEqual({ field: 'status', from: null, to: 'active' })
    expect(await seen(payer)).toBe('pro active 1')
    expect(await reconcile(payer.tenant, null)).toEqual([])
    const { items } = await listAuditEvents(payer.tenant, { action: 'billing.reconciled' })
    expect(items).toHaveLength(2)
    setCard(stripe.world, customerOf(payer), 'declined')
    stripe.passDays(31)
    const tomorrow = new Date(Date.now() + 86_400_000)
    expect(await sweepReconciliations(tomorrow)).toBeGreaterThan(0)
    expect(await seen(payer)).toBe('pro past_due 1')
  })

  it('comes before a workspace is erased: its subscription ends', async () => {
    const payer = await newPayer()
    await subscribe(payer, 'pro')
    await endSubscription(payer.tenant)
    expect(await seen(payer)).toBe('free canceled 1')
  })
})

describe('Free', () => {
  it('refuses what it does not have where the work starts', async () => {
    const { tenant, userId } = await newPayer()
    const complex = changeModelPolicy(tenant, userId, { ...POLICY, mode: 'complex' })
    await expect(complex).rejects.toMatchObject({
      status: 402,
      parts: { happened: 'Free has no complex model; Pro has.' },
    })
    const owner = ownerOf(tenant, userId)
    const given = { domain: 'pays.test', issuer: 'https://idp.pays.test', clientId: 'x', clientSecret: 'x' }
    await expect(saveSso(owner, given)).rejects.toThrow('Free has no single sign-on of its own; Team has.')
    await expect(changeRetention(tenant, userId, { days: 31 })).rejects.toThrow('at most 30 days')
    await changeRetention(tenant, userId, { days: 30 })
    await addSource(tenant, userId, { kind: 'standard', name: 'first' })
    const more = await Promise.allSettled(
      [1, 2].map(() => addSource(tenant, userId, { kind: 'standard', name: 'more' })),
    )
    expect(more.every(({ status }) => status === 'rejected')).toBe(true)
  })

  it('takes the first of several sources that are set up at once, and no second', async () => {
    const { tenant, userId } = await newPayer()
    const made = await Promise.allSettled(
      Array.from({ length: 6 }, () => addSource(tenant, userId, { kind: 'standard', name: 'at once' })),
    )
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('after Pro asks the fast model where the complex one was chosen', async () => {
    const payer = await newPayer()
    await subscribe(payer, 'pro')
    await stripe.post.settled()
    await changeModelPolicy(payer.tenant, payer.userId, { ...POLICY, mode: 'complex' })
    expect((await loadModelAccess(payer.tenant)).policy.mode).toBe('complex')
    await endSubscription(payer.tenant)
    await stripe.post.settled()
    expect((await loadModelAccess(payer.tenant)).policy.mode).toBe('fast')
  })

  it('tells owners at 80 % and at 100 %, once each', async () => {
    const { tenant, email } = await newPayer()
    const said: string[] = []
    const print = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      said.push(String(text))
      return true
    })
    for (let made = 0; made < 52; made++) await tellOfUsage(tenant, await countAnalysis(tenant, null))
    print.mockRestore()
    const mails = said.flatMap((text) => new RegExp(`(\\d+)% of .*, for ${email}:`).exec(text)?.[1] ?? [])
    expect(mails).toEqual(['80', '100'])
    expect(await getUsage(tenant)).toMatchObject({ analyses: 52, warnedPercent: 100 })
  })
})
