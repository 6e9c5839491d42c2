import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyOf } from './cases/sample.ts'
import { SAMPLES } from './cases/samples.ts'
import { severityOf, statusOf } from './grade.ts'
import type { NormalizedAlert, ParseResult } from './normalized-alert.ts'
import { PARSED_SOURCES, parse } from './parse.ts'
import { timeOf, urlOf } from './read-json.ts'

const incident = {
  id: 'Q1ABCDE',
  type: 'incident',
  html_url: 'https://shop.pagerduty.example/incidents/Q1ABCDE',
  number: 7,
  status: 'triggered',
  incident_key: 'checkout-latency',
  created_at: '2026-11-20T09:00:00Z',
  title: 'Checkout is\n slow',
  service: { id: 'PS1', type: 'service_reference', summary: 'checkout' },
  urgency: 'high',
  priority: { summary: 'P2' },
  escalation_policy: { summary: 'Shop' },
}
const event = (type: string, data: unknown = incident) =>
  JSON.stringify({
    event: { id: '01EVENT', event_type: type, resource_type: 'incident', occurred_at: '2026-11-20T09:00:05.5Z', data },
  })
const first = (result: ParseResult): NormalizedAlert => {
  const alert = result.kind === 'alerts' ? result.alerts[0] : undefined
  if (!alert) throw new Error(JSON.stringify(result))
  return alert
}

describe('PagerDuty', () => {
  it('gives the incident, with what must be asked for', () => {
    expect(parse('pagerduty', event('incident.triggered'), { 'x-webhook-id': 'd1' })).toEqual({
      kind: 'alerts',
      deliveryId: 'd1',
      alerts: [
        {
          source: 'pagerduty',
          alertKey: 'Q1ABCDE',
          keyed: true,
          status: 'firing',
          severity: 'high',
          rawSeverity: 'P2',
          title: 'Checkout is slow',
          service: 'checkout',
          startedAt: '2026-11-20T09:00:00.000Z',
          links: [{ rel: 'alert', url: 'https://shop.pagerduty.example/incidents/Q1ABCDE' }],
          labels: { event_type: 'incident.triggered', number: '7', urgency: 'high', escalation_policy: 'Shop' },
          evidence: [],
          fetchMore: { kind: 'pagerduty_alerts', ref: { incident: 'Q1ABCDE' } },
        },
      ],
    })
  })

  it.each([
    ['incident.resolved', 'triggered', 'resolved'],
    ['incident.acknowledged', 'triggered', 'acknowledged'],
    ['incident.reopened', 'resolved', 'firing'],
    ['incident.unacknowledged', 'acknowledged', 'firing'],
    ['incident.priority_updated', 'acknowledged', 'acknowledged'],
    ['incident.priority_updated', 'triggered', 'firing'],
    ['incident.something_new', 'resolved', 'resolved'],
  ])('%s of an incident that is %s: %s', (type, status, expected) => {
    expect(first(parse('pagerduty', event(type, { ...incident, status }))).status).toBe(expected)
  })

  it.each([
    [{ priority: { summary: 'P1' }, urgency: 'low' }, 'critical'],
    [{ priority: { summary: 'SEV-3' } }, 'medium'],
    [{ priority: { summary: 'Gold' }, urgency: 'low' }, 'low'],
    [{ priority: null, urgency: 'high' }, 'high'],
    [{ priority: null, urgency: null }, 'unknown'],
  ])('%j is graded %s', (changes, severity) => {
    expect(first(parse('pagerduty', event('incident.triggered', { ...incident, ...changes }))).severity).toBe(severity)
  })

  it('tells a reopened incident from its first time', () => {
    const reopened = { ...incident, reopened_at: '2026-11-20T11:00:00Z' }
    expect(first(parse('pagerduty', event('incident.reopened', reopened))).cycleKey).toBe('2026-11-20T11:00:00.000Z')
  })

  it.each([
    [event('pagey.ping', { type: 'ping', message: 'Hello' }), { kind: 'handshake', action: 'ping' }],
    [event('service.updated', { type: 'service' }), { kind: 'ignored', why: 'other_event' }],
    [event('incident.annotated', { type: 'incident_note' }), { kind: 'ignored', why: 'not_the_incident' }],
    ['{"event":', { kind: 'invalid', issues: ['not_json'] }],
    ['', { kind: 'invalid', issues: ['empty'] }],
    ['[]', { kind: 'invalid', issues: ['no_event'] }],
    ['null', { kind: 'invalid', issues: ['no_event'] }],
    [event('incident.triggered', { type: 'incident' }), { kind: 'invalid', issues: ['no_incident_id'] }],
  ])('%s', (body, expected) => {
    expect(parse('pagerduty', body)).toEqual(expected)
  })
})

