import type { ClaimView } from './claim-view.ts'
import type { EvidenceRecord } from './evidence-record.ts'
import type { Published } from './published-claims.ts'

/** The claims as JSON: /.well-known/trust/claims.json. Its shape is described in claims-document-schema.ts. */
export function claimsDocument(shown: Published, url: string): object {
  const { evidence } = shown
  return {
    version: 1,
    generatedAt: shown.at.toISOString(),
    url: `${url}/.well-known/trust/claims.json`,
    sourceHash: shown.sourceHash,
    evidence: {
      kind: evidence.kind,
      why: evidence.kind === 'refused' ? evidence.why : null,
      signedBy: shown.signedBy ?? 'self-run',
      head: evidence.kind === 'records' ? (evidence.records.at(-1)?.hash ?? null) : null,
      wholeHistory: `${url}/.well-known/trust/evidence.jsonl`,
      records: evidence.kind === 'records' ? enough(evidence.records, shown.claims) : [],
    },
    counts: shown.counts,
    claims: shown.claims,
  }
}

/** The end of the chain that holds the newest record of every check: it can be verified by itself. */
function enough(records: readonly EvidenceRecord[], claims: readonly ClaimView[]): readonly EvidenceRecord[] {
  const newest = new Set(claims.flatMap(({ checks }) => checks.flatMap(({ latest }) => latest?.hash ?? [])))
  const first = records.findIndex(({ hash }) => newest.has(hash))
  return first < 0 ? [] : records.slice(first)
}
