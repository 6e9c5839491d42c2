import { describe, expect, it } from 'vitest'
import { bodyOf, type Sample } from './cases/sample.ts'
import { SAMPLES } from './cases/samples.ts'
import { SOURCE_KINDS } from './normalized-alert.ts'
import { kindNamed, parse } from './parse.ts'

const parsed = (sample: Sample) => parse(sample.kind, bodyOf(sample), sample.headers)

describe('what senders send', () => {
  it('has a sample of every kind', () => {
    expect(new Set(SAMPLES.map(({ kind }) => kind))).toEqual(new Set(SOURCE_KINDS))
  })

  it.each(SAMPLES)('$kind, $name', (sample) => {
    const result = parsed(sample)
    if (sample.result) return expect(result).toEqual(sample.result)
    if (result.kind !== 'alerts') throw new Error(JSON.stringify(result))
    expect(result.alerts).toHaveLength(sample.alerts ?? 1)
    expect(result.alerts[0]).toMatchObject({ source: sample.kind, ...sample.alert })
    for (const [type, words] of sample.evidence ?? []) {
      const texts = result.alerts[0]?.evidence.filter((piece) => piece.type === type).map(({ text }) => text)
      expect(texts?.join('\n')).toContain(words)
    }
  })

  it.each(SAMPLES)(
    '$kind, $name: also with another content type, a byte order mark, or quoted as a whole',
    (sample) => {
      if (typeof sample.body === 'string') return
      const body = bodyOf(sample)
      const types = { ...sample.headers, 'content-type': 'text/plain; charset=UTF-8' }
      expect(parse(sample.kind, body, types)).toEqual(parsed(sample))
      if (sample.kind === 'standard') return
      expect(parse(sample.kind, `\uFEFF${body}\n`, sample.headers)).toEqual(parsed(sample))
      expect(parse(sample.kind, JSON.stringify(body), sample.headers)).toEqual(parsed(sample))
    },
  )

  it('names the id of a delivery where the sender has one, from its header or its body', () => {
    const ids = Object.fromEntries(
      SAMPLES.map((sample) => {
        const result = parsed(sample)
        return [`${sample.kind}, ${sample.name}`, 'deliveryId' in result ? result.deliveryId : undefined]
      }),
    )
    expect(ids).toMatchObject({
      'github, a run that failed': 'd1',
      'sentry, an issue alert with its event': 'r1',
      'incidentio, an alert': 'w1',
      'rootly, an alert with what came before it': 'ev-1',
      'cloudwatch, an alarm': '7f3c2b1a-0000-4000-8000-000000000001',
      'datadog, our payload, with a sample of a log monitor': '556677/1795000000000',
    })
  })

  it.each(SOURCE_KINDS)('%s: a shape that nobody knows is read by the names that most senders use', (kind) => {
    const result = parse(
      kind,
      JSON.stringify({ summary: 'Something broke', priority: 'P1', whatever: { logs: 'ERROR x' } }),
    )
    const alert = result.kind === 'alerts' ? result.alerts[0] : undefined
    expect(alert).toMatchObject({ title: 'Something broke', status: 'firing', severity: 'critical' })
    expect(alert?.evidence[0]).toEqual({ type: 'log', text: 'ERROR x' })
  })

  it.each(SOURCE_KINDS)(
    '%s: nothing and broken JSON are no alert; broken JSON at the door for any text is text',
    (kind) => {
      for (const body of ['', ' \n', '{"a":', '{"alerts":[{'])
        expect(parse(kind, body).kind, body).toBe(kind === 'generic' && body.includes('{') ? 'alerts' : 'invalid')
    },
  )

  it('knows other names of a kind, and none of every object', () => {
    expect(['aws', 'incident.io', 'AWS-SNS', 'prometheus', 'jsm', 'gcp'].map(kindNamed)).toEqual([
      ...['cloudwatch', 'incidentio', 'cloudwatch', 'alertmanager', 'opsgenie', 'gcp'],
    ])
    expect(['constructor', '__proto__', '', 'toaster'].map(kindNamed)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})
