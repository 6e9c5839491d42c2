import { randomBytes } from 'node:crypto'
import { cookies } from 'next/headers'
import type { Adapter, AdapterAccount, AdapterSession, AdapterUser } from 'next-auth/adapters'
import { createSession, deleteSession, findSession, type Session } from '../data/sessions.ts'
import { consumeSignInLink, createSignInLink } from '../data/sign-in-links.ts'
import { createWorkspace, listWorkspaces } from '../data/tenants.ts'
import {
  findUser,
  findUserByAccount,
  findUserByEmail,
  getOrCreateUser,
  getUser,
  linkAccount,
  markEmailVerified,
  type User,
} from '../data/users.ts'
import { ASKED_COOKIE, COOKIE_OPTIONS, DEVICE_COOKIE, DEVICE_MAX_AGE_SECONDS, LINK_MAX_AGE_SECONDS } from './cookies.ts'
import { hashToken, makeToken } from './token.ts'

/**
 * next-auth's view of our tables. Only hashes reach the database; the raw session token is handed back because next-auth
 * writes it into the cookie. Cookies are set only in what runs inside a route handler (createSession,
 * createVerificationToken): the other methods also run while pages render.
 */
export const adapter: Adapter = {
  createUser: async (user: Omit<AdapterUser, 'id'>) => adapterUser(await getOrCreateUser(user.email)),
  getUser: async (id) => orNull(await findUser(id)),
  getUserByEmail: async (email) => orNull(await findUserByEmail(email)),
  getUserByAccount: async ({ provider, providerAccountId }) =>
    orNull(await findUserByAccount(provider, providerAccountId)),
  updateUser: async ({ id }) => adapterUser(await markEmailVerified(id)),
  linkAccount: async (account: AdapterAccount) => {
    await linkAccount(account.userId, account.provider, account.providerAccountId)
  },
  createSession: openSession,
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
    return used ? { identifier, token, expires: used.expiresAt } : null
  },
}

/** The session of a raw token, if it lives and this browser holds the device cookie that it was made for. */
export async function readSession(sessionToken: string): Promise<Session | null> {
  const device = (await cookies()).get(DEVICE_COOKIE)?.value
  if (!device) return null
  return findSession({ tokenHash: hashToken(sessionToken), deviceHash: hashToken(device) })
}

async function openSession({ sessionToken, userId, expires }: AdapterSession): Promise<AdapterSession> {
  const jar = await cookies()
  const device = jar.get(DEVICE_COOKIE)?.value ?? makeToken()
  jar.set(DEVICE_COOKIE, device, { ...COOKIE_OPTIONS, maxAge: DEVICE_MAX_AGE_SECONDS })
  await ensureWorkspace(userId)
  await createSession({
    tokenHash: hashToken(sessionToken),
    userId,
    deviceHash: hashToken(device),
    absoluteExpiresAt: expires,
  })
  return { sessionToken, userId, expires }
}

/** Who signs in for the first time, or has left every workspace, gets one of their own. */
async function ensureWorkspace(userId: string): Promise<void> {
  if ((await listWorkspaces(userId)).length > 0) return
  const user = await getUser(userId)
  const name = user.email.split('@')[0] ?? 'workspace'
  await createWorkspace({ userId, name: `${name}'s workspace`, slug: `w-${randomBytes(6).toString('hex')}` })
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
