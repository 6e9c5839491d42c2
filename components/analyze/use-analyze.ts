'use client'

import { type Dispatch, useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { type AnalyzeEvent, type AnalyzeState, reduceAnalyze, type Source, START } from './analyze-state.ts'
import { type Change, type Changes, withChange, withoutChange } from './changes.ts'
import { dropSpareWorker, type LogClient, openLog, prepareWorker } from './log-client.ts'
import { TOO_MANY_FILES } from './problems.ts'
import type { BrowserPolicy } from './protocol.ts'
import { type Sending, sendAnalysis } from './send-analysis.ts'

/** Rotated logs of a day; more is an archive. */
const MAX_FILES = 20

export interface Analyzer {
  state: AnalyzeState
  /** The worker that holds the log, while there is one. */
  client: LogClient | null
  openText(text: string): void
  openFiles(files: readonly File[]): void
  /** Keeps a place, or strikes out a value, and prepares the log again. */
  change(change: Change): void
  undo(change: Change): void
  submit(): void
  cancel(): void
  clear(): void
}

/**
 * The journey of one log: field, worker, preview, server, answer. The text lives in the worker and nowhere else; leaving
 * the page ends the worker. Nothing is put into an address, a storage or a console.
 */
export function useAnalyze(policy: BrowserPolicy, revisionOf: string | null): Analyzer {
  const [state, dispatch] = useReducer(reduceAnalyze, START)
  const { client, open, close } = useOpenLog(policy, revisionOf, dispatch)
  const { send, stop } = useSending(dispatch)
  useEffect(
    () => () => {
      stop()
    },
    [stop],
  )

  const openText = useCallback(
    (text: string) => open([text], { kind: 'pasted', name: 'Pasted text', names: [] }),
    [open],
  )
  const openFiles = useCallback(
    (files: readonly File[]) => {
      const [first] = files
      if (!first) return
      if (files.length > MAX_FILES) return dispatch({ type: 'rejected', problem: TOO_MANY_FILES })
      const name = files.length === 1 ? first.name : `${files.length} files`
      open(files, { kind: 'file', name, names: files.map((file) => file.name) })
    },
    [open],
  )
  const apply = (changes: Changes) => {
    if (!client || state.at !== 'ready') return
    dispatch({ type: 'changed', changes })
    client.change(changes)
  }
  return {
    state,
    client,
    openText,
    openFiles,
    change: (change) => state.at === 'ready' && apply(withChange(state.changes, change)),
    undo: (change) => state.at === 'ready' && apply(withoutChange(state.changes, change)),
    submit: () => client && state.at === 'ready' && !state.work && send(client),
    cancel() {
      if (!stop()) close()
      dispatch({ type: 'cancelled' })
    },
    clear() {
      stop()
      close()
      dispatch({ type: 'cleared' })
    },
  }
}

/** One worker at a time. Another log, a refusal, a cancellation or leaving the page ends it. */
function useOpenLog(policy: BrowserPolicy, revisionOf: string | null, dispatch: Dispatch<AnalyzeEvent>) {
  const [client, setClient] = useState<LogClient | null>(null)
  const current = useRef<LogClient | null>(null)

  const close = useCallback(() => {
    current.current?.close()
    current.current = null
    setClient(null)
    prepareWorker()
  }, [])
  useEffect(() => {
    prepareWorker()
    return () => {
      current.current?.close()
      dropSpareWorker()
    }
  }, [])

  const open = useCallback(
    (sources: readonly (Blob | string)[], source: Source) => {
      close()
      dispatch({ type: 'opened', source })
      const opened = openLog({ sources, policy, revisionOf }, (message) => {
        if (current.current !== opened) return
        dispatch({ type: 'worker', message })
        if (message.type === 'refused') close()
      })
      current.current = opened
      setClient(opened)
    },
    [close, policy, revisionOf, dispatch],
  )
  return { client, open, close }
}

/** One request at a time; a second press while one is under way does nothing. */
function useSending(dispatch: Dispatch<AnalyzeEvent>) {
  const current = useRef<Sending | null>(null)

  /** True if there was something to stop. */
  const stop = useCallback(() => {
    const stopped = current.current !== null
    current.current?.cancel()
    current.current = null
    return stopped
  }, [])

  const send = useCallback(
    async (client: LogClient) => {
      if (current.current) return
      const held: Sending = { cancel: () => {} }
      current.current = held
      dispatch({ type: 'submitted' })
      const body = await client.body()
      // Cancelled while the worker handed it over.
      if (current.current !== held) return
      const end = (event: AnalyzeEvent) => {
        current.current = null
        dispatch(event)
      }
      current.current = sendAnalysis(body, {
        onWork: (work) => dispatch({ type: 'progressed', work }),
        onNews: (news) =>
          dispatch(
            news.kind === 'draft'
              ? { type: 'drafted', cause: news.cause }
              : { type: 'requested', request: news.request },
          ),
        onAnswer: (live) => end({ type: 'answered', live }),
        onProblem: (problem) => end({ type: 'failed', problem }),
      })
    },
    [dispatch],
  )
  return { send, stop }
}
