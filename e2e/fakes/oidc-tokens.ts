import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'

/** What a hostile or broken provider does with an ID token, or with the way back. */
export const MODES = [
  'honest',
  'other_issuer',
  'other_audience',
  'other_nonce',
  'other_key',
  'unsigned',
  'ended',
  'other_iss_parameter',
  'no_state',
  'other_subject_in_userinfo',
] as const
export type Mode = (typeof MODES)[number]

export interface Grant {
  mode: Mode
  sub: string
  email: string
  emailVerified: boolean
  /** Whether the ID token itself holds the address, or only userinfo does. */
  emailInToken: boolean
  clientId: string
  redirectUri: string
  nonce: string
  challenge: string
}

export interface SigningKey {
  jwk: Record<string, unknown>
  sign(claims: object): string
}

/** A new RSA key pair; its public half is what the JWKS shows. */
export function makeSigningKey(kid: string): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' },
    sign: (claims) => signed(claims, kid, privateKey),
  }
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function signed(claims: object, kid: string, key: KeyObject): string {
  const input = `${part({ alg: 'RS256', typ: 'JWT', kid })}.${part(claims)}`
  return `${input}.${createSign('RSA-SHA256').update(input).sign(key).toString('base64url')}`
}

/** The ID token of a grant, as its mode wants it. */
export function idToken(grant: Grant, issuer: string, keys: { own: SigningKey; foreign: SigningKey }): string {
  const now = Math.floor(Date.now() / 1_000)
  const { mode } = grant
  const claims = {
    iss: mode === 'other_issuer' ? 'https://accounts.google.com' : issuer,
    aud: mode === 'other_audience' ? 'another-client' : grant.clientId,
    sub: grant.sub,
    ...(grant.emailInToken ? { email: grant.email, email_verified: grant.emailVerified } : {}),
    nonce: mode === 'other_nonce' ? 'of-another-sign-in' : grant.nonce,
    iat: mode === 'ended' ? now - 7_200 : now,
    exp: mode === 'ended' ? now - 3_600 : now + 300,
  }
  if (mode === 'unsigned') return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`
  return (mode === 'other_key' ? keys.foreign : keys.own).sign(claims)
}
