import { Conflict } from '../errors.ts'
import { withTenant } from './prisma.ts'
import { type TenantId, unscopedCall, unscopedTenantId } from './unscoped.ts'

/**
 * The end of a workspace and of a person's account.
 *
 *   findLock(tenant)                    since when it is locked and when it is erased, or null
 *   lockWorkspace(tenant, eraseAfter)   from now on nothing is received or analyzed; Conflict if it is locked already
 *   unlockWorkspace(tenant)             false where there was nothing to undo
 *   listDueErasures(limit)              workspaces whose time has come
 *   eraseWorkspace(tenant)              by one function of the owner's role: everything, or nothing
 *   erasePerson(userId)                 null while the person belongs to a workspace
 *   signTombstone(id, ...)              once
 *   exportPerson(userId)                what is kept of a person outside any workspace
 */

export interface Lock {
  lockedAt: Date
  eraseAfter: Date
}

export interface Erased {
  tombstone: string
  erasedAt: Date
  /** Rows by table. */
  counts: Record<string, number>
}

export async function findLock(tenant: TenantId): Promise<Lock | null> {
  const found = await withTenant(tenant, (tx) =>
    tx.tenant.findFirst({ where: { id: tenant }, select: { lockedAt: true, eraseAfter: true } }),
  )
  return found?.lockedAt && found.eraseAfter ? { lockedAt: found.lockedAt, eraseAfter: found.eraseAfter } : null
}

/** Sources are switched off at the same instant, so that undoing switches on those alone. */
export async function lockWorkspace(tenant: TenantId, lockedAt: Date, eraseAfter: Date): Promise<void> {
  await withTenant(tenant, async (tx) => {
    const { count } = await tx.tenant.updateMany({
      where: { id: tenant, lockedAt: null },
      data: { lockedAt, eraseAfter },
    })
    if (count === 0) throw new Conflict({ happened: 'This workspace is locked already.' })
    await tx.source.updateMany({ where: { tenantId: tenant, disabledAt: null }, data: { disabledAt: lockedAt } })
  })
}

export async function unlockWorkspace(tenant: TenantId): Promise<boolean> {
  return withTenant(tenant, async (tx) => {
    const lock = await findLock(tenant)
    if (!lock) return false
    await tx.source.updateMany({
      where: { tenantId: tenant, disabledAt: lock.lockedAt },
      data: { disabledAt: null },
    })
    const { count } = await tx.tenant.updateMany({
      where: { id: tenant, lockedAt: lock.lockedAt },
      data: { lockedAt: null, eraseAfter: null },
    })
    return count === 1
  })
}

export async function listDueErasures(limit: number): Promise<TenantId[]> {
  const rows = await unscopedCall<{ tenant_id: string }>('list_due_erasures', limit)
  return rows.map(({ tenant_id }) => unscopedTenantId(tenant_id))
}

interface ErasedRow {
  tombstone: string
  erased_at: Date
  counts: Record<string, number>
}

/** Null where it is not due, or another process was first. */
export async function eraseWorkspace(tenant: TenantId): Promise<Erased | null> {
  const [row] = await unscopedCall<ErasedRow>('erase_workspace', tenant)
  return row ? { tombstone: row.tombstone, erasedAt: row.erased_at, counts: row.counts } : null
}

export async function erasePerson(userId: string): Promise<Erased | null> {
  const [row] = await unscopedCall<ErasedRow>('erase_person', userId)
  return row ? { tombstone: row.tombstone, erasedAt: row.erased_at, counts: row.counts } : null
}

export async function signTombstone(id: string, signed: { publicKey: string; signature: string }): Promise<boolean> {
  return (await unscopedCall('sign_tombstone', id, signed.publicKey, signed.signature)).length === 1
}

export async function exportPerson(userId: string): Promise<object | null> {
  const [row] = await unscopedCall<{ exported: object }>('export_person', userId)
  return row?.exported ?? null
}
