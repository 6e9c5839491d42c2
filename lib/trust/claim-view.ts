import type { Claim } from './claim.ts'
import { type ClaimState, claimState, type StateInput } from './claim-state.ts'

/** What a page draws of a claim: plain data. */
export interface ClaimView {
  id: string
  title: string
  statement: string
  flows: readonly string[]
  doesNotShow: readonly string[]
  state: ClaimState
  checks: readonly { id: string; method: string; command: string; ref: string; negativeControl: string }[]
  owner: string
  reviewBy: string
}

/** One claim with its state at `now`. */
export function claimView(claim: Claim, context: Omit<StateInput, 'claim'>): ClaimView {
  return {
    id: claim.id,
    title: claim.title,
    statement: claim.statement,
    flows: claim.scope.flows,
    doesNotShow: claim.doesNotShow,
    state: claimState({ claim, ...context }),
    checks: claim.checks.map(({ id, method, command, ref, negativeControl }) => ({
      id,
      method,
      command,
      ref,
      negativeControl,
    })),
    owner: claim.owner,
    reviewBy: claim.reviewBy,
  }
}
