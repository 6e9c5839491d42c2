import type { ModelMode } from './generated/enums.ts'
import { withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'

/**
 * What a workspace allows of external models. Without a row nothing leaves.
 *
 *   findModelPolicy(tenant)              what a page may know, or null; never the key
 *   findSealedModelKey(tenant)           sealed, for a request to a model only
 *   saveModelPolicy(tenant, given)       another address forgets the key: it was entered for the one before
 *   saveModelKey(tenant, sealed | null)
 */

export interface ModelPolicyRow {
  mode: ModelMode
  /** A key of the workspace's own is stored. */
  ownKey: boolean
  baseUrl: string | null
  /** Limits per calendar month (UTC); null where there is none. */
  monthlyTokens: number | null
  monthlyMicroUsd: number | null
  /** A masked picture may go to a model beside the text. */
  allowPictures: boolean
}

/** Pictures that are not spoken of are forbidden. */
export type NewModelPolicy = Omit<ModelPolicyRow, 'ownKey' | 'allowPictures'> & {
  allowPictures?: boolean | undefined
}

export async function findModelPolicy(tenant: TenantId): Promise<ModelPolicyRow | null> {
  const row = await withTenant(tenant, (tx) =>
    tx.modelPolicy.findFirst({
      where: { tenantId: tenant },
      select: {
        mode: true,
        sealedKey: true,
        baseUrl: true,
        monthlyTokens: true,
        monthlyMicroUsd: true,
        allowPictures: true,
      },
    }),
  )
  if (!row) return null
  const { sealedKey, monthlyTokens, monthlyMicroUsd, ...rest } = row
  return {
    ...rest,
    ownKey: sealedKey !== null,
    monthlyTokens: monthlyTokens === null ? null : Number(monthlyTokens),
    monthlyMicroUsd: monthlyMicroUsd === null ? null : Number(monthlyMicroUsd),
  }
}

export async function findSealedModelKey(tenant: TenantId): Promise<string | null> {
  const row = await withTenant(tenant, (tx) =>
    tx.modelPolicy.findFirst({ where: { tenantId: tenant }, select: { sealedKey: true } }),
  )
  return row?.sealedKey ?? null
}

/** One unit of work. Whoever may change the address could otherwise have a colleague's key sent to a host of their own. */
export async function saveModelPolicy(tenant: TenantId, given: NewModelPolicy): Promise<void> {
  const { mode, baseUrl, allowPictures = false } = given
  const values = {
    mode,
    baseUrl,
    allowPictures,
    monthlyTokens: given.monthlyTokens === null ? null : BigInt(given.monthlyTokens),
    monthlyMicroUsd: given.monthlyMicroUsd === null ? null : BigInt(given.monthlyMicroUsd),
    changedAt: new Date(),
  }
  await withTenant(tenant, async (tx) => {
    // The comparison is part of the statement: a change that came in between is seen.
    const elsewhere = baseUrl === null ? { baseUrl: { not: null } } : { OR: [{ baseUrl: null }, { NOT: { baseUrl } }] }
    await tx.modelPolicy.updateMany({ where: { tenantId: tenant, ...elsewhere }, data: { sealedKey: null } })
    await tx.modelPolicy.upsert({
      where: { tenantId: tenant },
      create: { tenantId: tenant, ...values },
      update: values,
      select: { id: true },
    })
  })
}

export async function saveModelKey(tenant: TenantId, sealedKey: string | null): Promise<void> {
  const changedAt = new Date()
  await withTenant(tenant, (tx) =>
    tx.modelPolicy.upsert({
      where: { tenantId: tenant },
      create: { tenantId: tenant, sealedKey, changedAt },
      update: { sealedKey, changedAt },
      select: { id: true },
    }),
  )
}
