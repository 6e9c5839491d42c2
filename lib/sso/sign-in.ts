import { createHash } from 'node:crypto'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { endPresentSession, openBoundSession } from '../auth/browser-session.ts'
import { safeCallbackUrl } from '../auth/callback-url.ts'
import { COOKIE_OPTIONS, SESSION_COOKIE, SESSION_MAX_AGE_SECONDS } from '../auth/cookies.ts'
import { createdByProviderNotice, notify } from '../auth/notices.ts'
import { makeToken } from '../auth/token.ts'
import { findSso, findSsoByDomain, type ProvedSso, signInBySso } from '../data/sso-connections.ts'
import { normalizeEmail } from '../data/users.ts'
import { env, serverEnv } from '../env.ts'
import { NotFound } from '../errors.ts'
import { log } from '../log.ts'
import { TokenRefused } from './id-token.ts'
import { discover, redeem } from './provider.ts'
import { openSecret } from './secret.ts'

/**
 * Signing in at a workspace's own identity provider (code flow with PKCE, state and nonce). What was asked travels in one
 * sealed cookie, bound to the connection; each connection has a redirect address of its own, so that an answer of one provider
 * cannot be taken for another's (RFC 9700, 4.4).
 *
 *   beginSso({ email, callbackUrl })     the address to go to; NotFound where no workspace holds the domain
 *   finishSso(id, query)                 where to go next
 */

export const beginSchema = z.strictObject({ email: z.email().max(254), callbackUrl: z.string().max(500).optional() })

const ASKED_COOKIE = '__Host-sso'
const MAX_AGE_SECONDS = 600
const SEAL = { tenant: 'sso', field: 'asked' }

const askedSchema = z.object({
  ...{ id: z.string(), state: z.string(), nonce: z.string(), verifier: z.string(), next: z.string() },
  until: z.number(),
})
type Asked = z.infer<typeof askedSchema>

export const redirectUri = (id: string): string => `${env().url}/api/sso/${id}/callback`

export async function beginSso(given: z.infer<typeof beginSchema>): Promise<string> {
  const domain = normalizeEmail(given.email).split('@')[1] ?? ''
  const connection = await findSsoByDomain(domain)
  if (!connection) throw new NotFound('organisation', NO_ORGANISATION)
  const provider = await discover(connection.issuer).catch(() => {
    throw new NotFound('organisation', NO_PROVIDER)
  })
  const asked: Asked = {
    ...{ id: connection.id, state: makeToken(), nonce: makeToken(), verifier: makeToken() },
    ...{ next: safeCallbackUrl(given.callbackUrl), until: Date.now() + MAX_AGE_SECONDS * 1_000 },
  }
  ;(await cookies()).set(ASKED_COOKIE, serverEnv().keyRing.seal(JSON.stringify(asked), SEAL), {
    ...{ ...COOKIE_OPTIONS, maxAge: MAX_AGE_SECONDS },
  })
  const url = new URL(provider.authorization_endpoint)
  const challenge = createHash('sha256').update(asked.verifier).digest('base64url')
  const query = {
    ...{ response_type: 'code', scope: 'openid email profile', client_id: connection.clientId },
    ...{ redirect_uri: redirectUri(connection.id), state: asked.state, nonce: asked.nonce, prompt: 'login' },
    ...{ code_challenge: challenge, code_challenge_method: 'S256', login_hint: normalizeEmail(given.email) },
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}

/** Never throws for what a provider or a browser brings: it ends on the sign-in page. */
export async function finishSso(id: string, query: URLSearchParams): Promise<string> {
  const asked = await takeAsked()
  const connection = await findSso(id)
  if (!asked || !connection || asked.id !== connection.id) return '/sign-in?error=Sso'
  const [state, code, iss] = [query.get('state'), query.get('code'), query.get('iss')]
  if (state !== asked.state || !code || asked.until < Date.now()) return '/sign-in?error=Sso'
  // RFC 9207: an answer that says whose it is must say so rightly.
  if (iss !== null && iss !== connection.issuer) return '/sign-in?error=Issuer'
  try {
    return (await enter(connection, asked, code)) ? asked.next : '/sign-in?error=SsoRefused'
  } catch (error) {
    log.warn('single sign-on refused', {
      rule: error instanceof TokenRefused ? error.message.replaceAll(' ', '_') : 'other',
    })
    return '/sign-in?error=Sso'
  }
}

async function enter(connection: ProvedSso, { nonce, verifier }: Asked, code: string): Promise<boolean> {
  const provider = await discover(connection.issuer)
  const claims = await redeem(provider, {
    ...{ clientId: connection.clientId, clientSecret: openSecret(connection.tenant, connection.sealedSecret) },
    ...{ code, verifier, nonce, redirectUri: redirectUri(connection.id) },
  })
  // The workspace has proved the domain, so its provider's silence about an address will do; its doubt will not.
  if (!claims.email || claims.email_verified === false) return false
  const who = { subject: claims.sub, email: normalizeEmail(claims.email), name: claims.name ?? null }
  const person = await signInBySso(connection.id, who)
  if (!person) return false
  await endPresentSession()
  const token = makeToken()
  const expires = new Date(Date.now() + SESSION_MAX_AGE_SECONDS * 1_000)
  const begun = await openBoundSession({ sessionToken: token, ...person, expires, tenant: connection.tenant })
  if (!begun) return false
  ;(await cookies()).set(SESSION_COOKIE, token, { ...COOKIE_OPTIONS, expires })
  if (person.outcome === 'created') notify(createdByProviderNotice(person.email, new URL(connection.issuer).hostname))
  return true
}

/** Once: an answer that comes twice finds nothing. */
async function takeAsked(): Promise<Asked | null> {
  const jar = await cookies()
  const sealed = jar.get(ASKED_COOKIE)?.value
  if (!sealed) return null
  jar.set(ASKED_COOKIE, '', { ...COOKIE_OPTIONS, maxAge: 0 })
  try {
    return askedSchema.parse(JSON.parse(serverEnv().keyRing.open(sealed, SEAL).toString('utf8')))
  } catch {
    return null
  }
}

const NO_ORGANISATION = {
  happened: 'No workspace here has single sign-on for this address.',
  kept: 'Nothing was changed.',
  todo: 'Use a link by e-mail.',
}
const NO_PROVIDER = {
  happened: 'The identity provider of this organisation does not answer as it should.',
  kept: 'You are not signed in.',
  todo: 'Try again in a minute, or tell an owner of the workspace.',
}
