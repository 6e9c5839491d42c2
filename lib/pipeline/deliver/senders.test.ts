import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type FakeMail, startFakeMail } from '../../../e2e/fakes/mail.ts'
import { type FakeReceiver, startFakeReceiver } from '../../../e2e/fakes/receiver.ts'
import { poolExhausted } from '../../../prisma/seed.ts'
import type { AlertFacts } from '../parse/alert-facts.ts'
import type { Post } from './channel-sender.ts'
import { discordMessage, isDiscordWebhook } from './discord-webhook.ts'
import { mailText } from './mail-channel.ts'
import { messageParts } from './message-parts.ts'
import { isWebhookAddress, webhookBody } from './outgoing-webhook.ts'
import { incidentOf, noteText } from './pagerduty-note.ts'
import { nextAttemptOf, SENDERS } from './senders.ts'
import type { Telling } from './slack-message.ts'
import { isTeamsWorkflow, teamsMessage } from './teams-workflow.ts'

// Each kind of channel against a server on loopback that answers as its receiver does.

let receiver: FakeReceiver
let mail: FakeMail

beforeAll(async () => {
  receiver = await startFakeReceiver()
  mail = await startFakeMail()
  vi.stubEnv('LETHE_OUTBOUND_ALLOW', receiver.host)
  vi.stubEnv('SLACK_API_URL', receiver.origin)
  vi.stubEnv('SMTP_URL', mail.url)
  vi.stubEnv('LETHE_URL', 'https://lethe.example')
})
afterAll(() => Promise.all([receiver.close(), mail.close()]))
beforeEach(() => {
  before = receiver.received.length
})
let before = 0
const sent = () => receiver.received.slice(before)

const alert: AlertFacts = {
  ...{ sourceKind: 'pagerduty', sourceName: 'Pager of the shop', title: 'Checkout fails', service: 'checkout' },
  ...{ environment: null, severity: 'high', status: 'firing', startedAt: null, alerts: 1, hasLog: true },
  links: [{ rel: 'alert', url: 'https://shop.pagerduty.example/incidents/Q1ABC' }],
}
const analysisTelling = (more: Parameters<typeof poolExhausted>[1] = {}): Telling => ({
  analysis: poolExhausted('orders', more),
  alert,
  url: 'https://lethe.example/analyses/1',
  addLogsUrl: 'https://lethe.example/analyze?revisionOf=1',
})
const resolved = {
  notice: {
    kind: 'resolved',
    alerts: 1,
    minutes: 12,
    subject: { title: 'Checkout fails', sourceName: 'x', service: null },
  },
  url: 'https://lethe.example/analyses/1',
} as const
const post = (more: Partial<Post> = {}): Post => ({
  ...{ id: '0190a000-0000-7000-8000-000000000001', telling: analysisTelling(), under: null, now: new Date() },
  ...more,
})
const SECRET = `whsec_${Buffer.alloc(24, 5).toString('base64')}`
const BOT = JSON.stringify({ token: ['xoxb', '0'.repeat(12), 'test'].join('-'), channel: 'C0123' })
const NOTE = () => JSON.stringify({ token: 'k'.repeat(20), from: 'a@b.example', api: receiver.origin })
const HOOK = (more: object = {}) => JSON.stringify({ address: `${receiver.origin}/in`, secret: SECRET, ...more })

describe('every kind', () => {
  const addresses = () => ({
    slack_webhook: `${receiver.origin}/services/x`,
    slack_bot: BOT,
    teams_workflow: `${receiver.origin}/flow`,
    discord_webhook: `${receiver.origin}/api/webhooks/1/x`,
    pagerduty_note: NOTE(),
    webhook: HOOK(),
  })

  it.each(Object.keys(SENDERS).filter((kind) => kind !== 'email'))(
    '%s: taken, asked to wait, failing, gone',
    async (name) => {
      const kind = name as Exclude<keyof typeof SENDERS, 'email'>
      const send = () => SENDERS[kind](addresses()[kind], post())
      expect(await send()).toMatchObject({ kind: 'delivered' })
      receiver.script({ status: 429, headers: { 'retry-after': '7' } })
      expect(await send()).toMatchObject({ kind: 'retry', error: 'rate_limited', afterSeconds: 7 })
      receiver.script({ status: 500 })
      expect(await send()).toMatchObject({ kind: 'retry', error: 'http_500' })
      receiver.script({ status: 410 })
      expect(await send()).toMatchObject({ kind: 'broken', error: 'http_410' })
      receiver.script({ status: 302, headers: { location: 'http://169.254.169.254/' } })
      expect((await send()).kind).not.toBe('delivered')
    },
  )
})

