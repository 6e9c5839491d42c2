import type { ClaimState, ClaimStateKind } from '#lib/trust/claim-state.ts'

/** What a state becomes with time alone: a good one goes stale at its end. The same rule as the server's, for a cached page. */
export function agedState(state: ClaimState, nowMs: number): ClaimState {
  if (state.goodUntilMs === null || nowMs <= state.goodUntilMs) return state
  const detail = `Stale since ${new Date(state.goodUntilMs).toISOString().slice(0, 10)}. ${state.detail}`
  return { kind: 'stale', detail, goodUntilMs: null }
}

/** How many claims are in which state at a time. */
export function countAged(states: readonly ClaimState[], nowMs: number): ReadonlyMap<ClaimStateKind, number> {
  const counts = new Map<ClaimStateKind, number>()
  for (const state of states) {
    const { kind } = agedState(state, nowMs)
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return counts
}
