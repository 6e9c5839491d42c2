import type { Changes } from './changes.ts'
import type { BrowserPolicy, FromWorker, Pane, Row, ToWorker } from './protocol.ts'

export interface LogClient {
  rows(pane: Pane, first: number, last: number): Promise<readonly Row[]>
  body(): Promise<ArrayBuffer>
  /** Prepares the log again; `onEvent` hears `ready` with their version. */
  change(changes: Changes): void
  /** Ends the worker. The log it held is gone; open requests stay unanswered. */
  close(): void
}

type Event = Exclude<FromWorker, { type: 'rows' | 'body' }>

/** A worker that has no log yet and practises meanwhile, so that the first log meets compiled code. */
let spare: Worker | null = null

/** Starts the spare worker, if there is none: when the page is shown, and again when a log has taken it. */
export function prepareWorker(): void {
  if (spare) return
  const worker = startWorker()
  spare = worker
  // One that could not start must not be given a log: the next try starts another, and says so if that fails too.
  worker.onerror = (event) => {
    event.preventDefault()
    if (spare === worker) spare = null
  }
}

/** Ends the spare worker, when the page is left. */
export function dropSpareWorker(): void {
  spare?.terminate()
  spare = null
}

const startWorker = () => new Worker(new URL('./analyze.worker.ts', import.meta.url), { type: 'module' })

export interface LogRequest {
  /** One text or file, or several files that become one log. */
  sources: readonly (Blob | string)[]
  policy: BrowserPolicy
  /** Id of the analysis that lacked this log. */
  revisionOf: string | null
}

/** Starts a worker on one log. `onEvent` hears of progress, readiness and refusal until `close`. */
export function openLog(asked: LogRequest, onEvent: (event: Event) => void): LogClient {
  const worker = spare ?? startWorker()
  spare = null
  const waiting = new Map<number, (message: FromWorker) => void>()
  let requests = 0
  const post = (message: ToWorker) => worker.postMessage(message)

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.type !== 'rows' && data.type !== 'body') return onEvent(data)
    waiting.get(data.request)?.(data)
    waiting.delete(data.request)
  }
  // The script did not load, or memory ran out.
  worker.onerror = (event) => {
    event.preventDefault()
    onEvent({ type: 'refused', reason: 'failed', bytes: 0 })
  }
  post({ type: 'open', ...asked })

  return {
    rows: (pane, first, last) =>
      new Promise((resolve) => {
        const request = ++requests
        waiting.set(request, (message) => message.type === 'rows' && resolve(message.rows))
        post({ type: 'rows', request, pane, first, last })
      }),
    body: () =>
      new Promise((resolve) => {
        const request = ++requests
        waiting.set(request, (message) => message.type === 'body' && resolve(message.body))
        post({ type: 'body', request })
      }),
    change: (changes) => post({ type: 'change', changes }),
    close: () => worker.terminate(),
  }
}
