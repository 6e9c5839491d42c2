import { createHmac, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import type { RawDelivery, Secret } from './verifier.ts'
import { schemeOf, verify } from './verify.ts'

const NOW = new Date('2026-11-21T10:00:00Z')
const SECONDS = NOW.getTime() / 1_000
const BODY = '{"title":"Bahnhofstraße 1: größer als 5 %","n":1.0}'
const forever = (value: string): Secret => ({ value, notAfter: null })

const whsec = () => `whsec_${randomBytes(24).toString('base64')}`

/** Signed by the reference library of the specification. */
function standard(secret: string, { id = 'msg_1', seconds = SECONDS, body = BODY } = {}): RawDelivery {
  const signature = new Webhook(secret).sign(id, new Date(seconds * 1_000), body)
  return {
    headers: { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signature },
    raw: Buffer.from(body),
  }
}

const pagerdutyHex = (secret: string, body: string | Buffer) => createHmac('sha256', secret).update(body).digest('hex')
function pagerduty(secret: string, body: string | Buffer = BODY): RawDelivery {
  return { headers: { 'x-pagerduty-signature': `v1=${pagerdutyHex(secret, body)}` }, raw: Buffer.from(body) }
}

const reasonOf = async (kind: string, delivery: RawDelivery, secrets: Secret[], now = NOW) => {
  const result = await verify(kind, delivery, secrets, now)
  return result.ok ? 'ok' : result.reason
}
const withHeader = ({ headers, raw }: RawDelivery, name: string, value: string): RawDelivery => ({
  headers: { ...headers, [name]: value },
  raw,
})

describe('Standard Webhooks', () => {
  it('accepts what the reference library signs, also with the present secret second in a list', async () => {
    const [old, present] = [whsec(), whsec()]
    expect(await verify('standard', standard(present), [forever(present)], NOW)).toEqual({
      ok: true,
      signedAt: NOW,
      secret: 0,
    })
    expect(
      await reasonOf('standard', standard(old), [
        forever(present),
        { value: old, notAfter: new Date(SECONDS * 1e3 + 1) },
      ]),
    ).toBe('ok')
  })

  it('refuses a secret whose end has come', async () => {
    const [old, present] = [whsec(), whsec()]
    expect(await reasonOf('standard', standard(old), [forever(present), { value: old, notAfter: NOW }])).toBe(
      'mismatch',
    )
  })

  it('accepts the example of the specification', async () => {
    // github.com/standard-webhooks/standard-webhooks, spec: the secret, id, time and body of its signature example.
    const secret = `whsec_${'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'}`
    const body = '{"test": 2432232314}'
    const headers = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': `v1,${'g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='}`,
    }
    const at = new Date(1_614_265_330_000)
    expect(await reasonOf('standard', { headers, raw: Buffer.from(body) }, [forever(secret)], at)).toBe('ok')
  })

  it.each([
    [300, 'ok'],
    [301, 'stale'],
    [-300, 'ok'],
    [-301, 'stale'],
    [86_400, 'stale'],
    [-86_400, 'stale'],
  ])('signed %i seconds ago: %s', async (ago, said) => {
    const secret = whsec()
    expect(await reasonOf('standard', standard(secret, { seconds: SECONDS - ago }), [forever(secret)])).toBe(said)
  })

  it('takes one good signature among others, and only version 1', async () => {
    const secret = whsec()
    const signed = standard(secret)
    const own = signed.headers['webhook-signature'] ?? ''
    const other = standard(whsec()).headers['webhook-signature'] ?? ''
    const said = (value: string) =>
      reasonOf('standard', withHeader(signed, 'webhook-signature', value), [forever(secret)])
    expect(await said(`${other} v1a,AAAA ${own}`)).toBe('ok')
    expect(await said(own.replace('v1,', 'v2,'))).toBe('malformed')
    expect(await said(own.slice(3))).toBe('malformed')
    expect(await said(`${own}=`)).toBe('malformed')
    expect(await said('')).toBe('missing')
    expect(await said(`${Array.from({ length: 40 }, () => other).join(' ')} ${own}`)).toBe('mismatch')
  })

  it('lets no other text for the same base64 or the same time pass', async () => {
    const secret = whsec()
    const signed = standard(secret)
    const own = signed.headers['webhook-signature'] ?? ''
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    const last = own.at(-2) ?? ''
    const twin = alphabet[alphabet.indexOf(last) ^ 1] ?? ''
    expect(Buffer.from(own.slice(3), 'base64')).toEqual(Buffer.from(`${own.slice(3, -2)}${twin}=`, 'base64'))
    expect(
      await reasonOf('standard', withHeader(signed, 'webhook-signature', `${own.slice(0, -2)}${twin}=`), [
        forever(secret),
      ]),
    ).toBe('mismatch')
    for (const time of [
      `0${SECONDS}`,
      `+${SECONDS}`,
      `${SECONDS}.0`,
      ` ${SECONDS}`,
      '1e9',
      'NaN',
      '-1',
      '9'.repeat(13),
    ]) {
      expect(
        await reasonOf('standard', withHeader(signed, 'webhook-timestamp', time), [forever(secret)]),
        time,
      ).not.toBe('ok')
    }
  })

  it('is over bytes: a body that is no UTF-8 verifies as it is', async () => {
    const secret = whsec()
    const raw = Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d])
    const digest = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
      .update(`a.${SECONDS}.`)
      .update(raw)
      .digest('base64')
    const headers = { 'webhook-id': 'a', 'webhook-timestamp': String(SECONDS), 'webhook-signature': `v1,${digest}` }
    expect(await reasonOf('standard', { headers, raw }, [forever(secret)])).toBe('ok')
    expect(await reasonOf('standard', { headers, raw: Buffer.from(raw.toString('utf8')) }, [forever(secret)])).toBe(
      'mismatch',
    )
  })
})