describe('Standard Webhooks and bodies of any shape', () => {
  const log = '2026-11-20 09:00:01 ERROR pool exhausted\n2026-11-20 09:00:02 WARN retrying'

  it('finds title, grade, key, links, service and log of a plain alert', () => {
    const body = {
      type: 'alert.triggered',
      timestamp: '2026-11-20T09:00:00Z',
      data: {
        id: 'a-1',
        title: 'Database pool exhausted',
        severity: 'critical',
        service: { name: 'orders' },
        environment: 'production',
        url: 'https://monitor.example/a-1',
        runbook_url: 'https://wiki.example/pool',
        logs: log,
      },
    }
    const result = parse('standard', JSON.stringify(body), { 'webhook-id': 'm1' })
    expect(result).toMatchObject({ kind: 'alerts', deliveryId: 'm1' })
    expect(first(result)).toEqual({
      source: 'standard',
      alertKey: 'a-1',
      keyed: true,
      status: 'firing',
      severity: 'critical',
      rawSeverity: 'critical',
      title: 'Database pool exhausted',
      service: 'orders',
      environment: 'production',
      startedAt: '2026-11-20T09:00:00.000Z',
      links: [
        { rel: 'alert', url: 'https://monitor.example/a-1' },
        { rel: 'runbook', url: 'https://wiki.example/pool' },
      ],
      labels: {},
      evidence: [{ type: 'log', text: log }],
    })
  })

  it.each<[unknown, AlertPart]>([
    [
      { alerts: [{ labels: { alertname: 'Down', severity: 'page' }, fingerprint: 'f1' }] },
      { title: 'Down', alertKey: 'f1' },
    ],
    [{ incident: { summary: 'Slow', state: 'closed' } }, { title: 'Slow', status: 'resolved' }],
    [
      { message: 'Out of disk', level: 'error', host: 'db1' },
      { title: 'Out of disk', severity: 'high', service: 'db1' },
    ],
    [
      { check_name: 'API', current_state: 'UP', check_id: 12 },
      { title: 'API', status: 'resolved', alertKey: '12' },
    ],
    [
      { type: 'invoice.paid', data: { id: 'x', type: 'invoice' } },
      { title: 'invoice.paid', alertKey: 'x' },
    ],
    [
      { name: 'a', priority: 1 },
      { severity: 'critical', keyed: false, alertKey: 'a' },
    ],
    [[{ title: 'one' }, { title: 'two' }], { title: 'one' }],
    [{}, { title: 'Alert without a title', evidence: [] }],
    ['text', { title: 'Alert without a title' }],
    [7, { title: 'Alert without a title' }],
    [null, { title: 'Alert without a title' }],
  ])('%j', (body, expected) => {
    expect(first(parse('standard', JSON.stringify(body)))).toMatchObject(expected)
  })

  it.each<[string, unknown, string]>([
    ['logs', 'ERROR a', 'log'],
    ['log_lines', ['ERROR a', 'ERROR b'], 'log'],
    ['logLines', [{ message: 'a', timestamp: '2026-01-01T00:00:00Z' }], 'log'],
    ['matching_messages', [{ message: 'WARN: a' }], 'log'],
    ['stacktrace', 'Error: x\n    at f (a.js:1)', 'stack'],
    ['stackTrace', 'Error: x', 'stack'],
    ['whatever', 'Traceback:\n  File "a.py", line 1', 'log'],
    ['description', 'It is slow', 'text'],
  ])('what stands under %s is read', (name, value, type) => {
    expect(first(parse('standard', JSON.stringify({ data: { [name]: value } }))).evidence[0]?.type).toBe(type)
  })

  it('keeps the whole body as evidence where nothing in it looks like a log', () => {
    const { evidence } = first(parse('standard', '{"title":"Slow","p99":4.2}'))
    expect(evidence).toEqual([{ type: 'json', text: '{\n  "title": "Slow",\n  "p99": 4.2\n}' }])
  })

  it('takes text that is no JSON at the generic door only', () => {
    expect(parse('standard', 'not json')).toEqual({ kind: 'invalid', issues: ['not_json'] })
    expect(first(parse('generic', 'disk full\n\nERROR no space'))).toMatchObject({
      title: 'disk full',
      evidence: [{ type: 'log' }],
    })
  })
})
type AlertPart = Partial<NormalizedAlert>

