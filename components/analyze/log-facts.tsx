import type { ModelEstimate } from '#lib/model-estimate.ts'
import { bytesText } from '../bytes.ts'
import { Meter } from '../meter.tsx'
import { Badge } from '../ui/badge.tsx'
import type { Source } from './analyze-state.ts'
import type { LogSummary } from './protocol.ts'

const count = (value: number, one: string) => `${value.toLocaleString('en')} ${one}${value === 1 ? '' : 's'}`

export interface LogFactsProps {
  summary: LogSummary
  future: boolean
  /** Of a picture that goes with it, as base64. */
  pictureBytes: number
  /** Of the models that may be asked. */
  estimates: readonly ModelEstimate[]
}

/** The meter with what it counts: what stays, what leaves, how many tokens, what they may cost, what was redacted. */
export function LogFacts({ summary, future, pictureBytes, estimates }: LogFactsProps) {
  return (
    <div className="grid gap-2">
      <Meter
        stayedBytes={summary.stayedBytes}
        leftBytes={summary.sentBytes + pictureBytes}
        leftFor="Lethe's server"
        future={future}
        measuredBy={`Reported by your browser: ${count(summary.sentLines, 'line')} of ${summary.lines.toLocaleString('en')}, about ${count(summary.tokens, 'token')}. What leaves is counted with line numbers and placeholders.`}
      />
      <CostLine tokens={summary.tokens} estimates={estimates} />
      <ul aria-label="Redactions by type" className="flex flex-wrap gap-1.5">
        {summary.findings.length === 0 && (
          <li className="text-sm text-ink-soft">Nothing was found to redact. Look it through before you send it.</li>
        )}
        {summary.findings.map(({ type, count: found }) => (
          <li key={type}>
            <Badge>
              {type} <span className="figures">×{found.toLocaleString('en')}</span>
            </Badge>
          </li>
        ))}
        {!summary.complete && (
          <li className="text-sm text-ink">Some lines took too long to scan. They were replaced as a whole.</li>
        )}
      </ul>
    </div>
  )
}

/** By list price, for a reply of 1,000 tokens. */
function CostLine({ tokens, estimates }: { tokens: number; estimates: readonly ModelEstimate[] }) {
  if (estimates.length === 0)
    return (
      <p className="text-xs text-ink-faint">Estimated cost: none. The built-in engine answers; no model is asked.</p>
    )
  const costs = estimates.map(({ model, perToken, fixed }) => `${usd(fixed + perToken * tokens)} with ${model}`)
  return <p className="text-xs text-ink-faint">Estimated cost: about {costs.join(', or ')}, by list price.</p>
}

const usd = (micro: number) => `US$ ${(micro / 1_000_000).toFixed(4)}`

/** Which lines of the joined log are whose. Names are read from the page, never from the log. */
export function PartsNote({ source, summary }: { source: Source; summary: LogSummary }) {
  const { parts } = summary
  if (parts.length < 2) {
    const packed = parts[0]?.packedBytes
    if (packed == null) return null
    return <p className="text-sm text-ink-soft">Unpacked in this browser from {bytesText(packed)}.</p>
  }
  return (
    <details className="text-sm text-ink-soft">
      <summary>
        {parts.length} files read as one log, in this order. Lines are numbered through; the line before each file only
        separates them.
      </summary>
      <ol className="grid gap-0.5 pt-1">
        {parts.map(({ index, firstLine, lastLine, bytes, packedBytes }) => (
          <li key={index} className="wrap-anywhere">
            <span className="text-ink">{source.names[index]}</span>:{' '}
            {lastLine < firstLine ? (
              'empty'
            ) : (
              <span className="figures">
                lines {firstLine.toLocaleString('en')} to {lastLine.toLocaleString('en')}, {bytesText(bytes)}
              </span>
            )}
            {packedBytes !== null && ', unpacked here'}
          </li>
        ))}
      </ol>
    </details>
  )
}

/** `job.log · 1.1 MB · 10,992 lines`. */
export function SourceLine({ source, summary }: { source: Source; summary: LogSummary }) {
  const parts = [bytesText(summary.bytes), count(summary.lines, 'line')]
  if (summary.encoding !== 'UTF-8') parts.push(summary.encoding)
  return (
    <p className="min-w-0 truncate text-ink-soft">
      <span className="font-medium text-ink">{source.name}</span> ·{' '}
      <span className="figures text-sm">{parts.join(' · ')}</span>
    </p>
  )
}
