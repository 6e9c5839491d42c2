import type { CheckView, ClaimView, RunView } from '#lib/trust/claim-view.ts'
import { ClaimWords, Limits } from './claim.tsx'
import { ClaimStateNote } from './claim-state-note.tsx'
import { CodeBlock } from './ui/code.tsx'

/** Everything about one claim: words, state, limits, checks with their runs, and the commands to repeat them. */
export function ClaimDetails({ claim, url }: { claim: ClaimView; url: string }) {
  return (
    <div className="grid gap-12">
      <div className="grid gap-6 md:grid-cols-[minmax(0,41rem)_13rem] md:gap-x-16">
        <p className="measure text-xl text-ink">
          <ClaimWords claim={claim} />
        </p>
        <ClaimStateNote state={claim.state} />
        <Limits limits={claim.doesNotShow} />
      </div>
      {claim.checks.map((check) => (
        <CheckSection key={check.id} check={check} />
      ))}
      <section aria-labelledby="yourself" className="measure grid gap-3">
        <h2 id="yourself" className="text-lg font-semibold text-ink">
          Verify it yourself
        </h2>
        {claim.checks.length > 0 && (
          <>
            <p className="text-base text-ink-soft">Run the check on your own machine, in a checkout of the source:</p>
            <CodeBlock text={`npm run claims -- ${claim.id}`} label="command to run the check" />
          </>
        )}
        <p className="text-base text-ink-soft">
          Check the chain of evidence and this state, without trusting the page:
        </p>
        <CodeBlock text={`bin/lethe trust verify ${url} ${claim.id}`} label="command to verify the evidence" />
        <p className="text-base text-ink-soft">
          Is it untrue?{' '}
          <a className="text-accent underline underline-offset-4" href={`/disclosure?about=${claim.id}#form`}>
            Dispute it
          </a>
        </p>
      </section>
      <About claim={claim} />
    </div>
  )
}

function CheckSection({ check }: { check: CheckView }) {
  return (
    <section aria-labelledby={check.id} className="grid gap-3">
      <h2 id={check.id} className="text-lg font-semibold text-ink">
        Check <code className="font-normal">{check.id}</code>
      </h2>
      <div className="measure grid gap-2 text-base text-ink">
        <p>{check.method}</p>
        <p className="text-ink-soft">Shown to be able to fail, in every run: {check.negativeControl}</p>
        <p className="text-ink-soft">
          Counts for {check.ttlDays} days, with at least {check.minPopulation} cases. Source:{' '}
          <code className="break-all">{check.ref}</code>
        </p>
      </div>
      {check.latest === null ? (
        <p className="text-base text-ink-soft">It has not run.</p>
      ) : (
        <Latest run={check.latest} />
      )}
      {check.history.length > 1 && <History runs={check.history} />}
    </section>
  )
}

function Latest({ run }: { run: RunView }) {
  return (
    <dl className="measure grid grid-cols-[8rem_minmax(0,1fr)] gap-x-6 gap-y-1 text-base">
      <Row name="Last run" value={`${run.outcome}, ${run.at.slice(0, 19).replace('T', ' ')} UTC`} />
      <Row name="Cases" value={String(run.population)} />
      <Row name="Control" value={run.wentRed ? 'went red, as it must' : 'did not go red'} />
      <Row name="Source" value={run.sourceHash} />
      <Row name="Record" value={run.hash} />
    </dl>
  )
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="text-ink-soft">{name}</dt>
      <dd className="figures break-all text-ink">{value}</dd>
    </>
  )
}

/** Older runs first. A red one keeps its place too; the list is there for who does not see the strip. */
function History({ runs }: { runs: readonly RunView[] }) {
  return (
    <ol aria-label="Earlier runs, oldest first" className="flex flex-wrap gap-1">
      {runs.map((run) => (
        <li
          key={run.hash}
          title={`${run.outcome}, ${run.at}`}
          className={`grid size-6 place-items-center rounded-[4px] border text-xs ${run.outcome === 'pass' ? 'border-line text-ink-soft' : 'border-ink bg-ink text-ground'}`}
        >
          <span aria-hidden="true">{run.outcome === 'pass' ? '·' : '×'}</span>
          <span className="sr-only">
            {run.outcome}, {run.at.slice(0, 10)}
          </span>
        </li>
      ))}
    </ol>
  )
}

function About({ claim }: { claim: ClaimView }) {
  const { asvs, ccm, nist } = claim.maps
  const maps = [
    ['OWASP ASVS 5.0.0', asvs],
    ['CSA CCM 4', ccm],
    ['NIST SP 800-53', nist],
  ] as const
  return (
    <dl className="measure grid grid-cols-[8rem_minmax(0,1fr)] gap-x-6 gap-y-1 border-t border-line pt-6 text-base">
      <Row name="Kind" value={claim.class.replace('_', ' ')} />
      <Row name="Holds for" value={`${claim.flows.join(', ')}: ${claim.data.join(', ')}`} />
      <Row name="Independence" value={claim.independence.replace('_', ' ')} />
      <Row name="Owner" value={claim.owner} />
      <Row name="Review by" value={claim.reviewBy} />
      {maps.map(([name, ids]) => ids.length > 0 && <Row key={name} name={name} value={ids.join(', ')} />)}
    </dl>
  )
}
