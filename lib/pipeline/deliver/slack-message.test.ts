import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { poolExhausted } from '../../../prisma/seed.ts'
import type { Analysis } from '../analysis.ts'
import type { AlertFacts } from '../parse/alert-facts.ts'
import { MAX_ATTEMPTS, nextAttempt, retryAfter } from './outcome.ts'
import { MAX_MESSAGE_CHARS, type SlackMessage, slackMessage, withoutBlocks } from './slack-message.ts'
import { code, link, mrkdwn, plain, plainText } from './slack-text.ts'
import { isSlackWebhook } from './slack-webhook.ts'

const facts: AlertFacts = {
  sourceKind: 'pagerduty',
  sourceName: 'PagerDuty of the shop',
  title: 'Checkout fails',
  service: 'checkout',
  environment: null,
  severity: 'high',
  status: 'firing',
  startedAt: null,
  links: [{ rel: 'alert', url: 'https://shop.pagerduty.example/incidents/Q1' }],
  alerts: 1,
  hasLog: true,
}
const URLS = { url: 'https://lethe.example/analyses/1', addLogsUrl: 'https://lethe.example/analyze?revisionOf=1' }
const message = (analysis: Analysis, alert: AlertFacts | null = facts) => slackMessage({ analysis, alert, ...URLS })
const textsOf = ({ text, blocks = [] }: SlackMessage): string[] => [
  text,
  ...blocks.flatMap((block) => (block.type === 'context' ? block.elements.map((e) => e.text) : [block.text.text])),
]