describe('Slack by a bot', () => {
  it('says what the message is called, and puts what follows under it', async () => {
    receiver.script({ status: 200, body: '{"ok":true,"ts":"1700000000.000100"}' })
    expect(await SENDERS.slack_bot(BOT, post())).toMatchObject({ kind: 'delivered', externalRef: '1700000000.000100' })
    await SENDERS.slack_bot(BOT, post({ telling: resolved, under: '1700000000.000100' }))
    const [first, second] = sent().map(({ raw }) => JSON.parse(raw))
    expect(first).toMatchObject({ channel: 'C0123' })
    expect(first).not.toHaveProperty('thread_ts')
    expect(second).toMatchObject({
      thread_ts: '1700000000.000100',
      text: expect.stringContaining('*Resolved* after 12 minutes'),
    })
    expect(sent()[0]?.headers.authorization).toMatch(/^Bearer xoxb-/)
  })

  it.each([
    ['not_in_channel', 'broken'],
    ['token_revoked', 'broken'],
    ['ratelimited', 'retry'],
    ['internal_error', 'refused'],
    ['<script>', 'refused'],
  ])('takes %s as %s', async (error, kind) => {
    receiver.script({ status: 200, body: JSON.stringify({ ok: false, error }) })
    const outcome = await SENDERS.slack_bot(BOT, post())
    expect(outcome.kind).toBe(kind)
    expect(JSON.stringify(outcome)).not.toContain('<')
  })

  it('sends blocks that Slack cannot read once more as text', async () => {
    receiver.script({ status: 200, body: '{"ok":false,"error":"invalid_blocks"}' })
    expect(await SENDERS.slack_bot(BOT, post())).toMatchObject({ kind: 'delivered' })
    expect(sent().map(({ raw }) => 'blocks' in JSON.parse(raw))).toEqual([true, false])
  })
})

describe('a note at PagerDuty', () => {
  it('stands on the incident of the alert, and nowhere where there is none', async () => {
    expect(await SENDERS.pagerduty_note(NOTE(), post())).toMatchObject({ kind: 'delivered' })
    expect(sent()[0]).toMatchObject({ path: '/incidents/Q1ABC/notes', headers: { from: 'a@b.example' } })
    expect(incidentOf([{ rel: 'alert', url: 'https://x.example/incidents/../users' }])).toBeNull()
    expect(
      await SENDERS.pagerduty_note(NOTE(), post({ telling: { ...analysisTelling(), alert: null } })),
    ).toMatchObject({ kind: 'refused', error: 'no_incident' })
    receiver.script({ status: 404 })
    expect(await SENDERS.pagerduty_note(NOTE(), post())).toMatchObject({ kind: 'refused', error: 'no_incident' })
  })
})

