import { randomBytes } from 'node:crypto'
import type { SourceConfig } from '../../source-kinds/source-facts.ts'
import { authOf, settingOf } from '../../source-kinds.ts'
import { hashedSecret, verifyHeaderToken, verifyPathToken } from './compared-secret.ts'
import { verifyGenericHmac } from './generic-hmac.ts'
import { verifyGithub } from './github.ts'
import { verifyGrafana } from './grafana.ts'
import { verifyIdentity } from './identity.ts'
import { verifyPagerduty } from './pagerduty-v3.ts'
import { verifyRootly } from './rootly.ts'
import { verifySentry } from './sentry.ts'
import { verifySns } from './sns.ts'
import { keyOf, verifyStandardWebhooks } from './standard-webhooks.ts'
import { hmacSha256, type RawDelivery, type Secret, type Verification, type Verifier } from './verifier.ts'

/**
 * How a source's deliveries prove themselves, and which secret it takes.
 *
 *   schemeOf(kind, settings)                                undefined for a kind that does not exist
 *   verify(kind, delivery, secrets, now, settings)          Verification; throws Unavailable (AWS, Microsoft, Google: keys out of reach)
 *   guessKind(delivery)                                     what an unknown endpoint's delivery is checked as
 */
interface Scheme {
  verify: Verifier
  /** True where the secret is only compared: its hash is sealed, never itself. */
  isCompared: boolean
  makeSecret(): string
  isSecret(value: string): boolean
  /** The form in which it is sealed. */
  toKeep(secret: string): string
}

const SIGNED: Readonly<Record<string, Verifier>> = {
  pagerduty: verifyPagerduty,
  sentry: verifySentry,
  grafana: verifyGrafana,
  cloudwatch: verifySns,
  incidentio: verifyStandardWebhooks,
  rootly: verifyRootly,
  github: verifyGithub,
  standard: verifyStandardWebhooks,
  generic: verifyGenericHmac,
}

/** Standard Webhooks 1.0.0: 24 to 64 bytes in base64 after the prefix. */
function isStandardSecret(value: string): boolean {
  if (!/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/.test(value)) return false
  const { length } = keyOf(value)
  return length >= 24 && length <= 64
}

const isText = (minChars: number) => (value: string) => value.length >= minChars && /^[\x21-\x7e]{1,256}$/.test(value)

const signed = (verifier: Verifier): Scheme => ({
  verify: verifier,
  isCompared: false,
  makeSecret: () => randomBytes(36).toString('base64url'),
  isSecret: isText(16),
  toKeep: (secret) => secret,
})
const standardWebhooks: Scheme = {
  ...signed(verifyStandardWebhooks),
  makeSecret: () => `whsec_${randomBytes(32).toString('base64')}`,
  isSecret: isStandardSecret,
}
const compared = (verifier: Verifier): Scheme => ({
  verify: verifier,
  isCompared: true,
  makeSecret: () => randomBytes(32).toString('base64url'),
  // A guessable one could be tried out: those made here cannot, and 32 characters of somebody's own hardly.
  isSecret: isText(32),
  toKeep: hashedSecret,
})
/** In an address it must be one made here: it has to fit there, and to have all its 256 bits. */
const inPath: Scheme = { ...compared(verifyPathToken), isSecret: () => false }
const inHeader = compared(verifyHeaderToken)
/** Signed by the sender's cloud: what is sealed for the source is used by nobody. */
const byIdentity = (kind: string): Scheme => ({ ...signed(verifyIdentity(kind)), isSecret: () => false })

export function schemeOf(kind: string, settings: SourceConfig = {}): Scheme | undefined {
  const proof = authOf(kind, settings)?.proof
  if (proof === 'path') return inPath
  if (proof === 'token') return inHeader
  if (proof === 'identity') return byIdentity(kind)
  const verifier = proof && Object.hasOwn(SIGNED, kind) ? SIGNED[kind] : undefined
  if (!verifier) return undefined
  return verifier === verifyStandardWebhooks ? standardWebhooks : signed(verifier)
}

/**
 * Two secrets are always computed, living or not, so that a source in rotation, a source that is not, and none at all cost
 * the same; where nothing is signed, the body is hashed all the same.
 */
export async function verify(
  kind: string,
  delivery: RawDelivery,
  secrets: readonly Secret[],
  now: Date,
  settings: SourceConfig = {},
): Promise<Verification> {
  const scheme = schemeOf(kind, settings) ?? standardWebhooks
  const both = [...secrets, ...DECOYS].slice(0, Math.max(2, secrets.length))
  if (scheme.isCompared) for (const { value } of both) hmacSha256(Buffer.from(value), [delivery.raw])
  return scheme.verify(delivery, both, { now, setting: (name) => settingOf(kind, settings, name) })
}

/** Nobody knows them, and their end has come: they match nothing. */
const DECOYS: readonly Secret[] = [0, 1].map(() => ({
  value: `whsec_${randomBytes(32).toString('base64')}`,
  notAfter: new Date(0),
}))

/** Headers by which a sender is known. */
const SIGNS: readonly (readonly [string, string])[] = [
  ['webhook-signature', 'standard'],
  ['x-pagerduty-signature', 'pagerduty'],
  ['sentry-hook-signature', 'sentry'],
  ['x-hub-signature-256', 'github'],
  ['x-rootly-signature', 'rootly'],
  ['x-amz-sns-message-type', 'cloudwatch'],
  ['authorization', 'datadog'],
  ['x-lethe-token', 'datadog'],
]

/** For a delivery to nowhere: the kind whose work it would make, if its endpoint existed. */
export function guessKind({ headers, pathToken }: RawDelivery): string {
  if (pathToken) return 'azure'
  return SIGNS.find(([name]) => headers[name] !== undefined)?.[1] ?? 'standard'
}
