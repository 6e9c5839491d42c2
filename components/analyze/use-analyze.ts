'use client'

import { type Dispatch, useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { isPicture, type Picture } from '../picture/recognize.ts'
import { usePicture } from '../picture/use-picture.ts'
import { type AnalyzeEvent, type AnalyzeState, reduceAnalyze, type Source, START } from './analyze-state.ts'
import { type Change, type Changes, withChange, withoutChange } from './changes.ts'
import { dropSpareWorker, type LogClient, openLog, prepareWorker } from './log-client.ts'
import { ONE_PICTURE, TOO_MANY_FILES, unreadProblem } from './problems.ts'
import type { BrowserPolicy } from './protocol.ts'
import { type Sending, sendAnalysis } from './send-analysis.ts'

/** Rotated logs of a day; more is an archive. */
const MAX_FILES = 20

export interface Analyzer {
  state: AnalyzeState
  /** The worker that holds the log, while there is one. */
  client: LogClient | null
  /** Whose text is prepared, where it came as a picture. */
  picture: Picture | null
  /** `name`: of a sample; what is pasted has none. */
  openText(text: string, name?: string): void
  openFiles(files: readonly File[]): void
  /** Keeps a place, or strikes out a value, and prepares the log again. */
  change(change: Change): void
  undo(change: Change): void
  /** `picture`: the masked one, where the workspace and the person allow it. */
  submit(picture?: Blob | null): void
  cancel(): void
  clear(): void
}

/**
 * The journey of one log: field, worker, preview, server, answer. The text lives in the worker and nowhere else; leaving
 * the page ends the worker. Nothing is put into an address, a storage or a console.
 */
export function useAnalyze(policy: BrowserPolicy, revisionOf: string | null): Analyzer {
  const [state, dispatch] = useReducer(reduceAnalyze, START)
  const { client, picture, open, openPicture, close } = useSources(policy, revisionOf, dispatch)
  const { send, stop } = useSending(dispatch)
  useEffect(
    () => () => {
      stop()
    },
    [stop],
  )

  const openText = useCallback(
    (text: string, name = 'Pasted text') => open([text], { kind: 'pasted', name, names: [] }),
    [open],
  )
  const openFiles = useCallback(
    (files: readonly File[]) => {
      const [first] = files
      if (!first) return
      if (files.length > MAX_FILES) return dispatch({ type: 'rejected', problem: TOO_MANY_FILES })
      if (files.length === 1 && isPicture(first)) return openPicture(first)
      if (files.some(isPicture)) return dispatch({ type: 'rejected', problem: ONE_PICTURE })
      const name = files.length === 1 ? first.name : `${files.length} files`
      open(files, { kind: 'file', name, names: files.map((file) => file.name) })
    },
    [open, openPicture],
  )
  const apply = (changes: Changes) => {
    if (!client || state.at !== 'ready') return
    dispatch({ type: 'changed', changes })
    client.change(changes)
  }
  return {
    state,
    client,
    picture,
    openText,
    openFiles,
    change: (change) => state.at === 'ready' && apply(withChange(state.changes, change)),
    undo: (change) => state.at === 'ready' && apply(withoutChange(state.changes, change)),
    submit: (masked = null) => client && state.at === 'ready' && !state.work && send(client, masked),
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

/** One log at a time, whether it comes as text or as a picture whose text is read first. */
function useSources(policy: BrowserPolicy, revisionOf: string | null, dispatch: Dispatch<AnalyzeEvent>) {
  const { client, open: openLogs, close: closeLog } = useOpenLog(policy, revisionOf, dispatch)
  const { picture, read, drop } = usePicture()
  const close = useCallback(() => {
    drop()
    closeLog()
  }, [drop, closeLog])
  const open = useCallback(
    (sources: readonly (Blob | string)[], source: Source) => {
      drop()
      openLogs(sources, source)
    },
    [drop, openLogs],
  )
  const openPicture = useCallback(
    (file: File) => {
      closeLog()
      const source: Source = { kind: 'picture', name: file.name, names: [] }
      dispatch({ type: 'opened', source })
      dispatch({ type: 'recognized', share: 0 })
      void read(file, {
        onShare: (share) => dispatch({ type: 'recognized', share }),
        onRead: (text) => openLogs([text], source),
        onRefused: (reason) => dispatch({ type: 'unread', problem: unreadProblem(reason) }),
      })
    },
    [closeLog, openLogs, read, dispatch],
  )
  return { client, picture, open, openPicture, close }
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
    async (client: LogClient, picture: Blob | null) => {
      if (current.current) return
      const held: Sending = { cancel: () => {} }
      current.current = held
      dispatch({ type: 'submitted' })
      const body = await withPicture(await client.body(), picture)
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

/** The bytes that the worker made, with one more member at their end. */
async function withPicture(body: ArrayBuffer, picture: Blob | null): Promise<ArrayBuffer | Blob> {
  if (!picture) return body
  const base64 = await base64Of(picture)
  return new Blob([body.slice(0, -1), `,"picture":"${base64}"}`])
}

/** A data URL, without its head. */
function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}
