import type { OAuthConfig } from 'next-auth/providers/oauth'
import { z } from 'zod'
import { env } from '../env.ts'
import type { IdentityProvider } from '../identity-env.ts'

/**
 * The configured identity providers as next-auth wants them. Each request carries state, PKCE (S256) and, where the
 * provider signs ID tokens, a nonce; scopes are the least that name a person and an address. Tokens of a provider live in
 * the memory of the callback and are never kept.
 */

const ASK_TIMEOUT_MS = 10_000

const text = (max: number) => z.string().max(max).optional().catch(undefined)

/** What is taken of a provider's answer, under its standard names; everything else of it is dropped unread. */
const claimsSchema = z.object({
  /** Of the ID token, signed; absent from GitHub, which signs none. */
  iss: z.string().optional(),
  sub: z.string().min(1).max(255),
  email: text(254),
  email_verified: z.boolean().optional().catch(undefined),
  name: text(200),
})

export interface Claims {
  iss?: string
  sub: string
  email?: string
  email_verified?: boolean
  name?: string
}

/** Throws a ZodError without a subject; a claim of the wrong type counts as not said. */
export function readClaims(given: unknown): Claims {
  const { sub, ...rest } = claimsSchema.parse(given)
  return { sub, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) }
}

export function findIdentityProvider(id: string): IdentityProvider | undefined {
  return env().identityProviders.find((provider) => provider.id === id)
}

export function oauthProviders(): OAuthConfig<Claims>[] {
  return env().identityProviders.map((provider) =>
    provider.apiUrl ? github(provider, provider.apiUrl) : openId(provider),
  )
}

const shared = ({ id, name, issuer, clientId, clientSecret }: IdentityProvider) => ({
  ...{ id, name, issuer, clientId, clientSecret, type: 'oauth' as const },
  httpOptions: { timeout: ASK_TIMEOUT_MS },
  profile: (claims: Claims) => ({ id: claims.sub, name: claims.name ?? null, email: claims.email ?? '' }),
})

/** OpenID Connect: signature, audience, end, nonce and issuer of the ID token are checked before anything is read of it. */
function openId(provider: IdentityProvider): OAuthConfig<Claims> {
  return {
    ...shared(provider),
    wellKnown: `${provider.issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    userinfo: {
      // Many issuers put the address into userinfo only. The client refuses an answer about another subject.
      request: async ({ client, tokens }) => {
        const signed = readClaims(payloadOf(tokens.id_token))
        if (signed.email || !tokens.access_token) return signed
        const { iss: _, ...told } = readClaims(await client.userinfo(tokens.access_token))
        if (told.sub !== signed.sub) throw new Error('userinfo is about somebody else')
        return { ...signed, ...told }
      },
    },
  }
}

/** The payload of an ID token whose signature the client has verified already. */
function payloadOf(idToken: string | undefined): unknown {
  const [, payload = ''] = (idToken ?? '').split('.')
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
}

const githubUser = z.object({ id: z.number().int().positive(), name: z.string().nullish() })
const githubEmails = z.array(z.object({ email: z.string().max(254), primary: z.boolean(), verified: z.boolean() }))

/** GitHub's numeric id is the subject: a login name can be given up and taken by somebody else. */
function github(provider: IdentityProvider, apiUrl: string): OAuthConfig<Claims> {
  return {
    ...shared(provider),
    issuer: `${provider.issuer}/login/oauth`,
    authorization: { url: `${provider.issuer}/login/oauth/authorize`, params: { scope: 'read:user user:email' } },
    token: `${provider.issuer}/login/oauth/access_token`,
    checks: ['pkce', 'state'],
    userinfo: {
      url: `${apiUrl}/user`,
      request: async ({ tokens }) => {
        const user = githubUser.parse(await askGithub(`${apiUrl}/user`, tokens.access_token))
        const emails = githubEmails.parse(await askGithub(`${apiUrl}/user/emails`, tokens.access_token))
        const primary = emails.find((email) => email.primary)
        return readClaims({
          sub: String(user.id),
          name: user.name,
          email: primary?.email,
          email_verified: primary?.verified,
        })
      },
    },
  }
}

async function askGithub(url: string, token: string | undefined): Promise<unknown> {
  const answer = await fetch(url, {
    headers: { accept: 'application/vnd.github+json', authorization: `Bearer ${token ?? ''}` },
    redirect: 'error',
    signal: AbortSignal.timeout(ASK_TIMEOUT_MS),
  })
  if (!answer.ok) throw new Error(`GitHub answered ${answer.status}`)
  return answer.json()
}
