import { randomBytes } from 'node:crypto'
import { verifyPagerduty } from './pagerduty-v3.ts'
import { keyOf, verifyStandardWebhooks } from './standard-webhooks.ts'
import type { RawDelivery, Secret, Verification, Verifier } from './verifier.ts'

/** How a kind of sender signs, and which secret it takes. A new kind is a line here and a file beside this one. */
interface Scheme {
  verify: Verifier
  /** The header with the sender's own id of a delivery: the same for every attempt. */
  idHeader: string
  makeSecret(): string
  isSecret(value: string): boolean
}

const SCHEMES: Readonly<Record<string, Scheme>> = {
  pagerduty: {
    verify: verifyPagerduty,
    idHeader: 'x-webhook-id',
    makeSecret: () => randomBytes(48).toString('base64'),
    isSecret: (value) => /^[\x21-\x7e]{16,256}$/.test(value),
  },
  standard: {
    verify: verifyStandardWebhooks,
    idHeader: 'webhook-id',
    makeSecret: () => `whsec_${randomBytes(32).toString('base64')}`,
    isSecret: (value) => {
      if (!/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/.test(value)) return false
      const { length } = keyOf(value)
      return length >= 24 && length <= 64
    },
  },
}

export function schemeOf(kind: string): Scheme | undefined {
  return Object.hasOwn(SCHEMES, kind) ? SCHEMES[kind] : undefined
}

/**
 * Verifies for a kind of source. Two secrets are always computed, living or not, so that a source in rotation, a source
 * that is not, and none at all cost the same.
 */
export function verify(kind: string, delivery: RawDelivery, secrets: readonly Secret[], now: Date): Verification {
  const { verify: check } = schemeOf(kind) ?? { verify: verifyStandardWebhooks }
  return check(delivery, [...secrets, ...DECOYS].slice(0, Math.max(2, secrets.length)), now)
}

/** Nobody knows them, and their end has come: they match nothing. */
const DECOYS: readonly Secret[] = [0, 1].map(() => ({
  value: `whsec_${randomBytes(32).toString('base64')}`,
  notAfter: new Date(0),
}))
