import type { BrowserPolicy, FromWorker, Pane, Row, ToWorker } from './protocol.ts'

export interface LogClient {
  rows(pane: Pane, first: number, last: number): Promise<readonly Row[]>
  body(): Promise<ArrayBuffer>
  /** Ends the worker. The log it held is gone; open requests stay unanswered. */
  close(): void
}

type Event = Exclude<FromWorker, { type: 'rows' | 'body' }>

/** Starts a worker on one log. `onEvent` hears of progress, readiness and refusal until `close`. */
export function openLog(source: Blob | string, policy: BrowserPolicy, onEvent: (event: Event) => void): LogClient {
  const worker = new Worker(new URL('./analyze.worker.ts', import.meta.url), { type: 'module' })
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
  post({ type: 'open', source, policy })

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
    close: () => worker.terminate(),
  }
}
