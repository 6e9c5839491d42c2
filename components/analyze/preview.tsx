'use client'

import { useEffect, useRef } from 'react'
import type { ModelEstimate } from '#lib/model-estimate.ts'
import { printableProse } from '../analysis/printable.ts'
import type { MaskedPicture } from '../picture/draw-masked.ts'
import { PicturePanel } from '../picture/picture-panel.tsx'
import { Button } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import type { AnalyzeState } from './analyze-state.ts'
import type { AllowKeep } from './changes.ts'
import { GuessField } from './guess.tsx'
import type { LogClient } from './log-client.ts'
import { LogFacts, PartsNote, SourceLine } from './log-facts.tsx'
import { LogPanes } from './log-panes.tsx'
import { ProblemNote } from './problem-note.tsx'
import type { Editing } from './redaction-strip.tsx'
import type { Revised } from './revision-note.tsx'
import type { Analyzer } from './use-analyze.ts'
import { WorkProgress } from './work-progress.tsx'

/** The screenshot whose text this is, if it is one. */
export interface Attached {
  masked: MaskedPicture | null
  /** Whether the picture goes too; null where the workspace does not allow it. */
  send: boolean | null
  onSend(send: boolean): void
  /** What `submit` sends. */
  picture: Blob | null
}

export interface PreviewProps {
  state: AnalyzeState & { at: 'ready' | 'submitting' }
  client: LogClient
  analyzer: Analyzer
  /** Of the workspace; the browser does not know them. */
  exactValues: number
  allowKeep: AllowKeep
  revised: Revised | null
  estimates: readonly ModelEstimate[]
  attached: Attached
  guess: string
  onGuess: (guess: string) => void
}

/** What stays beside what will be sent, the meter between, and one button. Fills the window; the panes scroll. */
export function Preview({ state, client, analyzer, exactValues, allowKeep, revised, ...more }: PreviewProps) {
  const { source, summary } = state
  const { guess, onGuess, attached, estimates } = more
  const submit = () => analyzer.submit(attached.picture)
  const editing = editingOf(state, analyzer, allowKeep)
  const title = useRef<HTMLHeadingElement>(null)
  // The field that had the focus is gone. Not the button: an Enter too many must not send anything.
  useEffect(() => title.current?.focus(), [])

  return (
    <div className="flex flex-col gap-3 px-4 py-4 sm:px-6 md:h-[calc(100dvh-3rem-1px)] md:min-h-[36rem]">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 ref={title} tabIndex={-1} className="text-xl font-semibold focus-visible:outline-none">
          What will be sent
        </h1>
        {revised && <p className="min-w-0 truncate text-ink-soft">for {printableProse(revised.title)}</p>}
        <SourceLine source={source} summary={summary} />
        <Button
          variant="quiet"
          size="small"
          className="ml-auto"
          onClick={analyzer.clear}
          disabled={state.at === 'submitting'}
        >
          Back
        </Button>
      </div>
      {state.at === 'ready' && state.problem && <ProblemNote problem={state.problem} onRetry={submit} />}
      <div className="grid items-start gap-x-6 gap-y-3 md:grid-cols-[minmax(0,1fr)_minmax(14rem,20rem)]">
        <LogFacts
          summary={summary}
          future
          pictureBytes={Math.ceil((attached.picture?.size ?? 0) / 3) * 4}
          estimates={estimates}
        />
        <div className="grid gap-2">
          {state.at === 'submitting' ? (
            <WorkProgress work={state.work} onCancel={analyzer.cancel} />
          ) : state.work ? (
            <WorkProgress work={state.work} />
          ) : (
            <AnalyzeButton onPress={submit} />
          )}
          <GuessField guess={guess} onGuess={onGuess} />
        </div>
      </div>
      {source.kind === 'picture' && <PicturePanel {...attached} editable={state.at === 'ready' && !state.work} />}
      <PartsNote source={source} summary={summary} />
      {exactValues > 0 && (
        <p className="text-sm text-ink-soft">
          Your workspace also keeps {exactValues} exact {exactValues === 1 ? 'value' : 'values'}. They are not given to
          browsers, so they are not struck out here: the server strikes them out in memory, before anything reads or
          stores the text.
        </p>
      )}
      <LogPanes client={client} summary={summary} sentWords="What will be sent" {...(editing ? { editing } : {})} />
    </div>
  )
}

/** Once the log is on its way nothing can be changed about it. */
function editingOf(state: PreviewProps['state'], { change, undo }: Analyzer, allowKeep: AllowKeep): Editing | null {
  if (state.at !== 'ready') return null
  const { changes, summary, work } = state
  return { changes, allowKeep, missing: summary.missing, busy: work !== null, change, undo }
}

function AnalyzeButton({ onPress }: { onPress: () => void }) {
  return (
    <Button
      variant="primary"
      size="large"
      className="w-full"
      onClick={onPress}
      aria-keyshortcuts="Meta+Enter Control+Enter"
    >
      Analyze
      <span aria-hidden="true" className="hidden gap-1 sm:flex">
        <Kbd>⌘</Kbd>
        <Kbd>↵</Kbd>
      </span>
    </Button>
  )
}
