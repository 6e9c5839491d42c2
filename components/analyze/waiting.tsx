'use client'

import { useEffect, useRef, useState } from 'react'
import { Draft } from '../analysis/draft.tsx'
import { numbered } from '../analysis/numbered.ts'
import { Button } from '../ui/button.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import type { AnalyzeState } from './analyze-state.ts'
import { ExactRequests } from './exact-requests.tsx'
import { SourceLine } from './log-facts.tsx'
import { WorkProgress } from './work-progress.tsx'

export interface WaitingProps {
  state: AnalyzeState & { at: 'submitting' }
  onCancel: () => void
}

/** While a model is asked: the stage, what left, and each cause once its evidence has passed. New things come last, so nothing moves. */
export function Waiting({ state, onCancel }: WaitingProps) {
  const { source, summary, drafts, requests, work } = state
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <div className="mx-auto grid w-full max-w-4xl content-start gap-6 px-4 py-6 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 ref={title} tabIndex={-1} className="text-xl font-semibold focus-visible:outline-none">
          Analyzing
        </h1>
        <SourceLine source={source} summary={summary} />
      </div>
      <div className="grid gap-3 rounded-card border border-line bg-surface p-4">
        <WorkProgress work={work} />
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="min-w-0 text-sm text-ink-soft">
            <Elapsed /> You may leave: the analysis ends without this page and will be in the history.
          </p>
          <Tooltip text="The analysis goes on without you" keys={['Esc']}>
            <Button onClick={onCancel}>Stop waiting</Button>
          </Tooltip>
        </div>
      </div>
      <ExactRequests requests={requests} waiting />
      <section aria-label="Drafts" aria-live="polite" className="grid gap-4">
        {drafts.length === 0 && (
          <p className="text-ink-soft">Each cause appears here once its evidence has been found in your log.</p>
        )}
        {numbered(drafts).map(({ place, item: cause }) => (
          <Draft key={place} cause={cause} />
        ))}
      </section>
    </div>
  )
}

/** Whole seconds since this was shown. Not read aloud: it changes every second. */
function Elapsed() {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <span aria-hidden="true" className="figures inline-block min-w-10">
      {seconds} s.
    </span>
  )
}
