import { z } from 'zod'
import { type OutboundFetch, outbound } from '../outbound.ts'
import { type IdClaims, jwksSchema, readIdToken, TokenRefused } from './id-token.ts'

/**
 * What Lethe asks a workspace's identity provider, all through the one way out: its address is the workspace's word.
 *
 *   discover(issuer)                     throws TokenRefused where the document names another issuer
 *   redeem(provider, client, code ...)   claims of a checked ID token; no token of the provider is kept
 */

const LIMITS = { timeoutMs: 10_000, maxBytes: 256 * 1024, maxRedirects: 0 }

const address = z
  .string()
  .max(2_000)
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol))
const discoverySchema = z.object({
  issuer: z.string(),
  authorization_endpoint: address,
  token_endpoint: address,
  userinfo_endpoint: address.optional(),
  jwks_uri: address,
  authorization_response_iss_parameter_supported: z.boolean().optional(),
})
export type Provider = z.infer<typeof discoverySchema>

const tokensSchema = z.object({ id_token: z.string().max(16_000), access_token: z.string().max(16_000).optional() })
const userinfoSchema = z.object({
  sub: z.string(),
  email: z.string().max(254).optional(),
  email_verified: z.boolean().optional(),
})

export async function discover(issuer: string, ask: OutboundFetch = outbound(LIMITS)): Promise<Provider> {
  const provider = await readJson(
    await ask(`${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`),
    discoverySchema,
  )
  // OpenID Connect Discovery 1.0, 4.3: exactly the same, or a document could speak for somebody else.
  if (provider.issuer !== issuer) throw new TokenRefused('issuer of the discovery document')
  return provider
}

export interface Redemption {
  clientId: string
  clientSecret: string
  code: string
  redirectUri: string
  verifier: string
  nonce: string
}

export async function redeem(
  provider: Provider,
  given: Redemption,
  ask: OutboundFetch = outbound(LIMITS),
): Promise<IdClaims> {
  const { clientId, clientSecret, code, redirectUri, verifier, nonce } = given
  const form = new URLSearchParams({
    ...{ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier },
  })
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')
  const answer = await ask(provider.token_endpoint, {
    method: 'POST',
    headers: {
      ...{ authorization: `Basic ${basic}`, accept: 'application/json' },
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: form.toString(),
  })
  const tokens = await readJson(answer, tokensSchema)
  const keys = await readJson(await ask(provider.jwks_uri), jwksSchema)
  const claims = readIdToken(tokens.id_token, keys, { issuer: provider.issuer, clientId, nonce })
  return withUserinfo(provider, claims, tokens.access_token, ask)
}

/** Many providers put the address into userinfo only. An answer about another subject is refused. */
async function withUserinfo(
  provider: Provider,
  claims: IdClaims,
  accessToken: string | undefined,
  ask: OutboundFetch,
): Promise<IdClaims> {
  if (claims.email || !accessToken || !provider.userinfo_endpoint) return claims
  const answer = await ask(provider.userinfo_endpoint, { headers: { authorization: `Bearer ${accessToken}` } })
  const told = await readJson(answer, userinfoSchema)
  if (told.sub !== claims.sub) throw new TokenRefused('subject of userinfo')
  return { ...claims, email: told.email, email_verified: told.email_verified }
}

async function readJson<T>(answer: Response, schema: z.ZodType<T>): Promise<T> {
  if (!answer.ok) {
    await answer.body?.cancel()
    throw new TokenRefused(`answer ${answer.status}`)
  }
  const parsed = schema.safeParse(await answer.json().catch(() => null))
  if (!parsed.success) throw new TokenRefused('form of the answer')
  return parsed.data
}
