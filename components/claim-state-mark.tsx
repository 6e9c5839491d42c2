import type { ClaimStateKind } from '#lib/trust/claim-state.ts'

export const CLAIM_STATE_WORDS: Record<ClaimStateKind, string> = {
  verified: 'Verified',
  attested: 'Attested',
  planned: 'Planned',
  unverified: 'Unverified',
  changed: 'Words changed',
  stale: 'Stale',
  other_build: 'Other build',
  failing: 'Failing',
}

/** Told apart by shape, not by colour: a full disc, a seal, open rings, a barred block. */
const SHAPES: Record<ClaimStateKind, string> = {
  verified: 'M7 0a7 7 0 1 1 0 14A7 7 0 0 1 7 0Zm3.4 4.2L6 8.6 3.9 6.5 2.8 7.6 6 10.8l5.5-5.5z',
  attested:
    'M7 0l1.9 1.5 2.4-.1.6 2.3 2 1.3-.9 2.2.9 2.3-2 1.3-.6 2.3-2.4-.1L7 14.4l-1.9-1.5-2.4.1-.6-2.3-2-1.3.9-2.3L.1 5l2-1.3.6-2.3 2.4.1z',
  planned: 'M6 0h2v3H6zM6 11h2v3H6zM0 6h3v2H0zM11 6h3v2h-3z',
  unverified: 'M7 0a7 7 0 1 1 0 14A7 7 0 0 1 7 0Zm0 1.6a5.4 5.4 0 1 0 0 10.8A5.4 5.4 0 0 0 7 1.6Z',
  changed: 'M1 1h12v2H1zm0 5h7v2H1zm0 5h12v2H1z',
  stale:
    'M7 0a7 7 0 1 1 0 14A7 7 0 0 1 7 0Zm0 1.6a5.4 5.4 0 1 0 0 10.8A5.4 5.4 0 0 0 7 1.6Zm-.8 1.9h1.6v3.2l2.3 1.4-.8 1.4-3.1-1.9z',
  other_build: 'M0 0h9v2H2v7H0zM5 5h9v9H5zm1.6 1.6v5.8h5.8V6.6z',
  failing: 'M0 0h14v14H0zm3.2 2L2 3.2 5.8 7 2 10.8 3.2 12 7 8.2l3.8 3.8 1.2-1.2L8.2 7 12 3.2 10.8 2 7 5.8z',
}

/** The mark of a claim's state: shape and word. Meanings of decisions have the colours; a state has none. */
export function ClaimStateMark({ kind }: { kind: ClaimStateKind }) {
  const loud = kind === 'failing'
  return (
    <span
      className={`inline-flex w-fit items-center gap-2 text-base font-medium whitespace-nowrap ${loud ? 'rounded-control bg-ink px-2 py-1 text-ground' : 'text-ink'}`}
      data-state={kind}
    >
      <svg viewBox="0 0 14 14.4" aria-hidden="true" className="size-3.5" fill="currentColor" fillRule="evenodd">
        <path d={SHAPES[kind]} />
      </svg>
      {CLAIM_STATE_WORDS[kind]}
    </span>
  )
}
