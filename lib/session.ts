import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { readSession } from './auth/browser-session.ts'
import { SESSION_COOKIE } from './auth/cookies.ts'
import { hashToken } from './auth/token.ts'
import { findLock, type Lock } from './data/erasure.ts'
import { setActiveTenant } from './data/sessions.ts'
import { listReachable, type Workspace } from './data/tenants.ts'
import type { TenantId } from './data/unscoped.ts'
import type { Role } from './permissions.ts'

/** Who is asking, in which workspace. Comes from the session and its rows only, never from a parameter. */
export interface Member {
  userId: string
  email: string
  name: string | null
  sessionId: string
  /** When this person last proved to be it. */
  authenticatedAt: Date
  /** Signed in at the workspace's own identity provider, whose word is worth nothing anywhere else. */
  bound: boolean
  tenant: TenantId
  workspaceSlug: string
  workspaceName: string
  role: Role
  /** Set while the workspace waits to be erased: only undoing, exporting and leaving are left. */
  lock: Lock | null
  workspaces: readonly { slug: string; name: string; role: Role }[]
}

/** The raw token and the session of this request, read once. */
const present = cache(async () => {
  const token = (await cookies()).get(SESSION_COOKIE)?.value
  const session = token ? await readSession(token) : null
  return token && session ? { token, session } : null
})

/** Somebody who has signed in and still has to show a passkey, or to make one. Opens nothing but that. */
export interface HalfMember {
  token: string
  userId: string
  email: string
  name: string | null
  authenticatedAt: Date
  wanted: 'ask' | 'enrol'
}

export async function findHalfMember(): Promise<HalfMember | null> {
  const found = await present()
  if (!found || found.session.wanted === 'none') return null
  const { wanted, user, authenticatedAt } = found.session
  return { token: found.token, userId: user.id, email: user.email, name: user.name, authenticatedAt, wanted }
}

/** The member behind this request, or null without a live session, its second factor and a workspace. Read once per request. */
export const findMember = cache(async (): Promise<Member | null> => {
  const found = await present()
  if (found?.session.wanted !== 'none') return null
  const { token, session } = found
  const workspaces = await listReachable(hashToken(token))
  const active =
    workspaces.find(({ tenant }) => tenant === session.workspace?.tenant) ?? (await enterFirst(token, workspaces))
  if (!active) return null
  return {
    userId: session.user.id,
    email: session.user.email,
    name: session.user.name,
    sessionId: session.id,
    authenticatedAt: session.authenticatedAt,
    bound: session.bound,
    tenant: active.tenant,
    workspaceSlug: active.slug,
    workspaceName: active.name,
    role: active.role,
    lock: await findLock(active.tenant),
    workspaces: workspaces.map(({ slug, name, role }) => ({ slug, name, role })),
  }
})

/** For pages: the member, or off to sign in. */
export async function requireMember(): Promise<Member> {
  const member = await findMember()
  if (!member) redirect((await findHalfMember()) ? '/sign-in/second-factor' : '/sign-in')
  if (member.lock) redirect('/locked')
  return member
}

/** How old a sign-in may be for what is sensitive: secrets, members, export, erasure, billing. */
export const FRESH_SECONDS = 10 * 60

export function isFresh({ authenticatedAt }: Pick<Member, 'authenticatedAt'>, now = Date.now()): boolean {
  return now - authenticatedAt.getTime() < FRESH_SECONDS * 1_000
}

/** For pages that show or begin something sensitive: the member, or off to sign in again and back to `returnTo`, a path. */
export async function requireFresh(returnTo: string): Promise<Member> {
  const member = await requireMember()
  if (!isFresh(member)) redirect(`/sign-in/again?${new URLSearchParams({ callbackUrl: returnTo })}`)
  return member
}

/** A person who was removed from the workspace of this session goes on in another of theirs, if there is one. */
async function enterFirst(token: string, workspaces: readonly Workspace[]): Promise<Workspace | undefined> {
  const [first] = workspaces
  if (first) await setActiveTenant(hashToken(token), first.tenant)
  return first
}