describe('PagerDuty v3', () => {
  const secret = randomBytes(48).toString('base64')

  it('accepts its signature, one of several, upper-case hex, blanks around commas', async () => {
    const hex = pagerdutyHex(secret, BODY)
    const other = pagerdutyHex('another', BODY)
    for (const header of [
      `v1=${hex}`,
      `v1=${other},v1=${hex}`,
      ` v1=${other} , v1=${hex.toUpperCase()} `,
      `v2=x,v1=${hex}`,
    ]) {
      expect(
        await reasonOf('pagerduty', withHeader(pagerduty(secret), 'x-pagerduty-signature', header), [forever(secret)]),
      ).toBe('ok')
    }
  })

  it.each([
    ['', 'missing'],
    ['v1=', 'malformed'],
    ['v0=HEX', 'malformed'],
    ['HEX', 'malformed'],
    ['v1=HEXg0', 'malformed'],
    ['v1=HEX00', 'malformed'],
    ['v1=CUT', 'malformed'],
    ['v1=ZERO', 'mismatch'],
    ['sha256=HEX', 'malformed'],
    ['v1=HEX;v1=HEX', 'malformed'],
  ])('says of the header %j: %s', async (header, said) => {
    const hex = pagerdutyHex(secret, BODY)
    const value = header.replaceAll('HEX', hex).replace('CUT', hex.slice(2)).replace('ZERO', '0'.repeat(64))
    expect(
      await reasonOf('pagerduty', withHeader(pagerduty(secret), 'x-pagerduty-signature', value), [forever(secret)]),
    ).toBe(said)
  })

  it('does not decode its secret, and a time in a header is not signed', async () => {
    const decoded = createHmac('sha256', Buffer.from(secret, 'base64')).update(BODY).digest('hex')
    expect(
      await reasonOf('pagerduty', withHeader(pagerduty(secret), 'x-pagerduty-signature', `v1=${decoded}`), [
        forever(secret),
      ]),
    ).toBe('mismatch')
  })
})

describe('every kind', () => {
  const signed: Record<string, (secret: string) => RawDelivery> = { standard, pagerduty }

  it.each(['standard', 'pagerduty'])('%s makes secrets that it takes, never the same one', async (kind) => {
    const scheme = schemeOf(kind)
    const secrets = Array.from({ length: 20 }, () => scheme?.makeSecret() ?? '')
    expect(new Set(secrets).size).toBe(20)
    for (const secret of secrets) {
      expect(scheme?.isSecret(secret)).toBe(true)
      expect(await reasonOf(kind, signed[kind]?.(secret) ?? { headers: {}, raw: Buffer.of() }, [forever(secret)])).toBe(
        'ok',
      )
    }
    for (const bad of ['', 'short', 'x'.repeat(300), 'with blank in it and long enough', 'whsec_ü'.repeat(6)]) {
      expect(scheme?.isSecret(bad), bad).toBe(false)
    }
  })

  it.each(['standard', 'pagerduty'])('%s: no change of one byte of the body passes', async (kind) => {
    const secret = schemeOf(kind)?.makeSecret() ?? ''
    const delivery = signed[kind]?.(secret) ?? { headers: {}, raw: Buffer.of() }
    for (let at = 0; at < delivery.raw.length; at++) {
      const raw = Buffer.from(delivery.raw)
      raw[at] = (raw[at] ?? 0) ^ 1
      expect(await reasonOf(kind, { ...delivery, raw }, [forever(secret)])).toBe('mismatch')
    }
    expect(await reasonOf(kind, { ...delivery, raw: Buffer.of() }, [forever(secret)])).toBe('mismatch')
  })

  it('an unknown kind, or no secret at all, passes nothing', async () => {
    const secret = whsec()
    expect(await reasonOf('constructor', standard(secret), [])).toBe('mismatch')
    expect(await reasonOf('standard', standard(secret), [])).toBe('mismatch')
    expect(await reasonOf('pagerduty', pagerduty(secret), [])).toBe('mismatch')
  })

  it('answers every header and body with a verdict, and never with a yes', async () => {
    const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature', 'x-pagerduty-signature']
    const headers = fc.dictionary(fc.constantFrom(...names), fc.string({ unit: 'binary', maxLength: 120 }))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('standard', 'pagerduty', 'x'),
        headers,
        fc.uint8Array({ maxLength: 300 }),
        async (kind, h, raw) => {
          const { ok } = await verify(kind, { headers: h, raw: Buffer.from(raw) }, [forever(whsec())], NOW)
          expect(ok).toBe(false)
        },
      ),
      { numRuns: 1_500, seed: 11 },
    )
  })
})
