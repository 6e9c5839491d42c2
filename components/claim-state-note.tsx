'use client'

import type { ClaimState } from '#lib/trust/claim-state.ts'
import { agedState } from './aged-state.ts'
import { ClaimStateMark } from './claim-state-mark.tsx'
import { useNow } from './use-now.ts'

/** Mark and reason. It ages in the browser: a page that was kept does not go on saying "verified". */
export function ClaimStateNote({ state }: { state: ClaimState }) {
  const { kind, detail } = agedState(state, useNow(0))
  return (
    <div className="grid gap-0.5">
      <ClaimStateMark kind={kind} />
      <span className="text-sm text-ink-soft">{detail}</span>
    </div>
  )
}
