import { fingerprint } from '../audit/checkpoint.ts'
import { CLAIM_STATES, type ClaimStateKind } from './claim-state.ts'
import { type ClaimsDocument, claimsDocumentSchema } from './claims-document-schema.ts'
import { chainProblem, type EvidenceRecord, parseEvidence } from './evidence-record.ts'

/** Whether the claims of a server follow from their evidence. Needs nothing but the file. */
export interface TrustReport {
  problems: string[]
  records: number
  /** In words. */
  signedBy: string
  states: { id: string; kind: ClaimStateKind; detail: string }[]
}

export interface Asked {
  /** The key that must have signed; null where a self-run counts. */
  key: string | null
  /** One claim; null for all. */
  claim: string | null
  now: Date
}

/** `text`: claims.json or evidence.jsonl. Never throws for what a file holds. */
export function verifyTrust(text: string, asked: Asked): TrustReport {
  const document = documentIn(text)
  const records = document?.evidence.records ?? recordsIn(text)
  if (records === null)
    return {
      problems: ['This is neither claims.json nor evidence.jsonl.'],
      records: 0,
      signedBy: 'nothing read',
      states: [],
    }
  const problems = [chainProblem(records), ...records.map((record) => keyProblem(record, asked.key))].flatMap(
    (one) => one ?? [],
  )
  const report = { problems: problems.slice(0, 20), records: records.length, signedBy: signers(records), states: [] }
  return document === null ? report : { ...report, ...ofDocument(document, records, asked, report.problems) }
}

function documentIn(text: string): ClaimsDocument | null {
  try {
    return claimsDocumentSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

function recordsIn(text: string): EvidenceRecord[] | null {
  try {
    return parseEvidence(text)
  } catch {
    return null
  }
}

function keyProblem({ check, publicKey }: EvidenceRecord, key: string | null): string | null {
  return key === null || publicKey === key ? null : `The record of ${check} is not signed by that key.`
}

function signers(records: readonly EvidenceRecord[]): string {
  const keys = [...new Set(records.flatMap(({ publicKey }) => publicKey ?? []))]
  return keys.length === 0
    ? 'self-run, signed by nobody'
    : `signed by ${keys.map((key) => `key ${fingerprint(key)}`).join(', ')}`
}

function ofDocument(
  document: ClaimsDocument,
  records: readonly EvidenceRecord[],
  { claim: wanted, now }: Asked,
  before: readonly string[],
): Pick<TrustReport, 'problems' | 'states'> {
  const chosen = document.claims.filter(({ id }) => wanted === null || id === wanted)
  const problems = [
    ...before,
    ...chosen.flatMap((claim) => claimProblems(claim, document, records)),
    ...countProblems(document),
  ]
  if (wanted !== null && chosen.length === 0) problems.push(`There is no claim ${wanted} here.`)
  const states = chosen.map(({ id, state }) => {
    const late = state.goodUntilMs !== null && now.getTime() > state.goodUntilMs
    return late
      ? { id, kind: 'stale' as const, detail: `Stale by now. ${state.detail}` }
      : { id, kind: state.kind, detail: state.detail }
  })
  return { problems, states }
}

/** What the server calls verified must follow from a record for each check. */
function claimProblems(
  claim: ClaimsDocument['claims'][number],
  { sourceHash, evidence }: ClaimsDocument,
  records: readonly EvidenceRecord[],
): string[] {
  if (claim.state.kind !== 'verified') return []
  if (evidence.kind !== 'records') return [`${claim.id} is called verified without evidence.`]
  return claim.checks.flatMap(({ id, minPopulation }) => {
    const ran = records.findLast((record) => record.claim === claim.id && record.check === id)
    const holds =
      ran?.outcome === 'pass' && ran.control.wentRed && ran.population >= minPopulation && ran.sourceHash === sourceHash
    return holds ? [] : [`${claim.id} is called verified, but the record of ${id} does not say so.`]
  })
}

function countProblems({ claims, counts }: ClaimsDocument): string[] {
  return CLAIM_STATES.flatMap((kind) => {
    const count = claims.filter(({ state }) => state.kind === kind).length
    return count === (counts[kind] ?? 0) ? [] : [`The server counts ${counts[kind] ?? 0} ${kind}, but lists ${count}.`]
  })
}