describe('a webhook of ours', () => {
  it('verifies with the reference library by each secret that is good, and by no other', async () => {
    const previous = {
      secret: `whsec_${Buffer.alloc(24, 6).toString('base64')}`,
      until: new Date(Date.now() + 60_000).toISOString(),
    }
    await SENDERS.webhook(HOOK({ previous }), post())
    const { raw, headers } = sent()[0] ?? { raw: '', headers: {} }
    const signed = headers as Record<string, string>
    for (const secret of [SECRET, previous.secret]) expect(() => new Webhook(secret).verify(raw, signed)).not.toThrow()
    expect(() => new Webhook(`whsec_${Buffer.alloc(24, 7).toString('base64')}`).verify(raw, signed)).toThrow()
    expect(() => new Webhook(SECRET).verify(`${raw} `, signed)).toThrow()
    await SENDERS.webhook(HOOK({ previous: { ...previous, until: new Date(Date.now() - 1).toISOString() } }), post())
    expect(sent()[1]?.headers['webhook-signature']).not.toContain(' ')
  })

  it('has the same id in every attempt, tries for three days, and gives up at 410 only', async () => {
    receiver.script({ status: 404 })
    expect(await SENDERS.webhook(HOOK(), post())).toMatchObject({ kind: 'retry', error: 'http_404' })
    await SENDERS.webhook(HOOK(), post())
    expect(new Set(sent().map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    const waits = Array.from(
      { length: 10 },
      (_, index) => nextAttemptOf('webhook', index + 1, undefined, new Date(0))?.getTime() ?? null,
    )
    expect(waits.at(-1)).toBeNull()
    expect(waits.slice(0, -1).reduce<number>((sum, wait) => sum + (wait ?? 0), 0)).toBeGreaterThan(3 * 86_400_000)
  })

  it('carries what is stored and no line of a log', () => {
    const { data } = JSON.parse(webhookBody(post()))
    expect(Object.keys(data.analysis.rootCauses[0].evidence[0]).sort()).toEqual(['count', 'line', 'template'])
    expect(data.analysis).not.toHaveProperty('receipt')
  })
})

describe('mail', () => {
  it('goes to one address, with what follows under it', async () => {
    expect(await SENDERS.email('alice@acme.test', post())).toMatchObject({ kind: 'delivered', externalRef: post().id })
    const first = await mail.waitFor(`<${post().id}@lethe.example>`)
    expect(first.to).toEqual(['alice@acme.test'])
    await SENDERS.email(
      'alice@acme.test',
      post({ id: '0190a000-0000-7000-8000-000000000002', telling: resolved, under: post().id }),
    )
    expect((await mail.waitFor('In-Reply-To')).raw).toContain(`In-Reply-To: <${post().id}@lethe.example>`)
  })

  it('is tried again where the server is busy and not where it refuses', async () => {
    mail.refuseNext('451 later')
    expect(await SENDERS.email('alice@acme.test', post())).toMatchObject({ kind: 'retry' })
    mail.refuseNext('550 nobody')
    expect(await SENDERS.email('alice@acme.test', post())).toMatchObject({ kind: 'refused' })
  })
})

describe('hostile words', () => {
  const HOSTILE = [
    '@everyone <!channel> <@U1>',
    '[x](http://evil.example)',
    '**b** `c` ```',
    '\u202e\u0000\u001b[31m',
    'a\r\nBcc: x@y.z',
    '\ud800'.repeat(5),
    '😀'.repeat(400),
    '<at>all</at>',
    '&amp;<b>',
    '# big',
    '||spoiler||',
    '<https://evil.example>',
  ]
  const words = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 3_000 }))

  it('are neither link, mention nor format in any message, and no message is too large', () => {
    fc.assert(
      fc.property(words, words, words, (title, summary, command) => {
        const given = poolExhausted('x', { title, summary })
        const actions = [{ description: summary, command, risk: 'risky' as const }]
        const analysis = { ...given, actions, dataGaps: [summary], verdict: 'inconclusive' as const }
        const parts = messageParts({ ...analysisTelling(), analysis })
        const discord = discordMessage(parts)
        const [embed] = discord.embeds
        expect(discord.allowed_mentions).toEqual({ parse: [] })
        expect((embed?.title.length ?? 0) + (embed?.description.length ?? 0)).toBeLessThan(5_500)
        const outside = (embed?.description ?? '')
          .replace(/```[\s\S]*?```/g, '')
          .replace(/\[[^\]]*\]\(<https:\/\/(lethe|shop\.pagerduty)\.example[^>]*>\)/g, '')
        expect(outside).not.toMatch(/(?<!\\)(\[|<|@|`|#)/)
        expect(Buffer.byteLength(JSON.stringify(teamsMessage(parts)))).toBeLessThanOrEqual(20_000)
        expect(JSON.stringify(teamsMessage(parts))).not.toContain('"type":"TextBlock"')
        expect(noteText(parts).length).toBeLessThanOrEqual(2_000)
        for (const text of [mailText(parts), noteText(parts), JSON.stringify(parts)]) {
          expect(text).not.toMatch(/[\u0000-\u0008\u001b\u202a-\u202e]/)
          expect(text.isWellFormed()).toBe(true)
        }
        expect(parts.title).not.toMatch(/[\r\n]/)
      }),
      { numRuns: 300 },
    )
  })
})

describe('addresses', () => {
  it.each([
    ['https://prod-1.westeurope.logic.azure.com:443/workflows/1/triggers/x?sig=1', true],
    ['https://a.environment.api.powerplatform.com/powerautomate/x?sig=1', true],
    ['https://logic.azure.com.evil.example/x', false],
    ['http://prod.logic.azure.com/x', false],
    ['https://user:pass@prod.logic.azure.com/x', false],
  ])('of Teams: %s %s', (url, ok) => expect(isTeamsWorkflow(url, [])).toBe(ok))

  it.each([
    [`https://discord.com/api/webhooks/123456789/${'a'.repeat(60)}`, true],
    [`https://discord.com.evil.example/api/webhooks/123456789/${'a'.repeat(60)}`, false],
    [`https://discord.com/api/users/123456789/${'a'.repeat(60)}`, false],
  ])('of Discord: %s %s', (url, ok) => expect(isDiscordWebhook(url, [])).toBe(ok))

  it('of a webhook must be https and carry no password', () => {
    expect(isWebhookAddress('https://a.example/x', [])).toBe(true)
    for (const url of ['http://a.example/x', 'https://u:p@a.example/', 'file:///etc/passwd', 'x'])
      expect(isWebhookAddress(url, []), url).toBe(false)
  })
})
