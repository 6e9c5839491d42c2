import { randomBytes } from 'node:crypto'
import { cookies } from 'next/headers'
import type { Adapter, AdapterSession, AdapterUser } from 'next-auth/adapters'
import { deleteSession } from '../data/sessions.ts'
import { consumeSignInLink, createSignInLink } from '../data/sign-in-links.ts'
import { createWorkspace, listWorkspaces } from '../data/tenants.ts'
import {
  findUser,
  findUserByAccount,
  findUserByEmail,
  getOrCreateUser,
  getUser,
  markEmailVerified,
  type User,
} from '../data/users.ts'
import { openSession, readSession } from './browser-session.ts'
import { ASKED_COOKIE, COOKIE_OPTIONS, LINK_MAX_AGE_SECONDS } from './cookies.ts'
import { countFailedAttempt } from './failed-attempts.ts'
import { findIdentityProvider } from './identity-providers.ts'
import { hashToken, makeToken } from './token.ts'

/**
 * next-auth's view of our tables. Only hashes reach the database; the raw session token is handed back because next-auth
 * writes it into the cookie. Cookies are set only in what runs inside a route handler (createSession,
 * createVerificationToken): the other methods also run while pages render.
 */
export const adapter: Adapter = {
  // By a used link only, which proves the address. People who come from a provider are made in identity-sign-in.ts.
  createUser: async ({ email, emailVerified }: Omit<AdapterUser, 'id'>) => {
    if (!emailVerified) throw new Error('nobody is made of an address that a provider asserts')
    return adapterUser(await markEmailVerified((await getOrCreateUser(email)).id))
  },
  getUser: async (id) => orNull(await findUser(id)),
  getUserByEmail: async (email) => orNull(await findUserByEmail(email)),
  getUserByAccount: async ({ provider, providerAccountId }) => {
    const issuer = findIdentityProvider(provider)?.issuer
    return issuer ? orNull(await findUserByAccount(issuer, providerAccountId)) : null
  },
  updateUser: async ({ id }) => adapterUser(await markEmailVerified(id)),
  // Accounts are connected in identity-sign-in.ts and nowhere else: next-auth would also do it behind a live session.
  linkAccount: () => Promise.reject(new Error('accounts are not linked on the way')),
  createSession: beginSession,
  getSessionAndUser: async (sessionToken) => {
    const found = await readSession(sessionToken)
    return (
      found && {
        session: { sessionToken, userId: found.user.id, expires: found.expires },
        user: adapterUser(found.user),
      }
    )
  },
  // The absolute end was fixed when the session began; next-auth's wish to move it is not followed.
  updateSession: async () => null,
  deleteSession: async (sessionToken) => {
    await deleteSession(hashToken(sessionToken))
  },
  createVerificationToken: rememberAsking,
  useVerificationToken: async ({ identifier, token }) => {
    const asked = (await cookies()).get(ASKED_COOKIE)?.value
    const used = await consumeSignInLink({ tokenHash: token, identifier, browserHash: asked ? hashToken(asked) : null })
    if (!used) await countFailedAttempt(identifier)
    return used ? { identifier, token, expires: used.expiresAt } : null
  },
}

async function beginSession({ sessionToken, userId, expires }: AdapterSession): Promise<AdapterSession> {
  const { email } = await ensureWorkspace(userId)
  await openSession({ sessionToken, userId, email, expires })
  return { sessionToken, userId, expires }
}

/** Who signs in for the first time, or has left every workspace, gets one of their own. */
async function ensureWorkspace(userId: string): Promise<User> {
  const user = await getUser(userId)
  if ((await listWorkspaces(userId)).length > 0) return user
  const name = user.email.split('@')[0] ?? 'workspace'
  await createWorkspace({ userId, name: `${name}'s workspace`, slug: `w-${randomBytes(6).toString('hex')}` })
  return user
}

/** Ties the link to the browser that asked: its cookie's hash goes into the link's row. */
async function rememberAsking(link: { identifier: string; token: string; expires: Date }) {
  const jar = await cookies()
  const asked = jar.get(ASKED_COOKIE)?.value ?? makeToken()
  jar.set(ASKED_COOKIE, asked, { ...COOKIE_OPTIONS, maxAge: LINK_MAX_AGE_SECONDS })
  await createSignInLink({
    tokenHash: link.token,
    identifier: link.identifier,
    browserHash: hashToken(asked),
    expiresAt: link.expires,
  })
  return link
}

function adapterUser(user: User): AdapterUser {
  return { id: user.id, email: user.email, name: user.name, emailVerified: user.emailVerifiedAt }
}

const orNull = (user: User | null): AdapterUser | null => user && adapterUser(user)
