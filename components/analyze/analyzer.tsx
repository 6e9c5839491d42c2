'use client'

import { useRef } from 'react'
import { useShortcuts } from '../shell/use-shortcuts.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { DropZone } from './drop-zone.tsx'
import { LiveResult } from './live-result.tsx'
import { LogField } from './log-field.tsx'
import { Preview } from './preview.tsx'
import { ProblemNote } from './problem-note.tsx'
import type { BrowserPolicy } from './protocol.ts'
import { useAnalyze } from './use-analyze.ts'
import { WorkProgress } from './work-progress.tsx'

export interface AnalyzerProps {
  policy: BrowserPolicy
  /** How many exact values the workspace has; they are applied by the server only. */
  exactValues: number
}

/** The page where a log becomes an analysis. */
export function Analyzer({ policy, exactValues }: AnalyzerProps) {
  const analyzer = useAnalyze(policy)
  const { state, client } = analyzer
  const field = useRef<HTMLTextAreaElement>(null)
  const atField = state.at === 'empty' || state.at === 'preparing'

  useShortcuts({
    '/': () => field.current?.focus(),
    escape: () => (state.at === 'preparing' || state.at === 'submitting') && analyzer.cancel(),
    'mod+enter': () => {
      if (state.at === 'ready') analyzer.submit()
      else if (state.at === 'empty' && field.current) analyzer.openText(field.current.value)
    },
  })

  return (
    <>
      <DropZone active={state.at === 'empty' || state.at === 'ready'} onFiles={analyzer.openFiles} />
      {state.at !== 'done' && (
        <div className={atField ? 'flex flex-1 flex-col px-4 py-6 sm:px-6' : 'hidden'}>
          <PageHeader
            title="Analyze"
            lead="Your log is redacted and condensed in this browser. You see what will be sent before anything is."
          />
          {state.at === 'empty' && state.problem && (
            <div className="pb-4">
              <ProblemNote problem={state.problem} />
            </div>
          )}
          {state.at === 'preparing' && (
            <div className="grid animate-arrive gap-4 rounded-card border border-line bg-surface p-6">
              <p className="font-medium">{state.source.name}</p>
              <WorkProgress work={state.work} onCancel={analyzer.cancel} />
            </div>
          )}
          {/* Hidden, not removed, while a log is prepared and previewed: what was typed is still there on the way back. */}
          <div className={state.at === 'empty' ? 'flex flex-1 flex-col' : 'hidden'}>
            <LogField field={field} onText={analyzer.openText} onFiles={analyzer.openFiles} />
          </div>
        </div>
      )}
      {(state.at === 'ready' || state.at === 'submitting') && client && (
        <Preview state={state} client={client} analyzer={analyzer} exactValues={exactValues} />
      )}
      {state.at === 'done' && client && <LiveResult state={state} client={client} onNew={analyzer.clear} />}
    </>
  )
}
