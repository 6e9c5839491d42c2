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

/** What is handed to a worker is copied in one task: this many characters in a few milliseconds, ten million in sixty. */
const PART_CHARS = 1_000_000

/** A surrogate pair must not be cut: each half would arrive as a sign of its own. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  for (let start = 0; start < text.length; ) {
    const last = text.charCodeAt(start + PART_CHARS - 1)
    const end = start + PART_CHARS - (last >= 0xd800 && last <= 0xdbff ? 1 : 0)
    parts.push(text.slice(start, end))
    start = end
  }
  return parts
}

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
  let closed = false
  void handOver()

  /** A long text in pieces, between which the page draws. */
  async function handOver(): Promise<void> {
    const [only] = asked.sources
    if (asked.sources.length !== 1 || typeof only !== 'string') return post({ type: 'open', ...asked })
    const parts = partsOf(only)
    const last = parts.pop() ?? ''
    for (const text of parts) {
      await new Promise((resolve) => setTimeout(resolve))
      if (closed) return
      post({ type: 'part', text })
    }
    post({ type: 'open', ...asked, sources: [last] })
  }

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
    close() {
      closed = true
      worker.terminate()
    },
  }
}
