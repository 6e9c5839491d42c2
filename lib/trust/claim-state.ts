import type { Claim, ClaimCheck } from './claim.ts'
import { type EvidenceRecord, statementSha256 } from './evidence.ts'

export const CLAIM_STATES = [
  'failing',
  'unverified',
  'changed',
  'stale',
  'other_build',
  'attested',
  'planned',
  'verified',
] as const
export type ClaimStateKind = (typeof CLAIM_STATES)[number]

export interface ClaimState {
  kind: ClaimStateKind
  /** Why, in one sentence. */
  detail: string
}

export interface StateInput {
  claim: Claim
  evidence: readonly EvidenceRecord[] | 'none' | 'unreadable'
  now: Date
  /** The commit this server was built from, or null where the build does not know it. */
  commit: string | null
}

const DAY_MS = 86_400_000

/**
 * The state of a claim. It fails closed: only a pass of every check, on these words, on this build, within its time,
 * with a control that went red, is `verified`; anything else says what is missing.
 */
export function claimState({ claim, evidence, now, commit }: StateInput): ClaimState {
  if (claim.planned !== null) return { kind: 'planned', detail: claim.planned.milestone }
  if (evidence === 'none') return { kind: 'unverified', detail: 'No evidence shipped with this build.' }
  if (evidence === 'unreadable') {
    return { kind: 'unverified', detail: 'The evidence that shipped with this build cannot be read.' }
  }
  const states = claim.checks.map((check) => checkState({ claim, check, records: evidence, now, commit }))
  // CLAIM_STATES stands from worst to best, so the worst check speaks for the claim.
  const worst = CLAIM_STATES.map((kind) => states.find((state) => state.kind === kind)).find((state) => state)
  return worst ?? { kind: 'unverified', detail: 'No check is bound to it.' }
}

interface CheckInput extends Pick<StateInput, 'claim' | 'now' | 'commit'> {
  check: ClaimCheck
  records: readonly EvidenceRecord[]
}

function checkState({ claim, check, records, now, commit }: CheckInput): ClaimState {
  const ran = records
    .filter((record) => record.claim === claim.id && record.check === check.id)
    .sort((one, other) => Date.parse(other.finishedAt) - Date.parse(one.finishedAt))[0]
  if (ran === undefined) return { kind: 'unverified', detail: `The check ${check.id} has not run.` }
  const day = ran.finishedAt.slice(0, 10)
  if (ran.outcome === 'fail') return { kind: 'failing', detail: `The check ${check.id} failed on ${day}.` }
  if (ran.outcome !== 'pass') return { kind: 'unverified', detail: `The check ${check.id} gave no verdict on ${day}.` }
  if (ran.population < check.minPopulation) {
    return {
      kind: 'unverified',
      detail: `The check ${check.id} looked at ${ran.population} cases; it needs ${check.minPopulation}.`,
    }
  }
  if (!ran.negativeControlWentRed) {
    return { kind: 'unverified', detail: `The check ${check.id} was not shown to be able to fail.` }
  }
  if (ran.statementSha256 !== statementSha256(claim.statement)) {
    return { kind: 'changed', detail: `The words have changed since ${check.id} ran.` }
  }
  const finished = Date.parse(ran.finishedAt)
  if (finished > now.getTime()) return { kind: 'unverified', detail: `The run of ${check.id} is dated in the future.` }
  if (now.getTime() > finished + check.ttlDays * DAY_MS) {
    return { kind: 'stale', detail: `The check ${check.id} last passed on ${day}.` }
  }
  if (commit === null || ran.commit !== commit) {
    return { kind: 'other_build', detail: `The check ${check.id} passed on ${day}, on other code than this.` }
  }
  if (claim.class === 'attested' || claim.class === 'third_party') {
    return { kind: 'attested', detail: `Stated by ${claim.owner} on ${day}.` }
  }
  return { kind: 'verified', detail: `Passed on ${day} on ${ran.commit.slice(0, 7)}.` }
}
