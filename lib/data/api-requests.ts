import { Conflict } from '../errors.ts'
import { withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'

/**
 * What a program may say only once. Names come as SHA-256, lower-case hex; what has ended is removed whenever one is taken.
 *
 *   takeNonce(tenant, keyId, nameHash, until)                  Conflict for one that was said before
 *   claimRequest(tenant, keyId, { nameHash, bodyMac, until })  whether this request is the first of its name
 *   settleRequest(tenant, id, analysisId, until)               what the request became
 *   releaseRequest(tenant, id)                                 it failed: the same name may try again
 */

/** `first`: do the work, then settle or release. `repeated`: `analysisId` is null while the first is being worked on. */
export type Claimed = { first: true; id: string } | { first: false; bodyMac: string | null; analysisId: string | null }

export async function takeNonce(tenant: TenantId, keyId: string, nameHash: string, until: Date): Promise<void> {
  const taken = await claim(tenant, keyId, { kind: 'nonce', nameHash, bodyMac: null, expiresAt: until })
  if (!taken.first)
    throw new Conflict({ happened: 'This nonce was used before.', todo: 'Make a new one and sign anew.' })
}

export function claimRequest(
  tenant: TenantId,
  keyId: string,
  { nameHash, bodyMac, until }: { nameHash: string; bodyMac: string; until: Date },
): Promise<Claimed> {
  return claim(tenant, keyId, { kind: 'idempotency', nameHash, bodyMac, expiresAt: until })
}

export async function settleRequest(tenant: TenantId, id: string, analysisId: string, until: Date): Promise<void> {
  const data = { analysisId, expiresAt: until }
  await withTenant(tenant, (tx) => tx.apiRequest.updateMany({ where: { id, tenantId: tenant }, data }))
}

export async function releaseRequest(tenant: TenantId, id: string): Promise<void> {
  await withTenant(tenant, (tx) => tx.apiRequest.deleteMany({ where: { id, tenantId: tenant } }))
}

interface NewRequest {
  kind: 'nonce' | 'idempotency'
  nameHash: string
  bodyMac: string | null
  expiresAt: Date
}

/** The unique key decides which of several at once is the first. */
function claim(tenant: TenantId, keyId: string, given: NewRequest): Promise<Claimed> {
  return withTenant(tenant, async (tx) => {
    await tx.apiRequest.deleteMany({ where: { tenantId: tenant, expiresAt: { lt: new Date() } } })
    const data = { tenantId: tenant, keyId, ...given }
    const [made] = await tx.apiRequest.createManyAndReturn({ data, skipDuplicates: true, select: { id: true } })
    if (made) return { first: true, id: made.id }
    const { kind, nameHash } = given
    const found = await tx.apiRequest.findFirst({
      where: { tenantId: tenant, keyId, kind, nameHash },
      select: { bodyMac: true, analysisId: true },
    })
    return { first: false, bodyMac: found?.bodyMac ?? null, analysisId: found?.analysisId ?? null }
  })
}
