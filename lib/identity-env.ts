import { z } from 'zod'

/**
 * Settings of identity providers: which ways to sign in there are beside the e-mail link. Each is there when its client id
 * and secret are. Read by env.ts only.
 */

export interface IdentityProvider {
  id: 'github' | 'google' | 'oidc'
  /** As people call it. */
  name: string
  /** Names the provider in the rows of accounts, and must be the `iss` of what it signs. */
  issuer: string
  /** GitHub signs nothing: its REST API answers who somebody is. */
  apiUrl: string | null
  clientId: string
  clientSecret: string
  /**
   * The domains for which its word that an address is verified makes a new person; null for any. Never connects anybody
   * to a person that exists.
   */
  believedDomains: readonly string[] | null
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

function isAddress(value: string, loopbackOnly: boolean): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(value)
  const local = protocol === 'http:' && LOOPBACK.has(hostname)
  return (local || (protocol === 'https:' && !loopbackOnly)) && !username && !password && !search && !hash
}

const domains = z
  .string()
  .default('')
  .transform((value) => value.split(',').flatMap((part) => part.trim().toLowerCase() || []))
  .refine((list) => list.every((part) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(part)), {
    error: 'must be domains like example.com, several parted by commas',
  })

export const identityVariables = {
  GITHUB_CLIENT_ID: z.string().optional(),
  GITHUB_CLIENT_SECRET: z.string().optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  OIDC_ISSUER: z
    .string()
    .refine((value) => isAddress(value, false), { error: 'must be the https URL of an OpenID Connect issuer' })
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(40, 'must have at most 40 characters').default('single sign-on'),
  OIDC_EMAIL_DOMAINS: domains,
  /** For tests: GitHub and Google are then looked for below this address. */
  LETHE_IDENTITY_URL: z
    .string()
    .refine((value) => isAddress(value, true), {
      error: 'must be http on localhost: it stands in for GitHub and Google',
    })
    .transform((value) => value.replace(/\/+$/, ''))
    .optional(),
}

type Given = z.infer<z.ZodObject<typeof identityVariables>>

/** Variables of one provider, which go together. */
const TOGETHER = [
  ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
] as const

/** One line for each provider that is set in part: a half-configured way in is no way in. */
export function identityProblems(given: Given): string[] {
  return TOGETHER.flatMap((names) => {
    const missing = names.filter((name) => given[name] === undefined)
    if (missing.length === 0 || missing.length === names.length) return []
    return [`${missing.join(' and ')} must be set too, or none of ${names.join(', ')}.`]
  })
}

/** The ways that are configured, in the order in which a page shows them. */
export function identityProviders(given: Given): IdentityProvider[] {
  const standIn = given.LETHE_IDENTITY_URL
  const client = (clientId?: string, clientSecret?: string) =>
    clientId && clientSecret ? [{ clientId, clientSecret }] : []
  return [
    ...client(given.GITHUB_CLIENT_ID, given.GITHUB_CLIENT_SECRET).map((keys) => ({
      ...{ id: 'github' as const, name: 'GitHub', believedDomains: null, ...keys },
      issuer: standIn ? `${standIn}/github` : 'https://github.com',
      apiUrl: standIn ? `${standIn}/github/api` : 'https://api.github.com',
    })),
    ...client(given.GOOGLE_CLIENT_ID, given.GOOGLE_CLIENT_SECRET).map((keys) => ({
      ...{ id: 'google' as const, name: 'Google', believedDomains: null, apiUrl: null, ...keys },
      issuer: standIn ? `${standIn}/google` : 'https://accounts.google.com',
    })),
    ...client(given.OIDC_CLIENT_ID, given.OIDC_CLIENT_SECRET).flatMap((keys) =>
      given.OIDC_ISSUER
        ? [
            {
              ...{ id: 'oidc' as const, name: given.OIDC_NAME, apiUrl: null, ...keys },
              issuer: given.OIDC_ISSUER,
              believedDomains: given.OIDC_EMAIL_DOMAINS,
            },
          ]
        : [],
    ),
  ]
}
