import { createHmac, randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TooLarge } from '../../errors.ts'
import type { SourceConfig } from '../../source-kinds/source-facts.ts'
import { SOURCE_FACTS } from '../../source-kinds.ts'
import { mutationsOf } from './cases/mutations.ts'
import { decodeContent } from './content.ts'
import type { RawDelivery, Secret } from './verifier.ts'
import { guessKind, schemeOf, verify } from './verify.ts'

// Vectors made at run time, by each sender's own rule written out once more.

const NOW = new Date('2026-11-21T10:00:00Z')
const SECONDS = Math.floor(NOW.getTime() / 1_000)
const BODY = '{"title":"Straße: größer als 5 %","n":1566248777.0,"b":1502709956288000110}'
const forever = (value: string): Secret => ({ value, notAfter: null })
const hmac = (secret: string, ...parts: (string | Buffer)[]) => {
  const made = createHmac('sha256', secret)
  for (const part of parts) made.update(part)
  return made
}
const hex = (secret: string, ...parts: (string | Buffer)[]) => hmac(secret, ...parts).digest('hex')

interface Case {
  kind: string
  settings?: SourceConfig
  header: string
  sign(secret: string, seconds?: number): RawDelivery
  /** Whether the time is signed. */
  timed: boolean
}
const raw = Buffer.from(BODY)
const STAMP = 'x-grafana-alerting-timestamp'
const rootly =
  (form: string, blank = '') =>
  (secret: string, seconds = SECONDS): RawDelivery => ({
    headers: { 'x-rootly-signature': `t=${seconds},${blank}v1=${hex(secret, `${seconds}${form}`, raw)}` },
    raw,
  })

const CASES: Record<string, Case> = {
  sentry: {
    kind: 'sentry',
    header: 'sentry-hook-signature',
    timed: false,
    sign: (s) => ({ headers: { 'sentry-hook-signature': hex(s, raw), 'sentry-hook-timestamp': '1' }, raw }),
  },
  grafana: {
    kind: 'grafana',
    header: 'x-grafana-alerting-signature',
    timed: false,
    sign: (s) => ({ headers: { 'x-grafana-alerting-signature': hex(s, raw) }, raw }),
  },
  'grafana, own names and a time': {
    kind: 'grafana',
    settings: { header: 'X-Own', timestampHeader: 'X-Grafana-Alerting-Timestamp' },
    header: 'x-own',
    timed: true,
    sign: (s, seconds = SECONDS) => ({
      headers: { 'x-own': hex(s, `${seconds}:`, raw), [STAMP]: String(seconds) },
      raw,
    }),
  },
  github: {
    kind: 'github',
    header: 'x-hub-signature-256',
    timed: false,
    sign: (s) => ({ headers: { 'x-hub-signature-256': `sha256=${hex(s, raw)}` }, raw }),
  },
  'rootly, as its page says': { kind: 'rootly', header: 'x-rootly-signature', timed: true, sign: rootly('') },
  'rootly, with a dot and a blank': {
    kind: 'rootly',
    header: 'x-rootly-signature',
    timed: true,
    sign: rootly('.', ' '),
  },
  'generic, hex': {
    kind: 'generic',
    header: 'x-signature-256',
    timed: false,
    sign: (s) => ({ headers: { 'x-signature-256': hex(s, raw) }, raw }),
  },
  'generic, base64 in a header of its own': {
    kind: 'generic',
    settings: { header: 'X-Hmac' },
    header: 'x-hmac',
    timed: false,
    sign: (s) => ({ headers: { 'x-hmac': `sha256=${hmac(s, raw).digest('base64')}` }, raw }),
  },
}
const reasonOf = async ({ kind, settings }: Case, delivery: RawDelivery, secrets: Secret[], now = NOW) => {
  const result = await verify(kind, delivery, secrets, now, settings)
  return result.ok ? 'ok' : result.reason
}

describe.each(Object.entries(CASES))('a signature of %s', (_, one) => {
  const secret = schemeOf(one.kind, one.settings)?.makeSecret() ?? ''

  it('passes, also as the previous secret until its end', async () => {
    const delivery = one.sign(secret)
    expect(await reasonOf(one, delivery, [forever(secret)])).toBe('ok')
    const old = (notAfter: Date) => [forever('another-secret-0000'), { value: secret, notAfter }]
    expect(await reasonOf(one, delivery, old(new Date(NOW.getTime() + 1)))).toBe('ok')
    expect(await reasonOf(one, delivery, old(NOW))).toBe('mismatch')
    expect(await reasonOf(one, delivery, [])).toBe('mismatch')
  })

  it('passes with none of twelve changes', async () => {
    const delivery = one.sign(secret)
    const mutations = mutationsOf({ delivery, header: one.header }, one.sign(`${secret}x`))
    expect(mutations).toHaveLength(12)
    for (const [name, mutated] of mutations)
      expect(await reasonOf(one, mutated, [forever(secret)]), name).not.toBe('ok')
  })

  it('is not the signature of an earlier or later time, where a time is signed', async () => {
    for (const [apart, said] of [
      [300, 'ok'],
      [301, 'stale'],
      [-300, 'ok'],
      [-301, 'stale'],
      [86_400, 'stale'],
    ] as const) {
      expect(await reasonOf(one, one.sign(secret, SECONDS - apart), [forever(secret)])).toBe(one.timed ? said : 'ok')
    }
  })
})

