'use client'

import { type ReactNode, type RefObject, Suspense, useEffect, useRef, useState } from 'react'
import type { ModelEstimate } from '#lib/model-estimate.ts'
import { lazyPart } from '../lazy-part.tsx'
import { useMasked } from '../picture/use-picture.ts'
import { useShortcuts } from '../shell/use-shortcuts.ts'
import { PageHeader } from '../ui/page-header.tsx'
import type { AllowKeep } from './changes.ts'
import { DropZone } from './drop-zone.tsx'
import { LogField } from './log-field.tsx'
import type { Attached } from './preview.tsx'
import { ProblemNote } from './problem-note.tsx'
import type { BrowserPolicy } from './protocol.ts'
import { NoRevision, type Revised, RevisionNote } from './revision-note.tsx'
import { Samples } from './samples.tsx'
import { type Analyzer as Journey, useAnalyze } from './use-analyze.ts'
import { WorkProgress } from './work-progress.tsx'

export interface AnalyzerProps {
  policy: BrowserPolicy
  /** What this workspace lets its members keep. */
  allowKeep: AllowKeep
  /** The analysis that the log is added to; `missing` where the address names one that is not here. */
  revised: Revised | 'missing' | null
  /** How many exact values the workspace has; they are applied by the server only. */
  exactValues: number
  /** Whether a masked picture may be sent to the model. */
  allowPictures: boolean
  estimates: readonly ModelEstimate[]
  /** For whoever is new here. */
  firstSteps: ReactNode
}

// What comes after the field is loaded while a log is prepared.
const later = {
  preview: () => import('./preview.tsx'),
  waiting: () => import('./waiting.tsx'),
  result: () => import('./live-result.tsx'),
}
const Preview = lazyPart(() => later.preview().then((part) => part.Preview))
const Waiting = lazyPart(() => later.waiting().then((part) => part.Waiting))
const LiveResult = lazyPart(() => later.result().then((part) => part.LiveResult))

/** From here on somebody waits for a model. */
const MODEL_STAGES: ReadonlySet<string> = new Set(['server-asking', 'server-repairing', 'server-second_opinion'])

/** The page where a log becomes an analysis. */
export function Analyzer({ policy, allowKeep, revised, allowPictures, firstSteps, ...shown }: AnalyzerProps) {
  const onto = revised === 'missing' ? null : revised
  const analyzer = useAnalyze(policy, onto?.id ?? null)
  const [guess, setGuess] = useState('')
  const { state, client } = analyzer
  const attached = useAttached(analyzer, allowPictures)
  const field = useRef<HTMLTextAreaElement>(null)
  const atField = state.at === 'empty' || state.at === 'preparing'

  // The built-in engine answers before anybody could read a page of its own.
  const asked =
    state.at === 'submitting' &&
    (state.requests.length > 0 || state.drafts.length > 0 || MODEL_STAGES.has(state.work.stage))

  useKeys(analyzer, field, attached.picture)
  useLaterParts(state.at === 'preparing')

  return (
    <>
      <DropZone active={state.at === 'empty' || state.at === 'ready'} onFiles={analyzer.openFiles} />
      {state.at !== 'done' && (
        <div className={atField ? 'flex flex-1 flex-col px-4 py-6 sm:px-6' : 'hidden'}>
          <PageHeader
            title="Analyze"
            lead="Your log is redacted and condensed in this browser. You see what will be sent before anything is."
          />
          {onto === null && state.at === 'empty' && firstSteps}
          {revised === 'missing' && <NoRevision />}
          {onto && <RevisionNote revised={onto} />}
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
            <Samples onText={analyzer.openText} />
          </div>
        </div>
      )}
      <Suspense fallback={null}>
        {(state.at === 'ready' || state.at === 'submitting') && !asked && client && (
          <Preview
            state={state}
            client={client}
            analyzer={analyzer}
            allowKeep={allowKeep}
            {...shown}
            revised={onto}
            guess={guess}
            onGuess={setGuess}
            attached={attached}
          />
        )}
        {state.at === 'submitting' && asked && <Waiting state={state} onCancel={analyzer.cancel} />}
        {state.at === 'done' && client && (
          <LiveResult
            state={state}
            client={client}
            revised={onto}
            guess={guess}
            onNew={() => {
              setGuess('')
              analyzer.clear()
            }}
          />
        )}
      </Suspense>
    </>
  )
}

/** A picture goes too where the workspace allows it, unless the person says no. */
function useAttached({ state, client, picture }: Journey, allowed: boolean): Attached {
  const [send, setSend] = useState(true)
  const masked = useMasked(picture, client, 'summary' in state ? state.summary : null)
  return {
    masked,
    send: allowed ? send : null,
    onSend: setSend,
    picture: allowed && send ? (masked?.png ?? null) : null,
  }
}

function useKeys({ state, ...analyzer }: Journey, field: RefObject<HTMLTextAreaElement | null>, picture: Blob | null) {
  useShortcuts({
    '/': () => field.current?.focus(),
    escape: () => (state.at === 'preparing' || state.at === 'submitting') && analyzer.cancel(),
    'mod+enter': () => {
      if (state.at === 'ready') analyzer.submit(picture)
      else if (state.at === 'empty' && field.current) analyzer.openText(field.current.value)
    },
  })
}

function useLaterParts(wanted: boolean) {
  useEffect(() => {
    // One that fails is tried again, and told, where it is shown.
    if (wanted) for (const load of Object.values(later)) void load().catch(() => {})
  }, [wanted])
}
