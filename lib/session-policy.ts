import { z } from 'zod'
import { createAuditEvent } from './data/audit-events.ts'
import type { JsonValue } from './data/json.ts'
import { withTenant } from './data/prisma.ts'
import { getTenant, updateTenant } from './data/tenants.ts'
import type { TenantId } from './data/unscoped.ts'

/**
 * What a workspace wants of sessions in it: a second factor, and how long they last, where it wants them shorter than everybody's 8 hours and 7 days: in
 * `tenants.policy` under `session`. The database itself ends a session that is past them (door.find_session).
 */

export const sessionPolicySchema = z.strictObject({
  /** Minutes without use; null for everybody's. */
  idleMinutes: z.number().int().min(5).max(480).nullable(),
  /** Hours since signing in; null for everybody's. */
  absoluteHours: z.number().int().min(1).max(168).nullable(),
  /** Everybody here must have shown a passkey; who has none makes one before anything opens. */
  secondFactor: z.boolean().default(false),
})
export type SessionPolicy = z.infer<typeof sessionPolicySchema>

const NONE: SessionPolicy = { idleMinutes: null, absoluteHours: null, secondFactor: false }

export async function loadSessionPolicy(tenant: TenantId): Promise<SessionPolicy> {
  const { policy } = await getTenant(tenant)
  return sessionPolicySchema.safeParse(objectOf(policy).session ?? NONE).data ?? NONE
}

/** Holds at once, for sessions that are under way too. */
export async function saveSessionPolicy(
  tenant: TenantId,
  userId: string,
  given: SessionPolicy,
): Promise<SessionPolicy> {
  await withTenant(tenant, async () => {
    const { policy } = await getTenant(tenant)
    await updateTenant(tenant, { policy: { ...objectOf(policy), session: given } })
    await createAuditEvent(tenant, { actorId: userId, action: 'workspace.session_policy_changed', detail: given })
  })
  return given
}

const objectOf = (policy: JsonValue) =>
  typeof policy === 'object' && policy !== null && !Array.isArray(policy) ? policy : {}
