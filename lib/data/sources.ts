import { NotFound } from '../errors.ts'
import type { SourceConfig } from '../source-kinds/source-facts.ts'
import { type Tx, withTenant } from './prisma.ts'
import { type TenantId, unscopedCall, unscopedTenantId } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * Configured senders. Secrets come sealed and leave sealed; this file never sees one in the clear.
 *
 *   findEndpoint(id)                                  Endpoint or null: the one question asked before a tenant is known
 *   createSource(tenant, NewSource)                   id, which is the endpoint's
 *   listSources(tenant)                               what a page may show, oldest first
 *   getSource(tenant, id)                             the same of one, or NotFound
 *   rotateSourceSecret(tenant, id, sealed, until)     the present secret stays good until then
 *   setSourceToken(tenant, id, sealed)                the sender's API token, or null to forget it
 *   findSealedSourceToken(tenant, id)                 for fetching an alert's details only
 *   setSourceSettings(tenant, id, settings)           how its deliveries prove themselves
 *   markRefusals(tenant, id, reason, count)           deliveries that did not prove themselves, for the page of sources
 *   getSourceName(tenant, id)                         also of one that was disconnected while an alert of it was under way
 *   disconnectSource(tenant, id)                      it is found by nobody from now on; what is under way ends
 *   deleteSource(tenant, id)                          its deliveries go with it
 *   deleteDisconnectedSources(seconds, limit)         of all tenants; how many
 */

/** What a signature is checked against. */
export interface Endpoint {
  id: string
  tenant: TenantId
  kind: string
  name: string
  settings: SourceConfig
  sealedSecret: string
  previousSealedSecret: string | null
  previousSecretUntil: Date | null
}

export interface NewSource {
  kind: string
  /** 1 to 80 characters. */
  name: string
  settings?: SourceConfig
  sealedSecret: string
  sealedToken: string | null
  createdById: string
}

export interface SourceView {
  id: string
  kind: string
  name: string
  createdAt: Date
  /** Until when the secret before the present one is good; null where there is none. */
  previousSecretUntil: Date | null
  hasToken: boolean
  disabledAt: Date | null
  settings: SourceConfig
  /** The last delivery that did not prove itself, and how many there were since the beginning; null: none. */
  refused: { at: Date; reason: string; count: number } | null
}

/** One indexed look-up through the door, whether or not the id exists or is an id at all. */
export async function findEndpoint(id: string): Promise<Endpoint | null> {
  const [row] = await unscopedCall<EndpointRow>('find_source', isUuid(id) ? id : NO_ID)
  if (!row) return null
  return {
    id: row.id,
    tenant: unscopedTenantId(row.tenant_id),
    kind: row.kind,
    name: row.name,
    settings: settingsOf(row.settings),
    sealedSecret: row.sealed_secret,
    previousSealedSecret: row.previous_sealed_secret,
    previousSecretUntil: row.previous_secret_until,
  }
}

export async function createSource(tenant: TenantId, given: NewSource): Promise<string> {
  const data = { tenantId: tenant, ...given, settings: { ...given.settings } }
  const made = await withTenant(tenant, (tx) => tx.source.create({ data, select: { id: true } }))
  return made.id
}

