import { createHash, createHmac, randomBytes } from 'node:crypto'
import { entitlementsOf } from '../billing/entitlements.ts'
import { countOfPlan, tellOfUsage } from '../billing/usage.ts'
import { createAnalysis, deleteAnalyses, deleteAnalysis, type NewAnalysis } from '../data/analyses.ts'
import { createAuditEvent } from '../data/audit-events.ts'
import { withTenant } from '../data/prisma.ts'
import type { TenantId } from '../data/unscoped.ts'
import { serverEnv } from '../env.ts'
import { countAnalysis, timed } from '../metrics.ts'
import type { Analysis, Receipt } from './analysis.ts'
import type { CondensedLog } from './condense/condensed-log.ts'
import type { StoredDiagnosis } from './guard/guard-analysis.ts'
import type { Investigation } from './investigate.ts'
import type { AlertFacts } from './parse/alert-facts.ts'
import type { Received } from './receive.ts'
import { HASH_KEY_FIELD, type Refetch, sealRefetch } from './receive-again.ts'
import { guardInWorker } from './workers/diagnose-in-worker.ts'

/** Who asked, for the row and the audit event; null where no person did. */
export interface Origin {
  userId: string | null
  source: NewAnalysis['source']
  /** Id of the analysis that this one answers anew; of the same workspace, or nothing is kept. */
  revisionOfId?: string | undefined
  /** What the alert says of itself, redacted. */
  alert?: AlertFacts | undefined
  /** Where its text can be asked for again. */
  refetch?: Refetch | undefined
  /** Where a program asked: its key, for the audit event. */
  apiKeyId?: string | undefined
}

/**
 * Keeps what may be kept: the guarded answer, and for each line of evidence a hash under a key made for this analysis.
 * The analysis, its audit event and what `also` does are one unit of work: kept together or not at all. Returns the id and the receipt with the size that was stored.
 */
export async function recordAnalysis(
  tenant: TenantId,
  origin: Origin,
  received: Received,
  { analysis, log, claim, settled }: Investigation,
  also: (id: string) => Promise<void> = async () => {},
): Promise<{ id: string; receipt: Receipt; templateKeys: readonly string[] }> {
  const hashKey = randomBytes(32)
  const [{ chart, ...guarded }, { plan }] = await Promise.all([
    timed('guard', () => guardInWorker(analysis, log)),
    entitlementsOf(tenant),
    settled,
  ])
  const stored = storable(analysis, log.lines.length > 0 ? { ...guarded, chart } : guarded)
  const templateKeys = keysOfTemplates(tenant, analysis)
  const given: NewAnalysis = {
    analysis: stored,
    source: origin.source,
    createdById: origin.userId,
    lineHashes: hashEvidence(stored, log, hashKey),
    sealedHashKey: serverEnv().keyRing.seal(hashKey, { tenant, field: HASH_KEY_FIELD }),
    ruleSet: received.ruleSet,
    policyDigest: createHash('sha256').update(received.policy).digest('hex'),
    overrides: received.overrides,
    revisionOfId: origin.revisionOfId,
    alert: origin.alert,
    templateKeys,
    sealedRefetch: origin.refetch ? sealRefetch(tenant, origin.refetch) : null,
    maxDays: plan.limits.retentionDays,
  }
  const store = async () => {
    const id = await createAnalysis(tenant, given)
    const detail = byKey(origin.apiKeyId)
    await createAuditEvent(tenant, { actorId: origin.userId, action: 'analysis.created', subject: id, detail })
    if (received.overrides.length > 0) await auditOverrides(tenant, origin.userId, id, received.overrides)
    await also(id)
    // Locks the month's row, so last: analyses side by side wait for each other no longer than they must.
    const usage = await countOfPlan(tenant, claim ?? null)
    return { usage, kept: { id, receipt: stored.receipt, templateKeys } }
  }
  const { usage, kept } = await timed('store', () => withTenant(tenant, store))
  countAnalysis(stored, origin.source)
  void tellOfUsage(tenant, usage)
  return kept
}

/** A person let something pass that a rule had found: who, in which analysis, of which kinds. Not what it was. */
function auditOverrides(tenant: TenantId, actorId: string | null, subject: string, overrides: Received['overrides']) {
  const types = [...new Set(overrides.map(({ type }) => type))].sort()
  return createAuditEvent(tenant, {
    actorId,
    action: 'analysis.override_kept',
    subject,
    detail: { count: overrides.length, types },
  })
}

/** Hard delete: the row, its evidence and its hash key go in one statement; the audit event keeps the id and no content. */
export async function forgetAnalysis(tenant: TenantId, userId: string, id: string, apiKeyId?: string): Promise<void> {
  await withTenant(tenant, async () => {
    await deleteAnalysis(tenant, id)
    const detail = byKey(apiKeyId)
    await createAuditEvent(tenant, { actorId: userId, action: 'analysis.deleted', subject: id, detail })
  })
}

/** The same for several: those that were there. Each has its own audit event. At most 100. */
export async function forgetAnalyses(tenant: TenantId, userId: string, ids: readonly string[]): Promise<string[]> {
  return withTenant(tenant, async () => {
    const gone = await deleteAnalyses(tenant, ids)
    for (const subject of gone) await createAuditEvent(tenant, { actorId: userId, action: 'analysis.deleted', subject })
    return gone
  })
}
const byKey = (apiKeyId: string | undefined) => (apiKeyId === undefined ? {} : { apiKey: apiKeyId })

/** The stored form knows its own size, so the receipt is written last. */
function storable(analysis: Analysis, guarded: StoredDiagnosis & Pick<Analysis, 'chart'>): Analysis {
  const { engine, model, tokens, receipt, notice } = analysis
  // A notice is one of our own sentences: nothing of a log or a reply is in it.
  const stored = { ...guarded, engine, model, tokens, receipt, ...(notice === undefined ? {} : { notice }) }
  return { ...stored, receipt: { ...receipt, bytesStored: Buffer.byteLength(JSON.stringify(stored)) } }
}

/** An incident that comes again rests on one of the same templates. They are told apart before they are masked, so keyed. */
function keysOfTemplates(tenant: TenantId, { rootCauses: [cause] }: Analysis): string[] {
  const key = serverEnv().keyRing.derive(`analyses/templates/${tenant}`)
  const templates = [...new Set(cause?.evidence.map(({ template }) => shapeOf(template)))].slice(0, MAX_TEMPLATE_KEYS)
  return templates.map((template) => createHmac('sha256', key).update(template).digest('hex'))
}
/** A template of a line seen once has its numbers and ids still: what holds a digit is one mark. Linear: no nesting. */
const shapeOf = (template: string): string =>
  template
    .replace(/<\*>|[^\s"'=,;()[\]{}<>|]*\d[^\s"'=,;()[\]{}<>|]*/g, '#')
    .replace(/[#\s]+/g, ' ')
    .trim()
/** The lines that show a cause best come first. */
const MAX_TEMPLATE_KEYS = 2

/** HMAC-SHA-256 of the redacted line, so that the same file can be matched later without anything of it being kept. */
function hashEvidence(analysis: Analysis, log: CondensedLog, key: Buffer): Map<number, string> {
  const texts = new Map<number, string>(log.lines.map(({ number, text }) => [number, text]))
  const lines = analysis.rootCauses.flatMap(({ evidence }) => evidence.map(({ line }) => line))
  return new Map(
    lines.map((line) => [
      line,
      createHmac('sha256', key)
        .update(texts.get(line) ?? '')
        .digest('hex'),
    ]),
  )
}
