import { z } from 'zod'

/** Settings of what is paid for. Read by env.ts only. */

const PLAN_NAMES = ['free', 'pro', 'team', 'enterprise'] as const
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

export interface BillingSettings {
  /** The plan of every workspace here, whoever pays for it; null: each has what it pays for, else Free. */
  plan: (typeof PLAN_NAMES)[number] | null
  stripe: StripeSettings | null
}

export interface StripeSettings {
  secretKey: string
  /** Told by the key: events of the other mode are not ours. */
  livemode: boolean
  /** Several while one is rolled. Empty: `lethe billing setup` has not been run yet. */
  webhookSecrets: readonly string[]
  /** Stands in for Stripe's API in tests; null is Stripe itself. */
  url: string | null
}

export const billingVariables = {
  LETHE_PLAN: z.enum(PLAN_NAMES, { error: `must be one of ${PLAN_NAMES.join(', ')}, or unset` }).optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[sr]k_(test|live)_[A-Za-z0-9_]+$/, 'must be a secret or restricted key of Stripe')
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .default('')
    .transform((value) => value.split(',').flatMap((part) => part.trim() || []))
    .refine((list) => list.every((part) => /^whsec_\S+$/.test(part)), {
      error: 'must be the signing secret of the webhook endpoint; while one is rolled both, parted by a comma',
    }),
  LETHE_STRIPE_URL: z
    .string()
    .refine((value) => URL.canParse(value) && new URL(value).protocol === 'http:' && LOOPBACK.has(hostOf(value)), {
      error: 'must be http on localhost: it stands in for Stripe',
    })
    .optional(),
}

type Given = z.infer<z.ZodObject<typeof billingVariables>>

export function billingSettings(given: Given): BillingSettings {
  const { LETHE_PLAN: plan = null, STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecrets } = given
  if (secretKey === undefined) return { plan, stripe: null }
  const livemode = secretKey.includes('_live_')
  return { plan, stripe: { secretKey, livemode, webhookSecrets, url: given.LETHE_STRIPE_URL ?? null } }
}

const hostOf = (value: string): string => new URL(value).hostname
