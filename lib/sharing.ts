import { z } from 'zod'
import { hashToken, makeToken } from './auth/token.ts'
import { getAnalysis, type StoredAnalysis } from './data/analyses.ts'
import { createAuditEvent } from './data/audit-events.ts'
import type { InputJsonObject, JsonValue } from './data/json.ts'
import { withTenant } from './data/prisma.ts'
import { createShareLink, deleteShareLink, listShareLinks, openShareLink, type ShareLink } from './data/share-links.ts'
import { getTenant, updateTenant } from './data/tenants.ts'
import type { TenantId } from './data/unscoped.ts'
import { env } from './env.ts'
import { Conflict, Forbidden } from './errors.ts'

/**
 * Links that let somebody without a session read one analysis: 256 random bits, hashed at rest, with an end, removable, each
 * made and removed in the audit log. A workspace may forbid them; then none opens, not even those that were made before.
 *
 *   share(tenant, userId, analysisId, { days })   the link, told once
 *   unshare(tenant, userId, id)
 *   openShared(token)                             the analysis, without names of people; null
 *   isSharingAllowed(tenant)  allowSharing(tenant, userId, { allow })
 */

export const MAX_SHARE_DAYS = 90
/** Of one analysis at a time. */
const MAX_LINKS = 20

export const shareSchema = z.strictObject({ days: z.int().min(1).max(MAX_SHARE_DAYS).default(7) })
export const sharingPolicySchema = z.strictObject({ allow: z.boolean() })

export interface Shared {
  link: ShareLink
  url: string
}

export async function share(
  tenant: TenantId,
  userId: string,
  analysisId: string,
  { days }: z.infer<typeof shareSchema>,
): Promise<Shared> {
  const token = makeToken()
  const expiresAt = new Date(Date.now() + days * 86_400_000)
  const link = await withTenant(tenant, async () => {
    await getAnalysis(tenant, analysisId)
    if (!(await isSharingAllowed(tenant))) throw new Forbidden(FORBIDDEN)
    if ((await listShareLinks(tenant, analysisId)).length >= MAX_LINKS) throw new Conflict(TOO_MANY)
    const given = { analysisId, tokenHash: hashToken(token), createdById: userId, expiresAt }
    const made = await createShareLink(tenant, given)
    const detail = { link: made.id, days }
    await createAuditEvent(tenant, { actorId: userId, action: 'analysis.shared', subject: analysisId, detail })
    return made
  })
  return { link, url: `${env().url}/read/${token}` }
}

export async function unshare(tenant: TenantId, userId: string, id: string): Promise<void> {
  await withTenant(tenant, async () => {
    const analysisId = await deleteShareLink(tenant, id)
    const detail = { link: id }
    await createAuditEvent(tenant, { actorId: userId, action: 'analysis.unshared', subject: analysisId, detail })
  })
}

export type SharedAnalysis = Pick<StoredAnalysis, 'createdAt' | 'analysis' | 'alert'> & { expiresAt: Date }

/** Who made it, what it is called in the history and every id of the workspace stay out of it. */
export async function openShared(token: string): Promise<SharedAnalysis | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null
  const opened = await openShareLink(hashToken(token))
  if (!opened) return null
  const { createdAt, analysis, alert } = await getAnalysis(opened.tenant, opened.analysisId)
  return { createdAt, analysis, alert, expiresAt: opened.expiresAt }
}

export async function isSharingAllowed(tenant: TenantId): Promise<boolean> {
  const stored = sharingPolicySchema.safeParse(objectOf((await getTenant(tenant)).policy).sharing)
  return stored.success ? stored.data.allow : true
}

export async function allowSharing(
  tenant: TenantId,
  userId: string,
  { allow }: z.infer<typeof sharingPolicySchema>,
): Promise<void> {
  await withTenant(tenant, async () => {
    const { policy } = await getTenant(tenant)
    await updateTenant(tenant, { policy: { ...objectOf(policy), sharing: { allow } } })
    await createAuditEvent(tenant, { actorId: userId, action: 'workspace.sharing_changed', detail: { allow } })
  })
}

function objectOf(policy: JsonValue): InputJsonObject {
  return typeof policy === 'object' && policy !== null && !Array.isArray(policy) ? (policy as InputJsonObject) : {}
}

const FORBIDDEN = {
  happened: 'This workspace forbids links that work without signing in.',
  kept: 'No link was made.',
  todo: 'Give the address of the analysis to somebody of the workspace, or save it as a file.',
}
const TOO_MANY = {
  happened: `This analysis has ${MAX_LINKS} links already.`,
  kept: 'No link was made.',
  todo: 'Remove one that nobody needs any more.',
}
