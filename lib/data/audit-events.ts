import { randomBytes, randomUUID } from 'node:crypto'
import { Invalid } from '../errors.ts'
import type { InputJsonObject, JsonValue } from './json.ts'
import type { Page, PageRequest } from './page.ts'
import { startOf } from './page.ts'
import { withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * Who did what, when, as a chain that can only grow. No content of a log, an analysis or a message: names of things and ids.
 *
 *   createAuditEvent(tenant, { actorId, action, subject?, detail? })   joins the unit of work around it
 *   listAuditEvents(tenant, { limit, cursor, ...AuditFilter })         newest first
 *   readChain(tenant, after, limit)                                    as it was hashed, oldest first, for exports
 */

export interface AuditEvent {
  id: string
  /** Place in the workspace's chain. */
  seq: number
  at: Date
  actorId: string | null
  /** `noun.verb`, for example `analysis.deleted`. */
  action: string
  /** Id of what it was done to. */
  subject: string | null
  detail: JsonValue
  hash: string
  /** Who and what were erased; that something happened was not. */
  erased: boolean
}

export interface AuditFilter {
  /** A whole action, or its noun. */
  action?: string | undefined
  actorId?: string | undefined
  subject?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  /** Only events after this place in the chain, for a page that follows along. */
  afterSeq?: number | undefined
}

export interface ChainRow {
  seq: number
  at: Date
  action: string
  detailHash: string
  prevHash: string
  hash: string
  salt: string | null
  detail: string | null
}

/**
 * `actorId` null: done by Lethe itself (retention). The end of the chain stays locked until the unit of work ends, so call
 * this last.
 */
export async function createAuditEvent(
  tenant: TenantId,
  event: { actorId: string | null; action: string; subject?: string; detail?: InputJsonObject },
): Promise<void> {
  const { actorId: actor, action, subject = null, detail = {} } = event
  const text = JSON.stringify({ actor, subject, detail })
  const salt = randomBytes(32).toString('hex')
  await withTenant(
    tenant,
    (tx) => tx.$queryRaw`select audit.append(${randomUUID()}::uuid, ${action}, ${salt}, ${text})::text`,
  )
}

export async function listAuditEvents(
  tenant: TenantId,
  { limit, cursor, ...filter }: PageRequest & AuditFilter = {},
): Promise<Page<AuditEvent>> {
  const { take } = startOf({ limit })
  const before = cursor === undefined ? null : placeOf(cursor)
  const rows = await withTenant(tenant, (tx) =>
    tx.auditEvent.findMany({
      where: { tenantId: tenant, ...whereOf(filter), ...seqRange(before, filter.afterSeq) },
      select: {
        id: true,
        seq: true,
        at: true,
        action: true,
        hash: true,
        detail: { select: { actorId: true, subject: true, detail: true } },
      },
      orderBy: { seq: 'desc' },
      take: take + 1,
    }),
  )
  const items = rows.slice(0, take).map(({ detail, seq, ...row }) => ({
    ...row,
    seq: Number(seq),
    actorId: detail?.actorId ?? null,
    subject: detail?.subject ?? null,
    detail: detail ? inner(detail.detail) : {},
    erased: detail === null,
  }))
  const last = items.at(-1)
  return { items, nextCursor: rows.length > take && last ? String(last.seq) : null }
}

/** Events after place `after` (0: from the first), oldest first. */
export async function readChain(tenant: TenantId, after: number, limit: number): Promise<ChainRow[]> {
  const rows = await withTenant(tenant, (tx) =>
    tx.auditEvent.findMany({
      where: { tenantId: tenant, seq: { gt: after } },
      select: {
        seq: true,
        at: true,
        action: true,
        detailHash: true,
        prevHash: true,
        hash: true,
        detail: { select: { salt: true, detail: true } },
      },
      orderBy: { seq: 'asc' },
      take: limit,
    }),
  )
  return rows.map(({ detail, seq, ...row }) => ({
    ...row,
    seq: Number(seq),
    salt: detail?.salt ?? null,
    detail: detail?.detail ?? null,
  }))
}

function whereOf({ action, actorId, subject, from, to }: AuditFilter) {
  const ofPerson = {
    ...(actorId === undefined ? {} : { actorId: isUuid(actorId) ? actorId : NOBODY }),
    ...(subject === undefined ? {} : { subject }),
  }
  return {
    ...(action === undefined ? {} : action.includes('.') ? { action } : { action: { startsWith: `${action}.` } }),
    ...(from === undefined && to === undefined ? {} : { at: { ...(from && { gte: from }), ...(to && { lt: to }) } }),
    ...(Object.keys(ofPerson).length === 0 ? {} : { detail: { is: ofPerson } }),
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

function seqRange(before: number | null, after: number | undefined) {
  if (before === null && after === undefined) return {}
  return { seq: { ...(before === null ? {} : { lt: before }), ...(after === undefined ? {} : { gt: after }) } }
}

function placeOf(cursor: string): number {
  if (!/^\d{1,15}$/.test(cursor)) throw new Invalid([{ path: 'cursor', message: 'Begin again with the first page.' }])
  return Number(cursor)
}

/** Written by createAuditEvent, so that it parses; of rows older than the chain likewise. */
function inner(text: string): JsonValue {
  const parsed: { detail?: JsonValue } = JSON.parse(text)
  return parsed.detail ?? {}
}
