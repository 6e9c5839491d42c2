'use client'

import { useEffect, useRef, useState } from 'react'
import { buttonLook } from '../ui/button-look.ts'
import type { DemoProps } from './demo.tsx'
import type { DemoAnswer } from './demo-protocol.ts'

/** More is for the analyze page, which shows how it goes on. */
const MAX_CHARS = 1_000_000

/** A log in, an answer out, in this tab. The worker is started once and ended with the page. */
export function DemoDesk({ example }: DemoProps) {
  const [log, setLog] = useState(example)
  const [state, setState] = useState<'idle' | 'busy' | 'failed' | DemoAnswer>('idle')
  const worker = useRef<Worker | null>(null)
  useEffect(() => () => worker.current?.terminate(), [])

  function run() {
    const started = worker.current ?? new Worker(new URL('./demo.worker.ts', import.meta.url), { type: 'module' })
    worker.current = started
    started.onmessage = ({ data }: MessageEvent<DemoAnswer>) => setState(data)
    started.onerror = (event) => {
      event.preventDefault()
      started.terminate()
      worker.current = null
      setState('failed')
    }
    setState('busy')
    started.postMessage(log)
  }

  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <div className="grid content-start gap-3">
        <label className="grid gap-2 text-base font-medium text-ink">
          A log, made up; put yours in its place
          <textarea
            value={log}
            maxLength={MAX_CHARS}
            onChange={(event) => setLog(event.target.value)}
            rows={14}
            spellCheck={false}
            className="w-full rounded-control border border-edge bg-sunken p-3 font-mono text-sm font-normal text-ink"
          />
        </label>
        <button
          type="button"
          onClick={run}
          disabled={state === 'busy' || log.trim() === ''}
          className={buttonLook({ variant: 'primary', size: 'large' })}
        >
          {state === 'busy' ? 'Reading …' : 'Find the cause'}
        </button>
      </div>
      <section aria-label="Answer" aria-live="polite" className="min-w-0">
        {state === 'idle' && (
          <p className="text-base text-ink-soft">The answer will stand here. Nothing leaves this tab.</p>
        )}
        {state === 'failed' && (
          <p className="text-base text-ink">
            The engine stopped. Your text is still in the field; nothing was sent. Try again.
          </p>
        )}
        {typeof state === 'object' && <Answer answer={state} />}
      </section>
    </div>
  )
}

function Answer({ answer }: { answer: DemoAnswer }) {
  const { title, decision, cause, confidence, evidence, redactions, bytesIn, bytesLeft, tookMs } = answer
  const struck = redactions.map(({ type, count }) => `${count} ${type.replaceAll('_', ' ')}`).join(', ')
  return (
    <div className="grid gap-3 rounded-card border border-line bg-surface p-4 text-base wrap-anywhere">
      <p className="text-lg font-semibold text-ink">{title}</p>
      <p className="text-ink">
        <span className="font-medium">Decision:</span> {decision}
      </p>
      {cause !== '' && (
        <p className="text-ink">
          <span className="font-medium">Cause:</span> {cause}{' '}
          <span className="figures">({Math.round(confidence * 100)} %)</span>
        </p>
      )}
      {evidence.length > 0 && (
        <ol aria-label="Evidence" className="rounded-control border border-line bg-sunken py-2">
          {evidence.map(({ line, text }) => (
            <li key={line} className="flex gap-3 px-3 font-mono text-sm leading-6">
              <span className="text-ink-soft select-none">{line}</span>
              <span className="min-w-0 whitespace-pre-wrap">
                {text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ')}
              </span>
            </li>
          ))}
        </ol>
      )}
      <p className="text-ink-soft">
        Struck out: {struck === '' ? 'nothing' : struck}.{' '}
        <span className="figures">{bytesIn.toLocaleString('en')}</span> bytes in;{' '}
        <span className="figures">{bytesLeft.toLocaleString('en')}</span> would have been sent;{' '}
        <span className="figures">0</span> were. It took {tookMs} ms.
      </p>
    </div>
  )
}
