import { Invalid } from '../errors.ts'
import type { Analysis } from '../pipeline/analysis.ts'
import type { AlertFacts } from '../pipeline/parse/alert-facts.ts'
import type { RedactionOverride } from '../pipeline/redact/redaction.ts'
import type { NewAnalysis, StoredAnalysis } from './analyses.ts'
import type { Analysis as AnalysisRow, Evidence as EvidenceRow } from './generated/client.ts'
import type { InputJsonObject, InputJsonValue } from './json.ts'

/**
 * An analysis and its rows. Every part is kept once: what lists and filters need as columns, evidence as rows, the rest
 * as a document. Put together again it is what was given.
 */

export type StoredRows = AnalysisRow & { evidence: EvidenceRow[] }

type NewAnalysisRow = Omit<
  AnalysisRow,
  'id' | 'tenantId' | 'createdAt' | 'expiresAt' | 'document' | 'receipt' | 'overrides' | 'alert'
> & {
  document: InputJsonObject
  receipt: InputJsonObject
  overrides: InputJsonValue
  alert?: InputJsonObject
}
export type NewEvidenceRow = Omit<EvidenceRow, 'id' | 'tenantId' | 'analysisId'>

/** Throws Invalid for a quote or an evidence line without a hash. */
export function toRows(given: NewAnalysis): { analysis: NewAnalysisRow; evidence: NewEvidenceRow[] } {
  const {
    title,
    summary,
    category,
    verdict,
    decision,
    confidence,
    component,
    engine,
    model,
    tokens,
    receipt,
    rootCauses,
    ...rest
  } = given.analysis
  const document = { ...rest, decision, rootCauses: rootCauses.map(({ evidence: _, ...cause }) => cause) }
  return {
    analysis: {
      createdById: given.createdById,
      source: given.source,
      title,
      summary,
      category,
      verdict,
      decision: decision.kind,
      confidence,
      component,
      engine,
      model,
      tokensIn: tokens.in,
      tokensOut: tokens.out,
      document: plain(document),
      receipt: plain(receipt),
      ruleSet: given.ruleSet,
      policyDigest: given.policyDigest,
      overrides: given.overrides.map(({ line, start, end, type }) => ({ line, start, end, type })),
      sealedHashKey: given.sealedHashKey,
      revisionOfId: given.revisionOfId ?? null,
      service: serviceOf(given),
      templateKeys: [...(given.templateKeys ?? [])],
      sealedRefetch: given.sealedRefetch ?? null,
      ...(given.alert ? { alert: plain(given.alert) } : {}),
    },
    evidence: rootCauses.flatMap((cause, causeIndex) =>
      cause.evidence.map((place, position) => {
        if ('quote' in place && place.quote !== undefined) throw wrong('An analysis is stored without quotes.')
        const { line, template, count } = place
        const lineHash = given.lineHashes.get(line)
        if (!lineHash) throw wrong(`Evidence line ${line} has no hash.`)
        return { causeIndex, position, line, template, count, lineHash }
      }),
    ),
  }
}

/** The columns were written by `toRows` from a checked analysis, so their shape is known. */
export function fromRows(row: StoredRows): Omit<StoredAnalysis, 'createdBy'> {
  const document = row.document as unknown as Omit<Analysis, 'rootCauses'> & {
    rootCauses: Omit<Analysis['rootCauses'][number], 'evidence'>[]
  }
  const { title, summary, category, verdict, confidence, component, engine, model } = row
  const rootCauses = document.rootCauses.map((cause, index) => ({
    ...cause,
    evidence: row.evidence
      .filter(({ causeIndex }) => causeIndex === index)
      .map(({ line, template, count }) => ({ line, template, count })),
  }))
  return {
    id: row.id,
    createdAt: row.createdAt,
    source: row.source,
    analysis: {
      ...document,
      ...{ title, summary, category, verdict, confidence, component, engine, model, rootCauses },
      tokens: { in: row.tokensIn, out: row.tokensOut },
      receipt: row.receipt as unknown as Analysis['receipt'],
    },
    lineHashes: new Map(row.evidence.map(({ line, lineHash }) => [line, lineHash])),
    sealedHashKey: row.sealedHashKey,
    ruleSet: row.ruleSet,
    policyDigest: row.policyDigest,
    overrides: row.overrides as unknown as RedactionOverride[],
    revisionOfId: row.revisionOfId,
    templateKeys: row.templateKeys,
    sealedRefetch: row.sealedRefetch,
    alert: row.alert as unknown as AlertFacts | null,
  }
}

/** As its alert names it, else the component that was found. */
export const serviceOf = ({ alert, analysis }: Pick<NewAnalysis, 'alert' | 'analysis'>): string | null =>
  (alert?.service ?? analysis.component)?.slice(0, 200) || null

/** Optional fields that are undefined are left out, as JSON does. */
function plain(value: object): InputJsonObject {
  return JSON.parse(JSON.stringify(value)) as InputJsonObject
}

const wrong = (message: string) => new Invalid([{ path: 'analysis', message }])
