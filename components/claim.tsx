import type { ClaimView } from '#lib/trust/claim-view.ts'
import { ClaimStateNote } from './claim-state-mark.tsx'
import { CodeBlock } from './ui/code.tsx'

/** One claim: its words, its state beside them, what it does not show, and how to check it. A failing one keeps its place. */
export function Claim({ claim, level: Heading = 'h3' }: { claim: ClaimView; level?: 'h2' | 'h3' }) {
  const { id, title, statement, doesNotShow, state } = claim
  return (
    <article
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid gap-x-16 gap-y-3 border-t border-line py-6 md:grid-cols-[minmax(0,41rem)_13rem]"
    >
      <div className="measure grid content-start gap-3">
        <Heading id={`${id}-title`} className="text-lg font-semibold text-ink">
          {title} <span className="figures pl-1 text-xs font-normal text-ink-faint">{id}</span>
        </Heading>
        <p className="text-lg text-ink">
          {state.kind === 'failing' ? `We say: “${statement}” Our check failed.` : statement}
        </p>
      </div>
      <aside aria-label={`State of ${id}`}>
        <ClaimStateNote state={state} />
      </aside>
      <div className="measure grid gap-3">
        <div className="grid gap-1 border-l-2 border-line pl-4">
          <p className="text-sm font-medium text-ink-soft">What this does not show</p>
          <ul className="grid gap-1 text-base text-ink-soft">
            {doesNotShow.map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        </div>
        <HowToCheck claim={claim} />
      </div>
    </article>
  )
}

function HowToCheck({ claim }: { claim: ClaimView }) {
  return (
    <details className="group">
      <summary className="inline-flex min-h-6 items-center py-1 text-base text-accent underline underline-offset-4 hover:text-accent-hover">
        How to check it
        <span className="sr-only">: {claim.title}</span>
      </summary>
      <div className="grid gap-5 pt-3">
        {claim.checks.map((check) => (
          <div key={check.id} className="grid gap-2">
            <p className="text-base text-ink">{check.method}</p>
            <CodeBlock text={check.command} label={`command of ${check.id}`} />
            <p className="text-sm text-ink-soft">
              Shown to be able to fail: {check.negativeControl} Source: <code className="break-all">{check.ref}</code>
            </p>
          </div>
        ))}
        <p className="text-sm text-ink-soft">
          Holds for: {claim.flows.join(', ')}. Owner: {claim.owner}. Next review by {claim.reviewBy}.
        </p>
      </div>
    </details>
  )
}