describe('words, times and addresses', () => {
  it.each([
    ['P1', 'critical'],
    ['sev-2', 'high'],
    ['Warning', 'medium'],
    ['4', 'low'],
    ['constructor', 'unknown'],
    ['a critical sentence', 'unknown'],
    ['', 'unknown'],
  ])('severity %j is %s', (raw, expected) => expect(severityOf(raw)).toBe(expected))

  it.each([
    ['ALARM', 'firing'],
    ['incident.resolved', 'resolved'],
    ['No Data', 'info'],
    ['__proto__', undefined],
    ['it is ok', undefined],
  ])('status %j is %s', (raw, expected) => expect(statusOf(raw)).toBe(expected))

  it.each([
    [1_763_629_200, '2025-11-20T09:00:00.000Z'],
    [1_763_629_200_000, '2025-11-20T09:00:00.000Z'],
    ['1763629200000000000', '2025-11-20T09:00:00.000Z'],
    ['0001-01-01T00:00:00Z', undefined],
    ['soon', undefined],
    [-1, undefined],
    [Number.MAX_VALUE, undefined],
  ])('time %j is %s', (raw, expected) => expect(timeOf(raw)).toBe(expected))

  it.each([
    ['https://a.example/x?y=1', 'https://a.example/x?y=1'],
    ['javascript:alert(1)', undefined],
    ['//a.example', undefined],
    ['https://', undefined],
    [7, undefined],
  ])('address %j is %s', (raw, expected) => expect(urlOf(raw)).toBe(expected))
})

describe('every parser', () => {
  /** What any body becomes: one of four kinds, with every string within its bounds. */
  function check(result: ParseResult): void {
    expect(['alerts', 'handshake', 'ignored', 'invalid']).toContain(result.kind)
    if (result.kind !== 'alerts') return
    expect(result.alerts.length).toBeGreaterThan(0)
    for (const alert of result.alerts) {
      expect(alert.title.length).toBeGreaterThan(0)
      expect(alert.title.length).toBeLessThanOrEqual(300)
      expect(alert.alertKey.length).toBeGreaterThan(0)
      expect(alert.title).not.toMatch(/[\r\n]/)
      expect(alert.alertKey.length).toBeLessThanOrEqual(300)
      for (const { url } of alert.links) expect(url).toMatch(/^https?:/)
      expect(alert.evidence.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(1_500_000)
    }
  }
  const names = [
    'event',
    'data',
    'type',
    'id',
    'title',
    'status',
    'alerts',
    'logs',
    'labels',
    'service',
    'message',
    '__proto__',
  ]
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('incident', 'incident.triggered', 'resolved', 'https://a.example', 'a\nERROR b'),
      fc.jsonValue({ maxDepth: 1 }),
      fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 5 }),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
  })).value

  it.each(PARSED_SOURCES)('%s is total: 150 bodies of JSON', (source) => {
    fc.assert(
      fc.property(json, (body) => check(parse(source, JSON.stringify(body) ?? ''))),
      { numRuns: 150, seed: 11 },
    )
  })

  it.each(PARSED_SOURCES)('%s is total: 150 mutations of its own bodies', (source) => {
    const seeds = SAMPLES.filter(({ kind }) => kind === source).map(bodyOf)
    const mutation = fc.record({
      at: fc.nat(Math.max(...seeds.map(({ length }) => length))),
      cut: fc.nat(20),
      put: fc.string({ unit: 'binary', maxLength: 6 }),
    })
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.array(mutation, { maxLength: 4 }), (seed, mutations) => {
        const body = mutations.reduce((text, m) => text.slice(0, m.at) + m.put + text.slice(m.at + m.cut), seed)
        check(parse(source, body, { 'webhook-id': body.slice(0, 300), 'x-webhook-id': '' }))
      }),
      { numRuns: 150, seed: 11 },
    )
  })

  it.each(PARSED_SOURCES)('%s survives depth, width and length', (source) => {
    const bodies = [
      `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      `${'{"data":'.repeat(3_000)}1${'}'.repeat(3_000)}`,
      `{"logs":"${'x'.repeat(1_000_000)}"}`,
      JSON.stringify({ alerts: Array.from({ length: 5_000 }, (_, i) => ({ title: `t${i}` })) }),
      JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, 'v']))),
    ]
    for (const body of bodies) check(parse(source, body))
  })
})
