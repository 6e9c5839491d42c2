import { createHmac, createSign, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Jwks, readIdToken } from './id-token.ts'

// What an ID token must be before anything of it is believed.

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 })
const short = generateKeyPairSync('rsa', { modulusLength: 1024 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const ed = generateKeyPairSync('ed25519')

const EXPECTED = { issuer: 'https://id.example', clientId: 'lethe', nonce: 'n-1' }
const NOW = Date.UTC(2026, 10, 1)
const CLAIMS = { iss: EXPECTED.issuer, aud: 'lethe', sub: '7', nonce: 'n-1', iat: NOW / 1_000, exp: NOW / 1_000 + 300 }

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const input = (header: object, claims: object) => `${part(header)}.${part(claims)}`
const jwk = (key: typeof rsa.publicKey, kid: string) =>
  ({ ...key.export({ format: 'jwk' }), kty: '', ...key.export({ format: 'jwk' }), kid }) as Jwks['keys'][number]
const KEYS: Jwks = {
  keys: [jwk(rsa.publicKey, 'r'), jwk(ec.publicKey, 'e'), jwk(ed.publicKey, 'd'), jwk(short.publicKey, 's')],
}

function rs256(claims: object, header: object = { alg: 'RS256', kid: 'r' }, key = rsa.privateKey): string {
  const text = input(header, claims)
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key).toString('base64url')}`
}

const read = (token: string, keys = KEYS) => readIdToken(token, keys, EXPECTED, NOW)

describe('an ID token', () => {
  it('is read when signed with RS256, ES256 or EdDSA by a key of the set', () => {
    expect(read(rs256(CLAIMS)).sub).toBe('7')
    const es = input({ alg: 'ES256', kid: 'e' }, CLAIMS)
    const esSignature = sign('sha256', Buffer.from(es), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' })
    expect(read(`${es}.${esSignature.toString('base64url')}`).sub).toBe('7')
    const eddsa = input({ alg: 'EdDSA', kid: 'd' }, CLAIMS)
    expect(read(`${eddsa}.${sign(null, Buffer.from(eddsa), ed.privateKey).toString('base64url')}`).sub).toBe('7')
  })

  it.each([
    ['another issuer', { iss: 'https://evil.example' }, 'issuer'],
    ['an issuer with a slash more', { iss: 'https://id.example/' }, 'issuer'],
    ['another audience', { aud: 'other' }, 'audience'],
    ['two audiences without an authorized party', { aud: ['lethe', 'other'] }, 'authorized party'],
    ['another authorized party', { azp: 'other' }, 'authorized party'],
    ['an end that has passed', { exp: NOW / 1_000 - 31 }, 'end'],
    ['a beginning that lies ahead', { nbf: NOW / 1_000 + 31 }, 'not yet'],
    ['an issue that lies ahead', { iat: NOW / 1_000 + 31 }, 'issued ahead'],
    ['another nonce', { nonce: 'n-2' }, 'nonce'],
    ['no nonce', { nonce: undefined }, 'form'],
    ['no subject', { sub: '' }, 'form'],
  ])('with %s is refused', (_, change, rule) => {
    expect(() => read(rs256({ ...CLAIMS, ...change }))).toThrow(rule)
  })

  it('unsigned, signed by a key of nobody, or by a key that its header brings along is refused', () => {
    const none = input({ alg: 'none' }, CLAIMS)
    for (const token of [`${none}.`, `${none}.AAAA`, rs256(CLAIMS, { alg: 'RS256', kid: 'r' }, foreign.privateKey)]) {
      expect(() => read(token)).toThrow(/signature|not a signed token/)
    }
    const brought = { alg: 'RS256', jwk: foreign.publicKey.export({ format: 'jwk' }), jku: 'https://evil.example/jwks' }
    expect(() => read(rs256(CLAIMS, brought, foreign.privateKey))).toThrow('signature')
  })

  it('signed with the public key as if it were a shared secret is refused (RFC 8725, 2.1)', () => {
    const text = input({ alg: 'HS256', kid: 'r' }, CLAIMS)
    const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' })
    expect(() => read(`${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`)).toThrow('signature')
  })

  it('signed by a key of 1,024 bits, or by one that is for encryption, is refused', () => {
    expect(() => read(rs256(CLAIMS, { alg: 'RS256', kid: 's' }, short.privateKey))).toThrow('signature')
    const forEncryption = { keys: [{ ...jwk(rsa.publicKey, 'r'), use: 'enc' }] }
    expect(() => read(rs256(CLAIMS), forEncryption)).toThrow('signature')
  })

  it('whose payload was changed, or that is something else, is refused without an error of ours', () => {
    const [head, , signature] = rs256(CLAIMS).split('.')
    for (const token of [
      `${head}.${part({ ...CLAIMS, sub: '8' })}.${signature}`,
      '',
      'a',
      'a.b',
      'a.b.c',
      'a.b.c.d',
      `${part([])}.${part([])}.AA`,
    ]) {
      expect(() => read(token), token.slice(0, 20)).toThrow(expect.objectContaining({ name: 'TokenRefused' }))
    }
  })
})