describe('senders that sign a time', () => {
  it('Grafana: a signature of the body alone is not enough where a timestamp header is set', async () => {
    const settings = { timestampHeader: STAMP }
    const own = { ...CASES.grafana, kind: 'grafana', settings } as Case
    const bodyOnly: RawDelivery = { headers: { 'x-grafana-alerting-signature': hex('s', raw) }, raw }
    expect(await reasonOf(own, bodyOnly, [forever('s')])).toBe('missing')
    const withTime = { ...bodyOnly, headers: { ...bodyOnly.headers, [STAMP]: String(SECONDS) } }
    expect(await reasonOf(own, withTime, [forever('s')])).toBe('mismatch')
    for (const time of ['', `0${SECONDS}`, `+${SECONDS}`, `${SECONDS}.0`, 'NaN', '1e9', '9'.repeat(13)]) {
      const signed = { headers: { 'x-grafana-alerting-signature': hex('s', `${time}:`, raw), [STAMP]: time }, raw }
      expect(await reasonOf(own, signed, [forever('s')]), time).not.toBe('ok')
    }
  })

  it('Rootly: says which form matched; two times, or a digit moved between time and body, pass nothing', async () => {
    const said = async (delivery: RawDelivery) => verify('rootly', delivery, [forever('secret')], NOW)
    expect(await said(rootly('')('secret'))).toMatchObject({ ok: true, form: 'plain', signedAt: NOW })
    expect(await said(rootly('.')('secret'))).toMatchObject({ ok: true, form: 'dot' })
    const signature = hex('secret', `${SECONDS}`, raw)
    const header = (value: string, body = raw): RawDelivery => ({ headers: { 'x-rootly-signature': value }, raw: body })
    expect(await said(header(`t=${SECONDS},t=${SECONDS},v1=${signature}`))).toMatchObject({ reason: 'malformed' })
    const [short, last] = [String(SECONDS).slice(0, -1), String(SECONDS).slice(-1)]
    expect(await said(header(`t=${short},v1=${signature}`, Buffer.concat([Buffer.from(last), raw])))).toMatchObject({
      reason: 'stale',
    })
    expect(await said(header(`v1=${signature}`))).toMatchObject({ ok: false })
  })

  it('incident.io is Standard Webhooks', () => {
    const scheme = schemeOf('incidentio')
    expect(scheme?.isSecret(scheme.makeSecret())).toBe(true)
    expect(scheme?.isSecret('not one of theirs at all')).toBe(false)
  })
})