export async function listSources(tenant: TenantId): Promise<SourceView[]> {
  const rows = await withTenant(tenant, (tx) =>
    tx.source.findMany({
      where: { tenantId: tenant, disabledAt: null },
      select: VIEW,
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
  )
  return rows.map(viewOf)
}

export async function getSource(tenant: TenantId, id: string): Promise<SourceView> {
  const row = isUuid(id)
    ? await withTenant(tenant, (tx) =>
        tx.source.findFirst({ where: { id, tenantId: tenant, disabledAt: null }, select: VIEW }),
      )
    : null
  if (!row) throw new NotFound('source')
  return viewOf(row)
}

export async function getSourceName(tenant: TenantId, id: string): Promise<string> {
  const row = isUuid(id)
    ? await withTenant(tenant, (tx) => tx.source.findFirst({ where: { id, tenantId: tenant }, select: { name: true } }))
    : null
  if (!row) throw new NotFound('source')
  return row.name
}

export async function rotateSourceSecret(
  tenant: TenantId,
  id: string,
  sealedSecret: string,
  previousSecretUntil: Date,
): Promise<void> {
  await inSource(tenant, id, async (tx) => {
    // Locked, so that two rotations at once do not both keep the same previous secret.
    const rows = await tx.$queryRaw<{ sealed_secret: string }[]>`
      select sealed_secret from sources where id = ${id}::uuid and tenant_id = ${tenant}::uuid for update`
    const previousSealedSecret = rows[0]?.sealed_secret
    if (previousSealedSecret === undefined) return 0
    const data = { sealedSecret, previousSealedSecret, previousSecretUntil }
    return (await tx.source.updateMany({ where: { id, tenantId: tenant }, data })).count
  })
}

export async function setSourceToken(tenant: TenantId, id: string, sealedToken: string | null): Promise<void> {
  await inSource(
    tenant,
    id,
    async (tx) => (await tx.source.updateMany({ where: { id, tenantId: tenant }, data: { sealedToken } })).count,
  )
}

export async function findSealedSourceToken(tenant: TenantId, id: string): Promise<string | null> {
  if (!isUuid(id)) return null
  const row = await withTenant(tenant, (tx) =>
    tx.source.findFirst({ where: { id, tenantId: tenant }, select: { sealedToken: true } }),
  )
  return row?.sealedToken ?? null
}

export async function setSourceSettings(tenant: TenantId, id: string, settings: SourceConfig): Promise<void> {
  const data = { settings: { ...settings } }
  await inSource(
    tenant,
    id,
    async (tx) => (await tx.source.updateMany({ where: { id, tenantId: tenant }, data })).count,
  )
}

/** `reason`: one short word of ours. A source that has gone meanwhile is no error. */
export async function markRefusals(tenant: TenantId, id: string, reason: string, count: number): Promise<void> {
  const data = { lastRefusedAt: new Date(), lastRefusedReason: reason, refusedCount: { increment: count } }
  await withTenant(tenant, (tx) => tx.source.updateMany({ where: { id, tenantId: tenant }, data }))
}

export async function disconnectSource(tenant: TenantId, id: string): Promise<void> {
  const where = { id, tenantId: tenant, disabledAt: null }
  await inSource(
    tenant,
    id,
    async (tx) => (await tx.source.updateMany({ where, data: { disabledAt: new Date() } })).count,
  )
}

export async function deleteDisconnectedSources(seconds: number, limit: number): Promise<number> {
  const [row] = await unscopedCall<{ deleted: number }>('delete_disconnected_sources', seconds, limit)
  return row?.deleted ?? 0
}

export async function deleteSource(tenant: TenantId, id: string): Promise<void> {
  await inSource(tenant, id, async (tx) => (await tx.source.deleteMany({ where: { id, tenantId: tenant } })).count)
}

/** Runs one change; zero rows is NotFound. */
async function inSource(tenant: TenantId, id: string, change: (tx: Tx) => Promise<number>): Promise<void> {
  if (!isUuid(id) || (await withTenant(tenant, change)) === 0) throw new NotFound('source')
}

interface EndpointRow {
  id: string
  tenant_id: string
  kind: string
  name: string
  settings: unknown
  sealed_secret: string
  previous_sealed_secret: string | null
  previous_secret_until: Date | null
}

/** RFC 9562's nil: no row has it. */
const NO_ID = '00000000-0000-0000-0000-000000000000'

const VIEW = {
  id: true,
  kind: true,
  name: true,
  createdAt: true,
  previousSecretUntil: true,
  sealedToken: true,
  disabledAt: true,
  settings: true,
  lastRefusedAt: true,
  lastRefusedReason: true,
  refusedCount: true,
} as const

interface ViewRow extends Omit<SourceView, 'hasToken' | 'settings' | 'refused'> {
  sealedToken: string | null
  settings: unknown
  lastRefusedAt: Date | null
  lastRefusedReason: string | null
  refusedCount: number
}

function viewOf({
  sealedToken,
  settings,
  lastRefusedAt,
  lastRefusedReason,
  refusedCount,
  ...row
}: ViewRow): SourceView {
  const refused =
    lastRefusedAt && lastRefusedReason ? { at: lastRefusedAt, reason: lastRefusedReason, count: refusedCount } : null
  return { ...row, settings: settingsOf(settings), hasToken: sealedToken !== null, refused }
}

/** Only texts: what else a row may hold was not written by this version. */
function settingsOf(value: unknown): SourceConfig {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string')) as SourceConfig
}