describe('a message', () => {
  it('asks whether it was right only where there is a link for that', () => {
    const asking = (feedbackUrl?: string) =>
      textsOf(slackMessage({ analysis: poolExhausted('orders'), alert: facts, ...URLS, feedbackUrl })).join('\n')
    expect(asking('https://lethe.example/feedback/abc')).toContain('<https://lethe.example/feedback/abc|Was it right?>')
    expect(asking()).not.toContain('right?')
  })

  it('says decision, cause, confidence, evidence by line, first step and where to read on', () => {
    const said = textsOf(message(poolExhausted('orders'))).join('\n')
    for (const part of [
      '*Act*: The cause is found in the log',
      'confidence 86 %',
      'The connection pool of orders-db has no free connection.',
      'line 412 ×96: ERROR &lt;∗&gt;'.replace('∗', '*'),
      '*First step* (read-only)',
      'select state, count(*) from pg_stat_activity group by state;',
      '<https://lethe.example/analyses/1|Open the analysis>',
      '<https://shop.pagerduty.example/incidents/Q1|Alert at the sender>',
      'PagerDuty of the shop',
    ])
      expect(said).toContain(part)
  })

  it('of an inconclusive analysis names the gaps and where to add the logs', () => {
    const said = textsOf(message(poolExhausted('x', { verdict: 'inconclusive', dataGaps: ['No log.'] }))).join('\n')
    expect(said).toContain('*Inconclusive*')
    expect(said).toContain('• No log.')
    expect(said).toContain('<https://lethe.example/analyze?revisionOf=1|Add the logs>')
    expect(textsOf(message(poolExhausted('x'))).join('\n')).not.toContain('Add the logs')
  })

  const hostile = fc.oneof(
    fc.constantFrom(
      '<!channel> <!here> <@U123> <#C1> <!subteam^S1>',
      '@channel @here @everyone',
      '```*bold*``` `x` ~y~ <https://evil.example|click>',
      '\u202e\u2066evil\u2069 \u001b[31mred\u001b[0m \u0000\u0007',
      '&amp;&lt;!channel&gt;',
      '👩‍👩‍👧‍👦'.repeat(900),
      '<'.repeat(2_000),
      '\ud800'.repeat(50),
    ),
    fc.string({ unit: 'binary', maxLength: 2_000 }),
  )

  it('holds its limits, pings nobody and shows no hidden character, whatever stands in it (1,000 hostile analyses)', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.nat(20), (a, b, places) => {
        const evidence = Array.from({ length: places }, (_, i) => ({ line: i + 1, template: a || 'x', count: 1 + i }))
        const cause = { summary: b, confidence: 1, component: a, kind: 'cause' as const, evidence }
        const made = message(
          poolExhausted('x', {
            title: a,
            summary: b,
            verdict: places % 2 === 0 ? 'inconclusive' : 'action_required',
            decision: { kind: 'escalate', reason: b, involve: a },
            rootCauses: [cause, cause],
            actions: [{ description: a, command: b, risk: 'risky' }],
            dataGaps: [a, b, a, b, a],
          }),
          {
            ...facts,
            sourceName: a,
            service: b,
            links: [{ rel: 'alert', url: `https://a.example/${encodeURI(a.toWellFormed()).slice(0, 500)}` }],
          },
        )
        expect(JSON.stringify(made).length).toBeLessThanOrEqual(MAX_MESSAGE_CHARS)
        expect(made.blocks?.length).toBeLessThanOrEqual(50)
        for (const block of made.blocks ?? []) {
          if (block.type === 'header') expect(block.text.text.length).toBeLessThanOrEqual(150)
          if (block.type === 'section') expect(block.text.text.length).toBeLessThanOrEqual(3_000)
        }
        for (const text of textsOf(made)) {
          expect(text.length).toBeGreaterThan(0)
          expect(text.replace(/<https?:\/\/[^<>|]*\|[^<>|]*>/g, '')).not.toMatch(/[<>]/)
          expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b]/)
          expect((text.match(/```/g) ?? []).length % 2).toBe(0)
        }
      }),
      { numRuns: 1_000, seed: 11 },
    )
  })

  it('can be sent without blocks', () => {
    expect(withoutBlocks(message(poolExhausted('x')))).toEqual({
      text: expect.stringContaining('/analyses/1'),
      unfurl_links: false,
      unfurl_media: false,
      link_names: false,
    })
  })
})

describe('text for Slack', () => {
  it('is escaped, and cannot format, mention or link', () => {
    expect(mrkdwn('a < b & c > d <!here> `x` *y* @channel', 200)).toBe(
      'a &lt; b &amp; c &gt; d &lt;!here&gt; ˋxˋ ∗y∗ ＠channel',
    )
    expect(code('a```b<c', 200)).toBe('aˋˋˋb&lt;c')
    expect(plain('a\u001b[1mb\u001b[0m\r\n c\u200bd\u202e')).toBe('ab cd')
  })

  it('is cut between graphemes and never within an escape', () => {
    const family = '👩‍👩‍👧‍👦'
    expect(plainText(family.repeat(5), 30)).toMatch(/^\p{Extended_Pictographic}+…$/u)
    expect(plainText('e\u0301'.repeat(10), 6)).toBe(`${'e\u0301'.repeat(2)}…`)
    expect(mrkdwn('&'.repeat(10), 12)).toBe('&amp;&amp;…')
    expect(mrkdwn('abc', 3)).toBe('abc')
    expect(plainText('🇩🇪🇫🇷🇮🇹', 9)).toBe('🇩🇪🇫🇷…')
  })

  it('links to http and https only, and nothing ends the address', () => {
    expect(link('javascript:alert(1)', 'x')).toBeNull()
    expect(link('https://a.example/x|y>z<w?a=1&b=2', 'l|bel')).toBe(
      '<https://a.example/x%7Cy%3Ez%3Cw?a=1&amp;b=2|l/bel>',
    )
  })
})

describe('attempts', () => {
  const now = new Date('2026-11-21T10:00:00Z')

  it.each([
    ['70', 70],
    ['0', 0],
    ['99999999', 3_600],
    ['Sat, 21 Nov 2026 10:00:30 GMT', 30],
    ['Sat, 21 Nov 2020 10:00:30 GMT', 0],
    ['soon', undefined],
    [null, undefined],
  ])('Retry-After %j is %j seconds', (header, seconds) => expect(retryAfter(header, now)).toBe(seconds))

  it('wait longer each time, at least as long as asked, and end', () => {
    const waits = Array.from({ length: MAX_ATTEMPTS }, (_, i) => nextAttempt(i + 1, undefined, now, 0))
    expect(waits.map((at) => at && (at.getTime() - now.getTime()) / 1_000)).toEqual([5, 30, 120, 600, 1_800, null])
    expect(nextAttempt(1, 70, now, 1)?.getTime()).toBe(now.getTime() + 70_000)
    expect(nextAttempt(1, 1, now, 1)?.getTime()).toBe(now.getTime() + 6_000)
  })
})

describe('an address of a channel', () => {
  it('is Slack’s, or one that the operator allowed exactly', () => {
    const real = `https://hooks.slack.com/${'services'}/T0/B0/x`
    expect(isSlackWebhook(real, [])).toBe(true)
    expect(isSlackWebhook('http://127.0.0.1:9/services/a', ['127.0.0.1:9'])).toBe(true)
    expect(isSlackWebhook('http://127.0.0.1:9/services/a', ['127.0.0.1:8'])).toBe(false)
    expect(isSlackWebhook(`${real}#x`, [])).toBe(false)
  })
})
