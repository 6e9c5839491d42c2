import { z } from 'zod'
import { type Signed, signText } from './audit/ed25519.ts'
import { endSubscription } from './billing/reconcile.ts'
import { createAuditEvent } from './data/audit-events.ts'
import {
  type Erased,
  erasePerson,
  eraseWorkspace,
  findLock,
  type Lock,
  listDueErasures,
  lockWorkspace,
  signTombstone,
  unlockWorkspace,
} from './data/erasure.ts'
import { deleteMembership, listMembers } from './data/memberships.ts'
import { withTenant } from './data/prisma.ts'
import { getTenant, listWorkspaces } from './data/tenants.ts'
import type { TenantId } from './data/unscoped.ts'
import { serverEnv } from './env.ts'
import { Conflict, Invalid, NotFound, Unavailable } from './errors.ts'

/**
 * Erasing a workspace or a person. A workspace is locked at once and erased after a week, within which it can be undone, or
 * at once where that is asked for. What remains is a tombstone: an id that leads nowhere, a time, counts, a signature.
 */

const UNDO_DAYS = 7
const DAY_MS = 86_400_000

export const workspaceErasureSchema = z.strictObject({
  /** The workspace's name as the person typed it: a slip of the mouse must not be enough. */
  name: z.string().max(200),
  when: z.enum(['in_a_week', 'now']),
})
export const personErasureSchema = z.strictObject({ email: z.string().max(254) })

/** Throws Invalid for another name. `now`: erased before this returns. */
export async function requestWorkspaceErasure(
  tenant: TenantId,
  userId: string,
  { name, when }: z.infer<typeof workspaceErasureSchema>,
  now = new Date(),
): Promise<{ lock: Lock | null; erased: Erased | null }> {
  if ((await getTenant(tenant)).name !== name.trim())
    throw new Invalid([{ path: 'name', message: 'This is not the name of this workspace.' }])
  const eraseAfter = new Date(now.getTime() + (when === 'now' ? -1_000 : UNDO_DAYS * DAY_MS))
  await withTenant(tenant, async () => {
    if (when === 'now') await unlockWorkspace(tenant)
    await lockWorkspace(tenant, now, eraseAfter)
    await createAuditEvent(tenant, { actorId: userId, action: 'workspace.erasure_requested', detail: { when } })
  })
  if (when === 'in_a_week') return { lock: await findLock(tenant), erased: null }
  return { lock: null, erased: await eraseAndSign(tenant) }
}

export async function undoWorkspaceErasure(tenant: TenantId, userId: string): Promise<void> {
  await withTenant(tenant, async () => {
    if (!(await unlockWorkspace(tenant))) throw new NotFound('erasure')
    await createAuditEvent(tenant, { actorId: userId, action: 'workspace.erasure_undone' })
  })
}

/** One turn over all workspaces whose week has passed. */
export async function sweepErasures(): Promise<number> {
  let erased = 0
  for (const tenant of await listDueErasures(100)) {
    const done = await eraseAndSign(tenant).catch((error: unknown) => {
      // The payment provider is away. One workspace must not keep the others waiting.
      if (error instanceof Unavailable) return null
      throw error
    })
    if (done) erased++
  }
  return erased
}

/**
 * Leaves every workspace and erases the account. A workspace that nobody else belongs to is erased with it; one whose only
 * owner this is, with others in it, must get another owner first (Conflict, nothing was changed).
 */
export async function eraseAccount(
  person: { userId: string; email: string },
  { email }: z.infer<typeof personErasureSchema>,
  now = new Date(),
): Promise<Erased> {
  if (email.trim().toLowerCase() !== person.email)
    throw new Invalid([{ path: 'email', message: 'This is not the address of your account.' }])
  const workspaces = await listWorkspaces(person.userId)
  const plans = await Promise.all(
    workspaces.map(async ({ tenant, name }) => ({ tenant, name, ...(await planFor(tenant, person.userId)) })),
  )
  const stuck = plans.filter(({ plan }) => plan === 'needs_owner')
  if (stuck.length > 0)
    throw new Conflict({
      happened: `You are the only owner of ${stuck.map(({ name }) => name).join(', ')}, where others work too.`,
      kept: 'Nothing was erased.',
      todo: 'Make somebody else an owner there, or erase that workspace first.',
    })
  for (const { tenant, name, plan } of plans)
    if (plan === 'erase') await requestWorkspaceErasure(tenant, person.userId, { name, when: 'now' }, now)
    else await deleteMembership(tenant, person.userId)
  const erased = await erasePerson(person.userId)
  // Whose last workspace was erased just now went with it.
  if (!erased) return { tombstone: '', erasedAt: now, counts: { people: 1 } }
  await signTombstone(erased.tombstone, sealOf(erased, person.userId))
  return erased
}

async function planFor(tenant: TenantId, userId: string): Promise<{ plan: 'erase' | 'leave' | 'needs_owner' }> {
  const others = (await listMembers(tenant)).filter((member) => member.userId !== userId)
  if (others.length === 0) return { plan: 'erase' }
  const [own] = (await listMembers(tenant)).filter((member) => member.userId === userId)
  const needed = own?.role === 'owner' && !others.some(({ role }) => role === 'owner')
  return { plan: needed ? 'needs_owner' : 'leave' }
}

/** Its subscription ends first: where that cannot be done, the workspace stays locked and the next turn tries again. */
async function eraseAndSign(tenant: TenantId): Promise<Erased | null> {
  await endSubscription(tenant)
  const erased = await eraseWorkspace(tenant)
  if (erased) await signTombstone(erased.tombstone, sealOf(erased, tenant))
  return erased
}

/** Over what the tombstone says, under a key of its own. */
function sealOf({ tombstone, erasedAt, counts }: Erased, erasedId: string): Signed {
  const sorted = Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))
  const text = ['lethe-tombstone-v1', tombstone, erasedId, erasedAt.toISOString(), JSON.stringify(sorted)].join('\n')
  return signText(serverEnv().keyRing.derive('erasure/tombstone'), text)
}