describe('a secret in a header', () => {
  const token = schemeOf('datadog')?.makeSecret() ?? ''
  const kept = schemeOf('datadog')?.toKeep(token) ?? ''
  const said = async (headers: Record<string, string>, settings: SourceConfig = {}, secrets = [forever(kept)]) => {
    const result = await verify('datadog', { headers, raw }, secrets, NOW, settings)
    return result.ok ? 'ok' : result.reason
  }
  const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` })

  it('is kept as its hash, which opens nothing by itself', async () => {
    expect(kept).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(await said({ authorization: `Bearer ${kept}` })).toBe('mismatch')
    expect(await said({ authorization: `Bearer ${token}` }, {}, [forever(token)])).toBe('mismatch')
  })

  it('is taken as a bearer token, as the password of anybody, or in the header that the source names', async () => {
    for (const headers of [
      { authorization: `Bearer ${token}` },
      { authorization: `bearer  ${token}` },
      { authorization: `GenieKey ${token}` },
      { authorization: token },
      basic(`anybody:${token}`),
      basic(`:${token}`),
      { 'x-lethe-token': token },
    ] as Record<string, string>[]) {
      expect(await said(headers), JSON.stringify(headers)).toBe('ok')
    }
    expect(await said({ 'x-own': token }, { header: 'X-Own' })).toBe('ok')
    expect(await said({ 'x-lethe-token': token }, { header: 'X-Own' })).toBe('missing')
  })

  it('is refused in every other place and form', async () => {
    for (const [headers, reason] of [
      [{}, 'missing'],
      [{ authorization: '' }, 'missing'],
      [{ authorization: `Bearer ${token}x` }, 'mismatch'],
      [{ authorization: `Bearer ${token.slice(1)}` }, 'mismatch'],
      [{ authorization: `Bearer ${token.toUpperCase()}x` }, 'mismatch'],
      [{ authorization: `Bearer ${'x'.repeat(10_000)}` }, 'mismatch'],
      [basic(`${token}:`), 'malformed'],
      [basic(token), 'malformed'],
      [{ authorization: `Basic ${token}:` }, 'malformed'],
      [{ cookie: `token=${token}`, 'x-other': token }, 'missing'],
    ] as [Record<string, string>, string][]) {
      expect(await said(headers), JSON.stringify(headers)).toBe(reason)
    }
  })

  it('of somebody’s own must be long', () => {
    const scheme = schemeOf('datadog')
    expect(
      [token, 'x'.repeat(32), 'short', 'x'.repeat(31), 'with blank '.repeat(4)].map((s) => scheme?.isSecret(s)),
    ).toEqual([...[true, true, false, false, false]])
  })
})

describe('a secret in the address', () => {
  const token = schemeOf('azure')?.makeSecret() ?? ''
  const kept = forever(schemeOf('azure')?.toKeep(token) ?? '')
  const said = async (pathToken: string | null, headers: Record<string, string> = {}) => {
    const result = await verify('azure', { headers, raw, pathToken }, [kept], NOW)
    return result.ok ? 'ok' : result.reason
  }

  it('has 256 bits, is made here only, and stands nowhere else', async () => {
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(schemeOf('azure')?.isSecret(token)).toBe(false)
    expect(await said(token)).toBe('ok')
    expect(await said(null, { authorization: `Bearer ${token}` })).toBe('missing')
  })

  it('is refused with every other character', async () => {
    for (const wrong of [
      '',
      token.slice(1),
      `${token}x`,
      `${token}=`,
      token.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A')),
    ])
      expect(await said(wrong)).not.toBe('ok')
    expect(await said(randomBytes(32).toString('base64url'))).toBe('mismatch')
  })

  it('is no way in where a source asks for a header', async () => {
    const header = forever(schemeOf('gcp', { auth: 'token' })?.toKeep(token) ?? '')
    const delivery = { headers: {}, raw, pathToken: token }
    expect(await verify('gcp', delivery, [header], NOW, { auth: 'token' })).toEqual({ ok: false, reason: 'missing' })
    expect(await verify('gcp', delivery, [header], NOW, { auth: 'path' })).toMatchObject({ ok: true })
  })
})

describe('compressed bodies', () => {
  it('are what they were, and null where they cannot be read', async () => {
    expect((await decodeContent(gzipSync(raw), 'gzip', 1_000))?.toString()).toBe(BODY)
    expect(await decodeContent(raw, undefined, 1)).toBe(raw)
    expect(await decodeContent(raw, 'identity', 1)).toBe(raw)
    for (const encoding of ['gzip, gzip', 'compress', 'constructor', 'zstd', 'gzip'])
      expect(await decodeContent(raw, encoding, 1_000), encoding).toBeNull()
    expect(await decodeContent(gzipSync(raw).subarray(0, 20), 'gzip', 1_000)).toBeNull()
  })

  it('that grow beyond the limit end there', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
    expect(bomb.length).toBeLessThan(100_000)
    await expect(decodeContent(bomb, 'gzip', 1024 * 1024)).rejects.toThrow(TooLarge)
  })
})

describe('every kind', () => {
  const combinations = SOURCE_FACTS.flatMap(({ kind, auth }) =>
    auth.map(({ proof }) => ({ kind, settings: auth.length > 1 ? { auth: proof } : {}, proof })),
  )

  it.each(combinations)('$kind by $proof has a scheme, and says no to anything', async ({ kind, settings }) => {
    const scheme = schemeOf(kind, settings)
    const secret = scheme?.makeSecret() ?? ''
    const kept = forever(scheme?.toKeep(secret) ?? '')
    expect(new Set([secret, scheme?.makeSecret(), scheme?.makeSecret()]).size).toBe(3)
    const names = [
      ...new Set(Object.values(CASES).map(({ header }) => header)),
      'authorization',
      'x-lethe-token',
      STAMP,
    ]
    const headers = fc.dictionary(fc.constantFrom(...names), fc.string({ unit: 'binary', maxLength: 100 }))
    await fc.assert(
      fc.asyncProperty(
        headers,
        fc.uint8Array({ maxLength: 200 }),
        fc.string({ maxLength: 50 }),
        async (h, bytes, pathToken) => {
          const delivery = { headers: h, raw: Buffer.from(bytes), pathToken }
          expect((await verify(kind, delivery, [kept], NOW, settings)).ok).toBe(false)
          expect(SOURCE_FACTS.some((facts) => facts.kind === guessKind(delivery))).toBe(true)
        },
      ),
      { numRuns: 60, seed: 11 },
    )
  })
})
