import { answerError, NO_STORE } from './route.ts'

/**
 * Server-sent events (HTML standard, 9.2): `event` and one line of JSON each. What runs behind a stream is not its
 * reader's: it goes on when the reader has gone.
 */

/** Silence longer than this is ended by some proxies. */
const KEEP_ALIVE_MS = 15_000

/** `id`: what a browser that comes back says it heard last. On one line. */
export type Send = (event: string, data: unknown, id?: string) => void

/** Does this request ask for a stream? */
export function wantsEvents(request: Request): boolean {
  return /(?:^|[,\s])text\/event-stream(?:$|[;,\s])/i.test(request.headers.get('accept') ?? '')
}

/**
 * A stream of what `run` sends, closed when it has ended. What it throws is sent as `problem`, worded as every other error
 * of ours. `signal` tells that nobody listens any more: for streams that only watch.
 */
export function eventStream(run: (send: Send, signal: AbortSignal) => Promise<void>): {
  response: Response
  /** Settles when `run` has, read or not. Never rejects. */
  ended: Promise<void>
} {
  const gone = new AbortController()
  const encoder = new TextEncoder()
  let write: (text: string) => void = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      write = (text) => {
        if (gone.signal.aborted) return
        controller.enqueue(encoder.encode(text))
      }
      gone.signal.addEventListener('abort', () => {
        // Already closed where the reader went first.
        if (!readerLeft) controller.close()
      })
    },
    cancel() {
      readerLeft = true
      gone.abort()
    },
  })
  let readerLeft = false
  const send: Send = (event, data, id) =>
    write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${oneLine(data)}\n\n`)
  const alive = setInterval(() => write(': alive\n\n'), KEEP_ALIVE_MS).unref()
  const ended = run(send, gone.signal)
    .catch(async (error: unknown) => send('problem', await answerError(error).json()))
    .catch(() => {})
    .finally(() => {
      clearInterval(alive)
      gone.abort()
    })
  return { response: new Response(body, { headers: HEADERS }), ended }
}

/** JSON, without the two signs beyond CR and LF that some readers take for a line end. */
const oneLine = (data: unknown): string =>
  JSON.stringify(data).replace(/[\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`)

const HEADERS = {
  ...NO_STORE,
  'content-type': 'text/event-stream; charset=utf-8',
  // Neither compressed nor held back until there is more.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}
