import { type Claim, type ClaimCheck, isChecked, wordsOf } from './claim.ts'
import type { Attestation } from './company.ts'
import type { Evidence } from './evidence.ts'
import { type EvidenceRecord, sha256Of } from './evidence-record.ts'

/** From worst to best: the worst check speaks for the claim. */
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
  /** Milliseconds since 1970 after which a good state is stale; null where time does not change it. */
  goodUntilMs: number | null
}

export interface StateInput {
  claim: Claim
  evidence: Evidence
  now: Date
  /** SHA-256 over the tracked files that this server was built from, or null where it does not know. */
  sourceHash: string | null
  /** Raw public key whose evidence counts; null: any, shown as self-run. */
  trustedKey: string | null
  attestations: readonly Attestation[]
}

const DAY_MS = 86_400_000

/**
 * The state of a claim. It fails closed: only a pass of every check, on these words, on this build, within its time,
 * with a control that went red, is `verified`; anything else says what is missing.
 */
export function claimState(input: StateInput): ClaimState {
  const { claim, evidence, now } = input
  if (claim.planned !== null) return lasting('planned', claim.planned.milestone)
  if (!isChecked(claim)) return attestedState(claim, input.attestations, now)
  if (evidence.kind === 'none') return lasting('unverified', 'No evidence lies beside this build.')
  if (evidence.kind === 'refused') return lasting('unverified', evidence.why)
  const states = claim.checks.map((check) => checkState({ ...input, check, records: evidence.records }))
  const worst = CLAIM_STATES.map((kind) => states.find((state) => state.kind === kind)).find((state) => state)
  if (worst?.kind !== 'verified') return worst ?? lasting('unverified', 'No check is bound to it.')
  return { ...worst, goodUntilMs: Math.min(...states.map(({ goodUntilMs }) => goodUntilMs ?? 0)) }
}

const lasting = (kind: ClaimStateKind, detail: string): ClaimState => ({ kind, detail, goodUntilMs: null })
const endOf = (day: string): number => Date.parse(day) + DAY_MS

function attestedState(claim: Claim, attestations: readonly Attestation[], now: Date): ClaimState {
  const found = attestations.find(({ claim: id }) => id === claim.id)
  if (found === undefined) return lasting('unverified', 'Whoever runs this server has not stated it.')
  const goodUntilMs = endOf(found.until)
  if (now.getTime() > goodUntilMs) return lasting('stale', `Stated by ${found.by} until ${found.until}.`)
  return { kind: 'attested', detail: `Stated by ${found.by} on ${found.on}, until ${found.until}.`, goodUntilMs }
}

/** The newest record of a claim's check. */
export function newestRecord(
  records: readonly EvidenceRecord[],
  claim: string,
  check: string,
): EvidenceRecord | undefined {
  return records.findLast((record) => record.claim === claim && record.check === check)
}

interface CheckInput extends StateInput {
  check: ClaimCheck
  records: readonly EvidenceRecord[]
}

function checkState(input: CheckInput): ClaimState {
  const { claim, check, records, sourceHash } = input
  const ran = newestRecord(records, claim.id, check.id)
  if (ran === undefined) return lasting('unverified', `The check ${check.id} has not run.`)
  const weak = weakness(input, ran)
  if (weak !== null) return weak
  const day = ran.finishedAt.slice(0, 10)
  const goodUntilMs = Math.min(Date.parse(ran.finishedAt) + check.ttlDays * DAY_MS, endOf(claim.reviewBy))
  if (input.now.getTime() > goodUntilMs) return lasting('stale', `The check ${check.id} last passed on ${day}.`)
  if (sourceHash === null || ran.sourceHash !== sourceHash) {
    return lasting('other_build', `The check ${check.id} passed on ${day}, on other code than this.`)
  }
  const at = ran.finishedAt.slice(0, 16).replace('T', ' ')
  return { kind: 'verified', detail: `Passed on ${at} UTC on ${ran.sourceHash.slice(0, 7)}.`, goodUntilMs }
}

/** Why a record does not count as a pass, or null. */
function weakness({ claim, check, now, trustedKey }: CheckInput, ran: EvidenceRecord): ClaimState | null {
  const day = ran.finishedAt.slice(0, 10)
  const unverified = (detail: string) => lasting('unverified', detail)
  if (ran.outcome === 'fail') return lasting('failing', `The check ${check.id} failed on ${day}.`)
  if (ran.outcome !== 'pass') {
    return unverified(`The check ${check.id} gave no verdict on ${day}.${ran.detail ? ` ${ran.detail}` : ''}`)
  }
  if (ran.population < check.minPopulation) {
    return unverified(`The check ${check.id} looked at ${ran.population} cases; it needs ${check.minPopulation}.`)
  }
  if (!ran.control.ran || !ran.control.wentRed) {
    return unverified(`The check ${check.id} was not shown to be able to fail.`)
  }
  if (trustedKey !== null && ran.publicKey !== trustedKey) {
    return unverified(`The run of ${check.id} is not signed by the key that this server trusts.`)
  }
  if (Date.parse(ran.finishedAt) > now.getTime()) return unverified(`The run of ${check.id} is dated in the future.`)
  if (ran.statementSha256 !== sha256Of(wordsOf(claim))) {
    return lasting('changed', `Unverified: the words have changed since ${check.id} ran.`)
  }
  return null
}
