import type { ClaimView } from '#lib/trust/claim-view.ts'
import { ClaimStateNote } from './claim-state-note.tsx'

/** One claim: its words, its state beside them, and what it does not show. A failing one keeps its place. */
export function Claim({ claim }: { claim: ClaimView }) {
  const { id, title, doesNotShow, state } = claim
  return (
    <article
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid gap-x-16 gap-y-3 border-t border-line py-6 md:grid-cols-[minmax(0,41rem)_13rem]"
    >
      <div className="measure grid content-start gap-3">
        <h3 id={`${id}-title`} className="text-lg font-semibold text-ink">
          {title} <span className="figures pl-1 text-xs font-normal text-ink-soft">{id}</span>
        </h3>
        <p className="text-lg text-ink">
          <ClaimWords claim={claim} />
        </p>
      </div>
      <aside aria-label={`State of ${id}`} className="grid content-start gap-2">
        <ClaimStateNote state={state} />
        <a
          href={`/claims/${id}`}
          className="inline-flex min-h-6 items-center text-base text-accent underline underline-offset-4 hover:text-accent-hover"
        >
          Verify<span className="sr-only">: {title}</span>
        </a>
      </aside>
      <Limits limits={doesNotShow} />
    </article>
  )
}

export function ClaimWords({ claim: { statement, state } }: { claim: ClaimView }) {
  return state.kind === 'failing' ? `We say: “${statement}” Our check failed.` : statement
}

export function Limits({ limits }: { limits: readonly string[] }) {
  return (
    <div className="measure grid content-start gap-1 border-l-2 border-line pl-4">
      <p className="text-sm font-medium text-ink-soft">What this does not show</p>
      <ul className="grid gap-1 text-base text-ink-soft">
        {limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
    </div>
  )
}
