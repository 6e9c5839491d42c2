import { cookies } from 'next/headers'
import { createUserWithAccount, findUserByAccount, linkAccount } from '../data/users.ts'
import { Conflict } from '../errors.ts'
import type { IdentityProvider } from '../identity-env.ts'
import { log } from '../log.ts'
import { endPresentSession, readSession } from './browser-session.ts'
import { CONNECTING_COOKIE, CONNECTING_MAX_AGE_SECONDS, COOKIE_OPTIONS, SESSION_COOKIE } from './cookies.ts'
import { type Claims, findIdentityProvider, readClaims } from './identity-providers.ts'
import { connectionNotice, createdByProviderNotice, notify } from './notices.ts'
import { hashToken } from './token.ts'

/**
 * What follows from an answer of an identity provider. (issuer, subject) names a person; an address never does:
 *
 *   asked to connect it, by this session       it is connected to the session's person
 *   known                                      that person is signed in
 *   unknown, a believed address, nobody's      a new person, with this account
 *   anything else                              nobody is signed in; a page says what to do
 */
export async function decideSignIn(providerId: string, profile: unknown): Promise<true | string> {
  const provider = findIdentityProvider(providerId)
  if (!provider) return '/sign-in?error=Provider'
  const claims = readClaims(profile)
  // A discovery document may name any issuer: only the configured one is whose accounts we keep.
  if (!provider.apiUrl && claims.iss !== provider.issuer) return '/sign-in?error=Issuer'
  const asked = await takeConnecting()
  if (asked) return connect(provider, claims, asked)
  const known = await findUserByAccount(provider.issuer, claims.sub)
  if (!known && !(await createPerson(provider, claims))) {
    log.warn('sign-in refused', { by: provider.id })
    return `/sign-in/not-connected?provider=${provider.id}`
  }
  // Signing in while signed in starts a new session; the old one must not live on beside it.
  await endPresentSession()
  return true
}

/** In a route handler only. Remembers, in this browser and for this session, that the next answer is to be connected. */
export async function markConnecting(providerId: string): Promise<void> {
  const jar = await cookies()
  const token = jar.get(SESSION_COOKIE)?.value
  if (!token) return
  const value = `${providerId}.${hashToken(`${providerId}.${token}`)}`
  jar.set(CONNECTING_COOKIE, value, { ...COOKIE_OPTIONS, maxAge: CONNECTING_MAX_AGE_SECONDS })
}

async function takeConnecting(): Promise<string | null> {
  const jar = await cookies()
  const asked = jar.get(CONNECTING_COOKIE)?.value ?? null
  if (asked !== null) jar.set(CONNECTING_COOKIE, '', { ...COOKIE_OPTIONS, maxAge: 0 })
  return asked
}

/** The cookie holds a hash that only the session itself can make, so it fits no other session and no other provider. */
async function connect(provider: IdentityProvider, { sub }: Claims, asked: string): Promise<string> {
  const token = (await cookies()).get(SESSION_COOKIE)?.value
  const session = token ? await readSession(token) : null
  if (!session) return '/sign-in?error=Connecting'
  if (asked !== `${provider.id}.${hashToken(`${provider.id}.${token}`)}`) return '/settings/account?failed=1'
  try {
    await linkAccount(session.user.id, provider.issuer, sub)
  } catch (error) {
    if (error instanceof Conflict) return `/settings/account?taken=${provider.id}`
    throw error
  }
  notify(connectionNotice(session.user.email, provider.name, 'connected'))
  return `/settings/account?connected=${provider.id}`
}

/** False where the address is missing, not vouched for, outside the provider's domains, or somebody's already. */
async function createPerson(
  provider: IdentityProvider,
  { sub, email, email_verified, name }: Claims,
): Promise<boolean> {
  if (!email || email_verified !== true || !isBelieved(provider, email)) return false
  const made = await createUserWithAccount({ email, name: name ?? null, issuer: provider.issuer, subject: sub })
  if (made) notify(createdByProviderNotice(made.email, provider.name))
  return made !== null
}

function isBelieved({ believedDomains }: IdentityProvider, email: string): boolean {
  const parts = email.normalize('NFKC').trim().toLowerCase().split('@')
  const [local, domain] = parts
  if (parts.length !== 2 || !local || !domain || /\s/.test(email)) return false
  return believedDomains === null || believedDomains.includes(domain)
}
