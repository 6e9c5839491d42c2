'use client'

import { type Dispatch, useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { type AnalyzeEvent, type AnalyzeState, reduceAnalyze, START } from './analyze-state.ts'
import { dropSpareWorker, type LogClient, openLog, prepareWorker } from './log-client.ts'
import { ONE_FILE } from './problems.ts'
import type { BrowserPolicy } from './protocol.ts'
import { type Sending, sendAnalysis } from './send-analysis.ts'

export interface Analyzer {
  state: AnalyzeState
  /** The worker that holds the log, while there is one. */
  client: LogClient | null
  openText(text: string): void
  openFiles(files: readonly File[]): void
  submit(): void
  cancel(): void
  clear(): void
}

/**
 * The journey of one log: field, worker, preview, server, answer. The text lives in the worker and nowhere else; leaving
 * the page ends the worker. Nothing is put into an address, a storage or a console.
 */
export function useAnalyze(policy: BrowserPolicy): Analyzer {
  const [state, dispatch] = useReducer(reduceAnalyze, START)
  const { client, open, close } = useOpenLog(policy, dispatch)
  const { send, stop } = useSending(dispatch)
  useEffect(
    () => () => {
      stop()
    },
    [stop],
  )

  const openText = useCallback((text: string) => open(text, { kind: 'pasted', name: 'Pasted text' }), [open])
  const openFiles = useCallback(
    ([file, ...more]: readonly File[]) => {
      if (!file) return
      if (more.length > 0) dispatch({ type: 'rejected', problem: ONE_FILE })
      else open(file, { kind: 'file', name: file.name })
    },
    [open],
  )
  return {
    state,
    client,
    openText,
    openFiles,
    submit: () => client && send(client),
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
function useOpenLog(policy: BrowserPolicy, dispatch: Dispatch<AnalyzeEvent>) {
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
    (content: Blob | string, source: { kind: 'file' | 'pasted'; name: string }) => {
      close()
      dispatch({ type: 'opened', source })
      const opened = openLog(content, policy, (message) => {
        if (current.current !== opened) return
        dispatch({ type: 'worker', message })
        if (message.type === 'refused') close()
      })
      current.current = opened
      setClient(opened)
    },
    [close, policy, dispatch],
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
        onAnswer: (live) => end({ type: 'answered', live }),
        onProblem: (problem) => end({ type: 'failed', problem }),
      })
    },
    [dispatch],
  )
  return { send, stop }
}
