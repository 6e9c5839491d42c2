import { Conflict, NotFound } from '../errors.ts'
import { withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * Exact values that a workspace wants redacted. Sealed by the caller; this file never sees one in the clear.
 *
 *   createRedactionValues(tenant, NewRedactionValues)   id; Conflict for a label in use
 *   listRedactionValues(tenant)                         label and count, oldest first; what a page may show
 *   listSealedRedactionValues(tenant)                   sealed texts, for a redaction only
 *   deleteRedactionValues(tenant, id)                   all values under one label, or NotFound
 */

export interface NewRedactionValues {
  /** 1 to 80 characters, unique in the workspace. */
  label: string
  /** How many values `sealed` holds, 1 to 1,000. */
  count: number
  sealed: string
  createdById: string
}

export interface RedactionValueGroup {
  id: string
  label: string
  count: number
  createdAt: Date
}

export async function createRedactionValues(tenant: TenantId, given: NewRedactionValues): Promise<string> {
  const { count: valueCount, ...rest } = given
  const made = withTenant(tenant, (tx) =>
    tx.redactionValue.create({ data: { tenantId: tenant, valueCount, ...rest }, select: { id: true } }),
  ).catch((error: unknown) => {
    throw error instanceof Conflict ? new Conflict({ happened: 'There are values under this label already.' }) : error
  })
  return (await made).id
}

export async function listRedactionValues(tenant: TenantId): Promise<RedactionValueGroup[]> {
  const rows = await withTenant(tenant, (tx) =>
    tx.redactionValue.findMany({
      where: { tenantId: tenant },
      select: { id: true, label: true, valueCount: true, createdAt: true },
      orderBy: { id: 'asc' },
    }),
  )
  return rows.map(({ valueCount: count, ...row }) => ({ ...row, count }))
}

export async function listSealedRedactionValues(tenant: TenantId): Promise<string[]> {
  const rows = await withTenant(tenant, (tx) =>
    tx.redactionValue.findMany({ where: { tenantId: tenant }, select: { sealed: true }, orderBy: { id: 'asc' } }),
  )
  return rows.map(({ sealed }) => sealed)
}

export async function deleteRedactionValues(tenant: TenantId, id: string): Promise<void> {
  if (!isUuid(id)) throw new NotFound('list of values')
  const { count } = await withTenant(tenant, (tx) => tx.redactionValue.deleteMany({ where: { id, tenantId: tenant } }))
  if (count === 0) throw new NotFound('list of values')
}
