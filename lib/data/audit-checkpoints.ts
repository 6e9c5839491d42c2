import { withTenant } from './prisma.ts'
import { type TenantId, unscopedCall, unscopedTenantId } from './unscoped.ts'

/**
 * Signed ends of a workspace's audit chain.
 *
 *   listUnsignedChains(limit)              tenants whose chain has grown since its last checkpoint
 *   findChainEnd(tenant)                   the end, with the last place that was signed
 *   createCheckpoint(tenant, row)          false where another process was first
 *   listCheckpoints(tenant, limit)         newest first
 */

export interface CheckpointRow {
  seq: number
  hash: string
  at: Date
  publicKey: string
  signature: string
}

export async function listUnsignedChains(limit: number): Promise<TenantId[]> {
  const rows = await unscopedCall<{ tenant_id: string }>('list_unsigned_chains', limit)
  return rows.map(({ tenant_id }) => unscopedTenantId(tenant_id))
}

export async function findChainEnd(
  tenant: TenantId,
): Promise<{ seq: number; hash: string; checkpointSeq: number } | null> {
  const row = await withTenant(tenant, (tx) => tx.auditHead.findUnique({ where: { tenantId: tenant } }))
  return row && { seq: Number(row.seq), hash: row.hash, checkpointSeq: Number(row.checkpointSeq) }
}

export async function createCheckpoint(tenant: TenantId, row: CheckpointRow): Promise<boolean> {
  return withTenant(tenant, async (tx) => {
    const { count } = await tx.auditCheckpoint.createMany({
      data: [{ tenantId: tenant, ...row }],
      skipDuplicates: true,
    })
    await tx.auditHead.updateMany({
      where: { tenantId: tenant, checkpointSeq: { lt: row.seq } },
      data: { checkpointSeq: row.seq },
    })
    return count === 1
  })
}

export async function listCheckpoints(tenant: TenantId, limit: number): Promise<CheckpointRow[]> {
  const rows = await withTenant(tenant, (tx) =>
    tx.auditCheckpoint.findMany({
      where: { tenantId: tenant },
      select: { seq: true, hash: true, at: true, publicKey: true, signature: true },
      orderBy: { seq: 'desc' },
      take: limit,
    }),
  )
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }))
}
