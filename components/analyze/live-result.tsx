'use client'

import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { Result } from '../analysis/result.tsx'
import { Button } from '../ui/button.tsx'
import type { AnalyzeState } from './analyze-state.ts'
import { ExactRequests } from './exact-requests.tsx'
import { GuessCompared } from './guess.tsx'
import type { LogClient } from './log-client.ts'
import { SourceLine } from './log-facts.tsx'
import { LogPanes } from './log-panes.tsx'
import type { Revised } from './revision-note.tsx'

export interface LiveResultProps {
  state: AnalyzeState & { at: 'done' }
  client: LogClient
  revised: Revised | null
  guess: string
  onNew: () => void
}

/** The answer while its log is still in this tab: evidence with the person's own lines. */
export function LiveResult({ state, client, revised, guess, onNew }: LiveResultProps) {
  const { live, source, summary, requests } = state
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => top.current?.focus(), [])

  return (
    <div
      ref={top}
      tabIndex={-1}
      className="mx-auto grid w-full max-w-6xl gap-6 px-4 py-6 focus-visible:outline-none sm:px-6"
    >
      <div role="status" className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line pb-4">
        <p className="measure min-w-0 grow basis-72 text-ink-soft">
          Saved as{' '}
          <Link
            href={`/analyses/${live.id}`}
            className="figures break-all text-accent underline underline-offset-2 hover:text-accent-hover"
          >
            {live.id}
          </Link>
          , {revised && 'a new revision, '}without any line of the log. The quoted lines below live in this tab and
          vanish when you leave the page.
        </p>
        <Button className="ml-auto" onClick={onNew}>
          Analyze another log
        </Button>
      </div>
      <Result
        analysis={live.analysis}
        past={live.past}
        wholeLog={summary.chart}
        browser={{
          bytes: summary.bytes,
          lines: summary.lines,
          stayedBytes: summary.stayedBytes,
          sentBytes: summary.sentBytes,
          sentLines: summary.sentLines,
          redactions: summary.findings,
        }}
      >
        <GuessCompared guess={guess} analysis={live.analysis} />
      </Result>
      {requests.length > 0 && <ExactRequests requests={requests} waiting={false} />}
      <details className="rounded-card border border-line bg-surface">
        <summary className="px-4 py-3 font-medium">What was sent</summary>
        <div className="grid gap-3 border-t border-line p-4 md:flex md:h-[70dvh] md:flex-col">
          <SourceLine source={source} summary={summary} />
          <LogPanes client={client} summary={summary} sentWords="What was sent" />
        </div>
      </details>
    </div>
  )
}
