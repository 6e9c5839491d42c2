import { cookies } from 'next/headers'
import { z } from 'zod'
import { rotatePresentSession } from './auth/browser-session.ts'
import { SESSION_COOKIE } from './auth/cookies.ts'
import { hashToken } from './auth/token.ts'
import { setActiveTenant } from './data/sessions.ts'
import { listReachable } from './data/tenants.ts'
import type { TenantId } from './data/unscoped.ts'
import { NotFound } from './errors.ts'

/**
 * Moving between the workspaces of one person. What a session may do changes with it, so its token does too. In route
 * handlers only: both set a cookie.
 */

export const switchSchema = z.strictObject({ workspace: z.string().max(60) })

/** `workspace` is a slug that a client sent: it is looked up among the person's own. NotFound for any other. */
export async function switchWorkspace({ workspace }: z.infer<typeof switchSchema>): Promise<void> {
  const token = (await cookies()).get(SESSION_COOKIE)?.value ?? ''
  const target = (await listReachable(hashToken(token))).find(({ slug }) => slug === workspace)
  if (!target) throw new NotFound('workspace')
  await enterWorkspace(target.tenant)
}

/** The statement itself checks that the session's person belongs there. */
export async function enterWorkspace(tenant: TenantId): Promise<void> {
  const token = (await cookies()).get(SESSION_COOKIE)?.value
  if (!token) throw new NotFound('workspace')
  await setActiveTenant(hashToken(token), tenant)
  await rotatePresentSession()
}
