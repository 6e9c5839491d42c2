import type { Measure } from '#lib/agreements/dpa-document.ts'
import { ClaimStateMark } from '../claim-state-mark.tsx'

/** Why it cannot be signed now; nothing where it can. */
export function MeasuresInTheWay({ measures, offered }: { measures: readonly Measure[]; offered: boolean }) {
  if (offered && measures.length === 0) return <p className="text-base text-ink">It can be signed now.</p>
  return (
    <div className="grid gap-3 rounded-card border border-line border-l-4 border-l-ink bg-surface p-4" role="status">
      <p className="font-semibold text-ink">It cannot be signed now.</p>
      {!offered && <p className="text-ink-soft">Nobody has been authorised to sign for the operator of this server.</p>}
      {measures.length > 0 && (
        <>
          <p className="text-ink-soft">Measures of annex II that fail, or that no check has shown on this build:</p>
          <ul className="grid gap-1.5">
            {measures.map(({ id, title, state }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-3">
                <a href={`/claims/${id}`} className="figures text-sm text-accent underline">
                  {id}
                </a>
                <span className="text-base text-ink">{title}</span>
                <ClaimStateMark kind={state} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
