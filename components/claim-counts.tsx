'use client'

import type { ClaimState } from '#lib/trust/claim-state.ts'
import { countAged } from './aged-state.ts'
import { CLAIM_STATE_WORDS } from './claim-state-mark.tsx'
import { useNow } from './use-now.ts'

export interface ClaimCountsProps {
  states: readonly ClaimState[]
  /** "self-run", or whose signature the evidence carries. */
  signedBy: string
}

const ORDER = ['failing', 'unverified', 'changed', 'stale', 'other_build', 'attested', 'planned', 'verified'] as const

/** Counts, no score. They age with the claims. */
export function ClaimCounts({ states, signedBy }: ClaimCountsProps) {
  const counts = countAged(states, useNow(0))
  return (
    <div className="grid gap-2">
      <ul aria-label="Claims by state" className="flex flex-wrap gap-x-6 gap-y-1 text-lg text-ink">
        <li data-count="all" data-value={states.length}>
          <span className="figures">{states.length}</span> claims
        </li>
        {ORDER.map((kind) => (
          <li key={kind} data-count={kind} data-value={counts.get(kind) ?? 0} className="text-ink-soft">
            <span className="figures text-ink">{counts.get(kind) ?? 0}</span> {CLAIM_STATE_WORDS[kind].toLowerCase()}
          </li>
        ))}
      </ul>
      <p className="text-base text-ink-soft">Evidence: {signedBy}.</p>
    </div>
  )
}
