import { Alert } from '../ui/alert.tsx'
import { injectedLinesIn } from './injection-note.ts'
import { Prose } from './prose.tsx'
import type { Analysis } from './types.ts'

/** Which engine answered, with which model, and whether it was doubted. */
export function EngineLine({ analysis }: { analysis: Analysis }) {
  const { engine, model, receipt } = analysis
  const doubted = receipt.requests.some(({ purpose }) => purpose === 'second_opinion')
  return (
    <p className="text-sm text-ink-soft">
      {engine === 'local' ? (
        'Answered by the built-in engine.'
      ) : (
        <>
          Answered by Claude
          {model !== null && (
            <>
              {' '}
              (<span className="figures">{model}</span>)
            </>
          )}
          ; every cited line was checked by code.
          {doubted ? ' A second opinion tried to disprove it.' : ' No second opinion was asked for.'}
        </>
      )}
    </p>
  )
}

/** What a person should know before reading on: another engine than asked for, or a log that spoke to an AI. */
export function HeadNotices({ analysis }: { analysis: Analysis }) {
  const injected = analysis.dataGaps.flatMap((gap) => injectedLinesIn(gap) ?? [])
  if (analysis.notice === undefined && injected.length === 0) return null
  return (
    <div className="grid gap-2">
      {analysis.notice !== undefined && <Alert tone="note" happened={<Prose text={analysis.notice} />} />}
      {injected.map((lines) => (
        <Alert
          key={lines}
          tone="note"
          happened="The log holds text that addresses an AI."
          kept={`In ${/\D/.test(lines) ? 'lines' : 'line'} ${lines}. It was treated as data, changed nothing, and is not used as evidence.`}
        />
      ))}
    </div>
  )
}
