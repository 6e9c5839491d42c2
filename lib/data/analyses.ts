import { NotFound } from '../errors.ts'
import type { Analysis, Category, DecisionKind, Verdict } from '../pipeline/analysis.ts'
import type { AlertFacts } from '../pipeline/parse/alert-facts.ts'
import type { RedactionOverride } from '../pipeline/redact/redaction.ts'
import { insertParts } from './analysis-parts.ts'
import { fromRows, type StoredRows, toRows } from './analysis-rows.ts'
import { findPlaces } from './analysis-search.ts'
import { termsOfFilter, termsOfNew } from './analysis-terms.ts'
import type { AnalysisSource } from './generated/enums.ts'
import { type Page, type PageRequest, startOf, writeCursor } from './page.ts'
import { type Tx, withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * Analyses, the only thing kept of an incident.
 *
 *   createAnalysis(tenant, NewAnalysis)               id; refuses a quote
 *   getAnalysis(tenant, id)                           StoredAnalysis, or NotFound
 *   findAnalysis(tenant, id)                          the same or null
 *   listAnalyses(tenant, { limit, cursor, search, ... })   newest first; a page may be short and still have a next one
 *   hasAnalysisOf(tenant, userId)                     whether this person has started one that is still here
 *   listRevisions(tenant, id)                         every answer to the same incident, first to newest
 *   deleteAnalysis(tenant, id)                        at once and for good, or NotFound
 *   deleteAnalyses(tenant, ids)                       the same for several; answers those that were there
 */

/** `record.ts` makes it: guarded, hashed, sealed. */
export interface NewAnalysis {
  /** Without quotes: one that carries a `quote` is refused. */
  analysis: Analysis
  source: AnalysisSource
  /** Null where no person asked (a webhook). */
  createdById: string | null
  /** Line number -> HMAC-SHA-256 of the redacted line under this analysis' key, 64 hex digits. Every line of evidence. */
  lineHashes: ReadonlyMap<number, string>
  /** That key, sealed under the key ring. */
  sealedHashKey: string
  ruleSet: string
  /** Digest of the redaction policy that applied. */
  policyDigest: string
  overrides: readonly RedactionOverride[]
  /** Id of the analysis that this one answers anew, from the same workspace. */
  revisionOfId?: string | undefined
  /** Redacted. */
  alert?: AlertFacts | undefined
  /** Keyed hashes of the templates that the cause rests on, 64 hex digits each. */
  templateKeys?: readonly string[] | undefined
  /** Where the text can be asked for again, sealed. */
  sealedRefetch?: string | null | undefined
  /** The longest that the plan keeps it; the workspace's own limit holds where it is shorter. */
  maxDays?: number | undefined
}

export interface AnalysisSummary {
  id: string
  createdAt: Date
  createdBy: { id: string; email: string; name: string | null } | null
  source: AnalysisSource
  title: string
  summary: string
  category: Category
  verdict: Verdict
  decision: DecisionKind
  confidence: number
  component: string | null
  service: string | null
  engine: 'local' | 'claude'
}

export interface StoredAnalysis {
  id: string
  createdAt: Date
  createdBy: AnalysisSummary['createdBy']
  source: AnalysisSource
  /** Whole, as it was given; shapes of older versions are for the reader's schema. */
  analysis: Analysis
  lineHashes: ReadonlyMap<number, string>
  sealedHashKey: string
  ruleSet: string
  policyDigest: string
  overrides: readonly RedactionOverride[]
  revisionOfId: string | null
  templateKeys: readonly string[]
  sealedRefetch: string | null
  alert: AlertFacts | null
}

/** One answer among those to the same incident. */
export type Revision = Pick<AnalysisSummary, 'id' | 'createdAt' | 'verdict' | 'decision' | 'confidence'>

export interface AnalysisFilter extends PageRequest {
  /** Words that must all stand in what is stored. */
  search?: string | undefined
  source?: AnalysisSource | undefined
  service?: string | undefined
  verdict?: Verdict | undefined
  category?: Category | undefined
  decision?: DecisionKind | undefined
  /** Tenths, 0 to 9. */
  confidence?: number | undefined
  /** Id of the member who asked. */
  person?: string | undefined
}

/** One unit of work: the analysis with all its evidence, or nothing. Returns its id. */
export async function createAnalysis(tenant: TenantId, given: NewAnalysis): Promise<string> {
  const rows = toRows(given)
  return withTenant(tenant, async (tx) => {
    const expiresAt = await endOf(tx, tenant, given.maxDays)
    const data = { tenantId: tenant, expiresAt, ...rows.analysis }
    const made = await tx.analysis.create({ data, select: { id: true, createdAt: true } })
    await insertParts(tx, { ...made, tenantId: tenant }, { evidence: rows.evidence, terms: termsOfNew(given) })
    return made.id
  })
}

export async function getAnalysis(tenant: TenantId, id: string): Promise<StoredAnalysis> {
  const found = await findAnalysis(tenant, id)
  if (!found) throw new NotFound('analysis')
  return found
}

export async function findAnalysis(tenant: TenantId, id: string): Promise<StoredAnalysis | null> {
  if (!isUuid(id)) return null
  return withTenant(tenant, async (tx) => {
    const row = await readRows(tx, tenant, id)
    return row && { ...fromRows(row), createdBy: await creatorOf(tx, tenant, row.createdById) }
  })
}

export async function listAnalyses(tenant: TenantId, filter: AnalysisFilter = {}): Promise<Page<AnalysisSummary>> {
  const { take, after } = startOf(filter)
  return withTenant(tenant, async (tx) => {
    const { places, next } = await findPlaces(tx, tenant, { terms: termsOfFilter(filter), after, take })
    const rows = await tx.analysis.findMany({
      where: { tenantId: tenant, id: { in: places.map(({ id }) => id) } },
      select: SUMMARY,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    })
    const people = await peopleOf(
      tx,
      tenant,
      rows.flatMap((row) => row.createdById ?? []),
    )
    const items = rows.map(({ createdById, ...row }) => ({
      ...row,
      createdBy: (createdById && people.get(createdById)) || null,
    }))
    return { items, nextCursor: next && writeCursor(next) }
  })
}

/** Of a person who pasted; those that came by webhook are nobody's. */
export async function hasAnalysisOf(tenant: TenantId, userId: string): Promise<boolean> {
  if (!isUuid(userId)) return false
  const found = await withTenant(tenant, (tx) =>
    tx.analysis.findFirst({
      where: { tenantId: tenant, createdById: userId, source: { in: ['paste', 'screenshot'] } },
      select: { id: true },
    }),
  )
  return found !== null
}

/** At most 100. An analysis without revisions is its own and only one; an unknown id has none. */
export async function listRevisions(tenant: TenantId, id: string): Promise<Revision[]> {
  if (!isUuid(id)) return []
  return withTenant(tenant, async (tx) => {
    const asked = await tx.analysis.findFirst({ where: { id, tenantId: tenant }, select: { revisionOfId: true } })
    if (!asked) return []
    const first = asked.revisionOfId ?? id
    return tx.analysis.findMany({
      where: { tenantId: tenant, OR: [{ id: first }, { revisionOfId: first }] },
      select: { id: true, createdAt: true, verdict: true, decision: true, confidence: true },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: 100,
    })
  })
}

/** Evidence and hash key go in the same statement (foreign keys cascade, the key is a column). */
export async function deleteAnalysis(tenant: TenantId, id: string): Promise<void> {
  if (!isUuid(id)) throw new NotFound('analysis')
  const { count } = await withTenant(tenant, (tx) => tx.analysis.deleteMany({ where: { id, tenantId: tenant } }))
  if (count === 0) throw new NotFound('analysis')
}

/** What is not there, or not this workspace's, is left out of the answer. */
export async function deleteAnalyses(tenant: TenantId, ids: readonly string[]): Promise<string[]> {
  const known = ids.filter(isUuid)
  if (known.length === 0) return []
  const rows = await withTenant(
    tenant,
    (tx) => tx.$queryRaw<{ id: string }[]>`
      delete from analyses where tenant_id = ${tenant}::uuid and id = any(${known}::uuid[]) returning id::text as id`,
  )
  return rows.map(({ id }) => id)
}

/** By the workspace's limit of now: a later, longer one does not keep what was promised to go. */
async function endOf(tx: Tx, tenant: TenantId, maxDays = Number.POSITIVE_INFINITY): Promise<Date> {
  const found = await tx.tenant.findFirst({ where: { id: tenant }, select: { retentionDays: true } })
  if (!found) throw new NotFound('workspace')
  return new Date(Date.now() + Math.min(found.retentionDays, maxDays) * 86_400_000)
}

const SUMMARY = {
  id: true,
  createdAt: true,
  createdById: true,
  source: true,
  title: true,
  summary: true,
  category: true,
  verdict: true,
  decision: true,
  confidence: true,
  component: true,
  service: true,
  engine: true,
} as const

function readRows(tx: Tx, tenant: TenantId, id: string): Promise<StoredRows | null> {
  return tx.analysis.findFirst({
    where: { id, tenantId: tenant },
    include: { evidence: { where: { tenantId: tenant }, orderBy: [{ causeIndex: 'asc' }, { position: 'asc' }] } },
  })
}

/** Row security shows only people who are members still; of others the analysis stays, the name does not. */
async function peopleOf(tx: Tx, tenant: TenantId, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { id: string; email: string; name: string | null }>()
  const people = await tx.user.findMany({
    where: { id: { in: [...new Set(ids)] }, memberships: { some: { tenantId: tenant } } },
    select: { id: true, email: true, name: true },
  })
  return new Map(people.map((person) => [person.id, person]))
}

async function creatorOf(tx: Tx, tenant: TenantId, id: string | null): Promise<AnalysisSummary['createdBy']> {
  return (id && (await peopleOf(tx, tenant, [id])).get(id)) || null
}
