import type { Change } from '#lib/trust/changes.ts'
import type { ClaimStateKind } from '#lib/trust/claim-state.ts'
import { ClaimStateMark } from '../claim-state-mark.tsx'
import { CodeBlock } from '../ui/code.tsx'

const MEANINGS: readonly (readonly [ClaimStateKind, string])[] = [
  ['verified', 'Every check passed, on these words and this build, not long ago, and was shown to be able to fail.'],
  ['attested', 'A named person or party says so, until a date. No check of ours can show it.'],
  ['planned', 'Not built yet.'],
  ['unverified', 'No check has run, it gave no verdict, or its evidence is refused.'],
  ['changed', 'Unverified, since the words were changed after the check ran.'],
  ['stale', 'The last pass is too long ago.'],
  ['other_build', 'The check passed on other code than this server runs.'],
  ['failing', 'A check ran and failed. The claim stays where it is and says so.'],
]

export function StateList() {
  return (
    <dl className="measure grid gap-x-8 gap-y-3 sm:grid-cols-[10rem_1fr]">
      {MEANINGS.map(([kind, meaning]) => (
        <div key={kind} className="grid gap-1 sm:col-span-2 sm:grid-cols-subgrid">
          <dt>
            <ClaimStateMark kind={kind} />
          </dt>
          <dd className="text-base text-ink-soft">{meaning}</dd>
        </div>
      ))}
    </dl>
  )
}

export function VerifyCommands({ url }: { url: string }) {
  return (
    <div className="grid gap-3">
      <CodeBlock text={`bin/lethe trust verify ${url}`} label="command to verify the evidence" />
      <CodeBlock text="npm run claims" label="command to run all checks" />
    </div>
  )
}

export function Thanks({ people }: { people: readonly { name: string; on: string; what: string }[] }) {
  if (people.length === 0) return <p className="text-base text-ink-soft">Nobody has been named yet.</p>
  return (
    <ul className="grid gap-1 text-base text-ink">
      {people.map(({ name, on, what }) => (
        <li key={`${name}${on}`}>
          {name}, <span className="figures">{on}</span>: {what}
        </li>
      ))}
    </ul>
  )
}

/** Newest first. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  return (
    <ol className="grid gap-6">
      {changes.map(({ id, at, title, text }) => (
        <li key={id} id={id} className="measure grid gap-1">
          <p className="figures text-sm text-ink-soft">{at.slice(0, 10)}</p>
          <h3 className="text-lg font-semibold text-ink">{title}</h3>
          <p className="whitespace-pre-line wrap-anywhere text-base text-ink-soft">{text}</p>
        </li>
      ))}
    </ol>
  )
}

export interface Minute {
  /** Milliseconds since 1970. */
  atMs: number
  up: boolean
}

/** One bar a minute; the figures say the same. */
export function HealthStrip({ minutes }: { minutes: readonly Minute[] }) {
  const down = minutes.filter(({ up }) => !up).length
  const [first] = minutes
  if (first === undefined) return <p className="text-base text-ink-soft">Nothing has been written down yet.</p>
  return (
    <div className="grid gap-2">
      <svg
        viewBox={`0 0 ${Math.max(60, minutes.length) * 4} 24`}
        aria-hidden="true"
        preserveAspectRatio="none"
        className="h-6 w-full"
      >
        {minutes.map(({ atMs, up }, index) => (
          <rect
            key={atMs}
            x={index * 4}
            y={up ? 12 : 0}
            width="3"
            height={up ? 12 : 24}
            className={up ? 'fill-edge' : 'fill-ink'}
          />
        ))}
      </svg>
      <p className="text-base text-ink">
        <span className="figures">{minutes.length}</span> minutes since{' '}
        <time dateTime={new Date(first.atMs).toISOString()} className="figures">
          {new Date(first.atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC
        </time>
        ; the database did not answer in <span className="figures">{down}</span> of them.
      </p>
    </div>
  )
}

export function HealthNow({ ready }: { ready: boolean }) {
  return (
    <p className="text-lg text-ink">
      {ready ? 'The server and its database answer.' : 'The server answers; its database does not.'}
    </p>
  )
}

export function RunSummary({ lastRunAt, signedBy }: { lastRunAt: string | null; signedBy: string }) {
  if (lastRunAt === null) return <p className="text-base text-ink-soft">No check has run beside this server.</p>
  return (
    <p className="text-base text-ink">
      The newest run ended at <span className="figures">{lastRunAt.slice(0, 19).replace('T', ' ')}</span> UTC,{' '}
      {signedBy}.
    </p>
  )
}
