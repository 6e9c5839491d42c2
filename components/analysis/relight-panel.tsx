'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { DropZone } from '../analyze/drop-zone.tsx'
import { refusalProblem } from '../analyze/problems.ts'
import type { BrowserPolicy } from '../analyze/protocol.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { FilePicker } from '../ui/file-picker.tsx'
import { fetchAgain, fetchMatching } from './matching.ts'
import { relight } from './relight-client.ts'
import type { LitLine } from './relight-protocol.ts'
import { useRelit } from './relit.tsx'

export interface RelightPanelProps {
  analysisId: string
  policy: BrowserPolicy
  /** How many lines of evidence there are. */
  lines: number
  /** True where the sender of the alert can be asked for its text again. */
  canFetch: boolean
}

type State =
  | { at: 'idle' }
  | { at: 'working'; words: string }
  | { at: 'lit'; found: number; shapes: number; rulesChanged: boolean; from: 'file' | 'sender' }
  | { at: 'problem'; happened: string; todo: string }

/** One file, dropped or chosen, in which the kept evidence lights up again. It never leaves the page. */
export function RelightPanel({ analysisId, policy, lines, canFetch }: RelightPanelProps) {
  const { state, openFiles, askSender, clear } = useRelighting(analysisId, policy)
  const working = state.at === 'working'
  return (
    <div
      className="grid gap-3 rounded-control border border-dashed border-edge p-3 print:hidden"
      data-relight={state.at}
    >
      <DropZone active={!working} onFiles={openFiles} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="measure min-w-0 grow basis-64 text-sm text-ink-soft">
          Lethe kept no line. Drop the same file anywhere here to see them again: it is redacted and matched in this
          browser, and nothing is uploaded.
        </p>
        <div className="flex flex-wrap gap-2">
          <FilePicker label="The file of this analysis" disabled={working} onFiles={openFiles}>
            Choose the file
          </FilePicker>
          {canFetch && (
            <Button disabled={working} onClick={askSender}>
              Ask the sender again
            </Button>
          )}
          {state.at === 'lit' && <Button onClick={clear}>Hide the lines</Button>}
        </div>
      </div>
      <p role="status" className="text-sm text-ink empty:hidden">
        {working && state.words}
        {state.at === 'lit' && summaryOf(state, lines)}
      </p>
      {state.at === 'problem' && (
        <Alert
          happened={state.happened}
          kept="The analysis is unchanged, and nothing was uploaded."
          todo={state.todo}
        />
      )}
    </div>
  )
}

function summaryOf({ found, shapes, rulesChanged, from }: State & { at: 'lit' }, lines: number): string {
  const where = from === 'file' ? 'your file' : 'what the sender gave again'
  const same = `${found} of ${lines} lines found in ${where}${shapes > 0 ? `, ${shapes} more by template` : ''}.`
  return rulesChanged
    ? `Our rules changed since, so a line may differ in what is redacted: where its hash does not fit, templates are compared. ${same}`
    : same
}

const NO_ANSWER = { happened: 'The server did not give the key of this analysis.', todo: 'Try again in a minute.' }
const NO_SENDER = { happened: 'The sender was not asked.', todo: 'Try again in a minute.' }

function useRelighting(analysisId: string, policy: BrowserPolicy) {
  const relit = useRelit()
  const [state, setState] = useState<State>({ at: 'idle' })
  const cancel = useRef(() => {})
  const light = useRef(relit?.light)
  useEffect(() => {
    light.current = relit?.light
  })
  useEffect(() => () => cancel.current(), [])

  const show = useCallback((lines: readonly LitLine[], rulesChanged: boolean, from: 'file' | 'sender') => {
    const count = (...kinds: LitLine['found'][]) => lines.filter(({ found }) => kinds.includes(found)).length
    light.current?.(lines)
    setState({ at: 'lit', found: count('exact', 'moved'), shapes: count('shape'), rulesChanged, from })
  }, [])

  const openFiles = useCallback(
    async (files: readonly File[]) => {
      if (files.length === 0) return
      cancel.current()
      light.current?.(null)
      setState({ at: 'working', words: 'Reading the file.' })
      const matching = await fetchMatching(analysisId)
      if (matching === null) return setState({ at: 'problem', ...NO_ANSWER })
      const job = relight({ files, policy, matching }, (share) =>
        setState({ at: 'working', words: `Redacting: ${Math.round(share * 100)} %.` }),
      )
      cancel.current = job.cancel
      const end = await job.end
      if (end.type === 'lit') show(end.lines, matching.policyChanged || end.ruleSet !== matching.ruleSet, 'file')
      else setState({ at: 'problem', ...refusalProblem(end.reason, end.bytes) })
    },
    [analysisId, policy, show],
  )
  const askSender = useCallback(async () => {
    light.current?.(null)
    setState({ at: 'working', words: 'Asking the sender.' })
    const again = await fetchAgain(analysisId)
    if (again === null) setState({ at: 'problem', ...NO_SENDER })
    else if ('problem' in again) setState({ at: 'problem', happened: again.problem, todo: 'Drop the file instead.' })
    else show(again.lines, again.rulesChanged, 'sender')
  }, [analysisId, show])
  const clear = () => {
    light.current?.(null)
    setState({ at: 'idle' })
  }
  return { state, openFiles, askSender, clear }
}
