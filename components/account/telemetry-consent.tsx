'use client'

import { useState } from 'react'
import { utcText } from '../analysis/utc-text.ts'
import { call, type Problem } from '../settings/call.ts'
import { Tick } from '../settings/setting.tsx'
import { Alert } from '../ui/alert.tsx'

export interface TelemetryConsentProps {
  textVersion: string
  closedBy: 'environment' | 'no_receiver' | null
  granted: boolean
  history: readonly { granted: boolean; textVersion: string; at: string }[]
}

const CLOSED = {
  environment: 'Telemetry is switched off for this whole installation. Nothing is sent, whatever is chosen here.',
  no_receiver: 'This installation has no place that reports would go to. Nothing is sent.',
}

/** Off unless this person turns it on; each turn is kept with its time and the text that was read. */
export function TelemetryConsent({ textVersion, ...given }: TelemetryConsentProps) {
  const [state, setState] = useState(given)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function change(granted: boolean) {
    const saved = await call<Omit<TelemetryConsentProps, 'textVersion'>>('PUT', '/api/account/telemetry', {
      granted,
      textVersion,
    })
    setProblem(saved.ok ? null : saved)
    if (saved.ok) setState(saved.value)
  }

  return (
    <div className="grid gap-3">
      {problem && <Alert {...problem.problem} />}
      {state.closedBy !== null && <p className="measure text-base text-ink">{CLOSED[state.closedBy]}</p>}
      {(state.closedBy === null || state.granted) && (
        <Tick label="Send these messages" checked={state.granted} onChange={change} />
      )}
      {state.history.length > 0 && (
        <ul aria-label="What you said" className="grid gap-1 text-sm text-ink-soft">
          {state.history.slice(0, 5).map(({ granted, textVersion: read, at }) => (
            <li key={at}>
              {granted ? 'Agreed' : 'Taken back'} <span className="figures">{utcText(at, 'minutes')}</span>, text of{' '}
              <span className="figures">{read}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
