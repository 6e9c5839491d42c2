import type { NewEvidenceRow } from './analysis-rows.ts'
import type { Tx } from './prisma.ts'
import type { TenantId } from './unscoped.ts'

export interface AnalysisParts {
  evidence: readonly NewEvidenceRow[]
  /** Without repeats. */
  terms: readonly bigint[]
}

/**
 * The evidence and the terms of an analysis, in one statement: an alert waits for each of its statements, and forty rows as
 * forty lists of values cost more than as six arrays.
 */
export async function insertParts(
  tx: Tx,
  { id, tenantId, createdAt }: { id: string; tenantId: TenantId; createdAt: Date },
  { evidence, terms }: AnalysisParts,
): Promise<void> {
  const of = <K extends keyof NewEvidenceRow>(key: K) => evidence.map((row) => row[key])
  const head = uuidHead(createdAt)
  await tx.$executeRaw`
    with shown as (
      insert into evidence (id, tenant_id, analysis_id, cause_index, position, line, template, count, line_hash)
      select (${head} || substr(gen_random_uuid()::text, 16))::uuid, ${tenantId}::uuid, ${id}::uuid, e.*
      from unnest(${of('causeIndex')}::int[], ${of('position')}::int[], ${of('line')}::int[], ${of('template')}::text[],
        ${of('count')}::int[], ${of('lineHash')}::text[]) e)
    insert into analysis_terms (id, tenant_id, analysis_id, term, at)
    select (${head} || substr(gen_random_uuid()::text, 16))::uuid, ${tenantId}::uuid, ${id}::uuid, term, ${createdAt}::timestamptz
    from unnest(${terms.map(String)}::text[]::bigint[]) term`
}

/** What a version 7 UUID begins with (RFC 9562 §5.7): ids made one after another lie side by side in their index. */
function uuidHead(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7`
}
