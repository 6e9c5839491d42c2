import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { readSession } from './auth/adapter.ts'
import { SESSION_COOKIE } from './auth/cookies.ts'
import type { TenantId } from './data/unscoped.ts'
import type { Role } from './permissions.ts'

/** Who is asking, in which workspace. Comes from the session and its rows only, never from a parameter. */
export interface Member {
  userId: string
  email: string
  name: string | null
  tenant: TenantId
  workspaceName: string
  role: Role
  workspaces: readonly { slug: string; name: string; role: Role }[]
}

/** The member behind this request, or null without a live session. Read once per request. */
export const findMember = cache(async (): Promise<Member | null> => {
  const token = (await cookies()).get(SESSION_COOKIE)?.value
  if (!token) return null
  const session = await readSession(token)
  if (!session) return null
  return session
})

/** For pages: the member, or off to sign in. */
export async function requireMember(): Promise<Member> {
  const member = await findMember()
  if (!member) redirect('/sign-in')
  return member
}
