import { z } from 'zod'
import { findIdentityProvider } from './auth/identity-providers.ts'
import { markConnecting } from './auth/identity-sign-in.ts'
import { connectionNotice, notify } from './auth/notices.ts'
import { deleteOtherSessions, listSessions } from './data/sessions.ts'
import { type Account, listAccounts, renameUser, unlinkAccount } from './data/users.ts'
import { env } from './env.ts'
import { Invalid } from './errors.ts'
import { isFresh, type Member } from './session.ts'

/**
 * What a person sees and changes of their own: name, connections to identity providers, sessions.
 *
 *   accountView(member)                     for /api/account
 *   connectionsOf(userId)                   one entry per provider that is set up or connected
 *   beginConnection(providerId)             the next answer of this provider is connected
 *   endConnection(member, accountId)        NotFound for another's
 *   sessionsOf(member)                      the last used first, this one marked
 *   endOtherSessions(member)                how many ended
 */

export interface AccountView {
  email: string
  name: string | null
  /** Whether what is sensitive would be allowed now. */
  fresh: boolean
}

export interface Connection {
  /** `github`, or of a provider that is set up no longer its issuer. */
  id: string
  name: string
  connection: { id: string; createdAt: Date } | null
  /** Set up, so that it can be connected and used. */
  offered: boolean
}

export interface SessionEntry {
  id: string
  browser: string
  createdAt: Date
  /** To the nearest five minutes: what a person needs to know it by, and no more. */
  lastSeenAt: Date
  present: boolean
}

export const nameSchema = z.strictObject({ name: z.string().trim().max(120) })
export const connectSchema = z.strictObject({ provider: z.string().max(20) })

export function accountView(member: Member): AccountView {
  return { email: member.email, name: member.name, fresh: isFresh(member) }
}

export async function renameMember(member: Member, { name }: z.infer<typeof nameSchema>): Promise<AccountView> {
  const user = await renameUser(member.userId, name === '' ? null : name)
  return accountView({ ...member, name: user.name })
}

export async function connectionsOf(userId: string): Promise<Connection[]> {
  const accounts = await listAccounts(userId)
  const offered = env().identityProviders
  const view = (account: Account | undefined) => account && { id: account.id, createdAt: account.createdAt }
  return [
    ...offered.map(({ id, name, issuer }) => {
      const connection = view(accounts.find((account) => account.issuer === issuer)) ?? null
      return { id, name, connection, offered: true }
    }),
    ...accounts
      // Those of workspaces' own providers sign in there and are shown there.
      .filter(({ issuer }) => !issuer.startsWith('tenant:') && !offered.some((provider) => provider.issuer === issuer))
      .map((account) => ({
        ...{ id: account.issuer, name: new URL(account.issuer).hostname, offered: false },
        connection: { id: account.id, createdAt: account.createdAt },
      })),
  ]
}

/** In a route handler only: it sets a cookie. The browser then goes to the provider. */
export async function beginConnection({ provider }: z.infer<typeof connectSchema>): Promise<void> {
  if (!findIdentityProvider(provider)) throw new Invalid([{ path: 'provider', message: 'This is not set up here.' }])
  await markConnecting(provider)
}

export async function endConnection(member: Member, accountId: string): Promise<void> {
  const issuer = await unlinkAccount(member.userId, accountId)
  const name = env().identityProviders.find((provider) => provider.issuer === issuer)?.name ?? new URL(issuer).hostname
  notify(connectionNotice(member.email, name, 'disconnected'))
}

const APPROXIMATE_MS = 5 * 60_000

export async function sessionsOf(member: Member): Promise<SessionEntry[]> {
  const sessions = await listSessions(member.userId)
  return sessions.map(({ lastSeenAt, ...session }) => ({
    ...session,
    lastSeenAt: new Date(Math.floor(lastSeenAt.getTime() / APPROXIMATE_MS) * APPROXIMATE_MS),
    present: session.id === member.sessionId,
  }))
}

export async function endOtherSessions(member: Member): Promise<number> {
  return deleteOtherSessions(member.userId, member.sessionId)
}
