import { NotFound } from '../errors.ts'
import { withTenant } from './prisma.ts'
import { type TenantId, unscopedCall, unscopedTenantId } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * Read-only links to single analyses. Only hashes of their tokens are stored (SHA-256, lower-case hex).
 *
 *   createShareLink(tenant, { analysisId, tokenHash, createdById, expiresAt })   ShareLink, or NotFound
 *   listShareLinks(tenant, analysisId?)    those that still work, newest first; of one analysis or of all
 *   deleteShareLink(tenant, id)            id of its analysis, or NotFound
 *   openShareLink(tokenHash)               where it leads, or null; counts
 */

export interface ShareLink {
  id: string
  analysisId: string
  createdAt: Date
  expiresAt: Date
  /** How often it was opened, and when last. */
  opened: number
  openedAt: Date | null
}

const SHOWN = { id: true, analysisId: true, createdAt: true, expiresAt: true, opened: true, openedAt: true } as const

export async function createShareLink(
  tenant: TenantId,
  given: { analysisId: string; tokenHash: string; createdById: string; expiresAt: Date },
): Promise<ShareLink> {
  const { analysisId } = given
  if (!isUuid(analysisId)) throw new NotFound('analysis')
  return withTenant(tenant, async (tx) => {
    await tx.shareLink.deleteMany({ where: { tenantId: tenant, expiresAt: { lt: new Date() } } })
    // Inserted from the row itself: of an analysis that is not here there is nothing to insert.
    const made = await tx.$queryRaw<{ id: string }[]>`
      insert into share_links (id, tenant_id, analysis_id, token_hash, created_by_id, expires_at)
      select gen_random_uuid(), tenant_id, id, ${given.tokenHash}, ${given.createdById}::uuid, ${given.expiresAt}
      from analyses where id = ${analysisId}::uuid and tenant_id = ${tenant}::uuid returning id::text`
    const [row] = made
    const found = row && (await tx.shareLink.findFirst({ where: { tenantId: tenant, id: row.id }, select: SHOWN }))
    if (!found) throw new NotFound('analysis')
    return found
  })
}

export async function listShareLinks(tenant: TenantId, analysisId?: string): Promise<ShareLink[]> {
  if (analysisId !== undefined && !isUuid(analysisId)) return []
  return withTenant(tenant, (tx) =>
    tx.shareLink.findMany({
      where: { tenantId: tenant, expiresAt: { gt: new Date() }, ...(analysisId ? { analysisId } : {}) },
      select: SHOWN,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: 200,
    }),
  )
}

/** Worth nothing from then on. */
export async function deleteShareLink(tenant: TenantId, id: string): Promise<string> {
  if (!isUuid(id)) throw new NotFound('link')
  const rows = await withTenant(
    tenant,
    (tx) => tx.$queryRaw<{ analysis_id: string }[]>`
      delete from share_links where id = ${id}::uuid and tenant_id = ${tenant}::uuid returning analysis_id::text`,
  )
  const [row] = rows
  if (!row) throw new NotFound('link')
  return row.analysis_id
}

/** Null for a wrong, ended or removed one, and where its workspace forbids links or is locked: nobody can tell which. */
export async function openShareLink(
  tokenHash: string,
): Promise<{ tenant: TenantId; analysisId: string; expiresAt: Date } | null> {
  const [row] = await unscopedCall<{ tenant_id: string; analysis_id: string; expires_at: Date }>(
    'open_share_link',
    tokenHash,
  )
  return row
    ? { tenant: unscopedTenantId(row.tenant_id), analysisId: row.analysis_id, expiresAt: row.expires_at }
    : null
}
