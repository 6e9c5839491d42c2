import { type Claim, checkFile, filled } from './claim.ts'
import { type ClaimState, claimState, newestRecord, type StateInput } from './claim-state.ts'
import type { EvidenceRecord } from './evidence-record.ts'

/** One run of a check, as pages and the JSON show it. */
export interface RunView {
  outcome: EvidenceRecord['outcome']
  at: string
  population: number
  wentRed: boolean
  sourceHash: string
  /** Of the record, by which it can be found in the evidence. */
  hash: string
}

export interface CheckView {
  id: string
  method: string
  negativeControl: string
  ref: string
  command: string
  ttlDays: number
  minPopulation: number
  latest: RunView | null
  /** Older ones first; the latest is the last. */
  history: readonly RunView[]
}

/** What a page draws of a claim: plain data. */
export interface ClaimView {
  id: string
  title: string
  statement: string
  class: Claim['class']
  flows: readonly string[]
  data: readonly string[]
  doesNotShow: readonly string[]
  state: ClaimState
  checks: readonly CheckView[]
  maps: Claim['maps']
  independence: Claim['independence']
  owner: string
  reviewBy: string
}

const HISTORY = 30

/** One claim with its state at `now`. */
export function claimView(claim: Claim, context: Omit<StateInput, 'claim'>): ClaimView {
  const records = context.evidence.kind === 'records' ? context.evidence.records : []
  const latest = claim.checks.flatMap(({ id }) => newestRecord(records, claim.id, id) ?? [])
  return {
    id: claim.id,
    title: claim.title,
    statement: filled(claim.statement, Object.assign({}, ...latest.map(({ figures }) => figures))),
    class: claim.class,
    flows: claim.scope.flows,
    data: claim.scope.data,
    doesNotShow: claim.doesNotShow,
    state: claimState({ claim, ...context }),
    checks: claim.checks.map((check) => {
      const history = records
        .filter((record) => record.claim === claim.id && record.check === check.id)
        .slice(-HISTORY)
        .map(runView)
      return {
        ...check,
        ref: checkFile(check.id),
        command: `npm run claims -- ${claim.id}`,
        latest: history.at(-1) ?? null,
        history,
      }
    }),
    maps: claim.maps,
    independence: claim.independence,
    owner: claim.owner,
    reviewBy: claim.reviewBy,
  }
}

function runView({ outcome, finishedAt, population, control, sourceHash, hash }: EvidenceRecord): RunView {
  return { outcome, at: finishedAt, population, wentRed: control.wentRed, sourceHash, hash }
}
