import { workspaceHeader } from '../request.ts'
import type { Live, Work } from './analyze-state.ts'
import { createEventReader } from './event-reader.ts'
import { answerProblem, BROKEN_OFF, OFFLINE, type Problem, UNREACHABLE, UNREADABLE_ANSWER } from './problems.ts'
import { type AnalysisNews, newsOf } from './stream-events.ts'

export interface Sending {
  /** Stops the request. Nothing is called afterwards. */
  cancel(): void
}

export interface SendHandlers {
  onWork(work: Work): void
  /** A draft of a cause, or a request as it left for a model. */
  onNews(news: Extract<AnalysisNews, { kind: 'draft' | 'request' }>): void
  onAnswer(live: Live): void
  onProblem(problem: Problem): void
}

/**
 * Posts the bytes that the worker made, as they are, and reads the answer as it is written. XMLHttpRequest, because `fetch`
 * cannot tell when the upload ended and the waiting began.
 */
export function sendAnalysis(body: ArrayBuffer | Blob, handlers: SendHandlers): Sending {
  const { onWork, onAnswer, onProblem } = handlers
  const request = new XMLHttpRequest()
  let over = false
  const end = (say: () => void) => {
    if (over) return
    over = true
    say()
  }
  const finish = (text: string) => {
    const live = readLive(text)
    end(() => (live ? onAnswer(live) : onProblem(UNREADABLE_ANSWER)))
  }
  const hear = createListener(handlers, { finish, fail: (problem) => end(() => onProblem(problem)) })
  const streamed = () => /^text\/event-stream/.test(request.getResponseHeader('content-type') ?? '')

  request.open('POST', '/api/analyses')
  request.setRequestHeader('content-type', 'application/json')
  request.setRequestHeader('accept', 'text/event-stream')
  for (const [name, value] of Object.entries(workspaceHeader())) request.setRequestHeader(name, value)
  request.upload.onprogress = ({ loaded, total }) =>
    onWork({ stage: 'sending', share: total > 0 ? loaded / total : null })
  request.upload.onload = () => onWork({ stage: 'analyzing', share: null })
  request.onprogress = () => {
    if (request.status === 200 && streamed()) hear(request.responseText)
  }
  let begun = false
  request.onreadystatechange = () => {
    begun ||= request.readyState >= XMLHttpRequest.HEADERS_RECEIVED && request.status > 0
  }
  request.onerror = () => end(() => onProblem(begun ? BROKEN_OFF : navigator.onLine ? UNREACHABLE : OFFLINE))
  request.onload = () => {
    if (request.status >= 400) return end(() => onProblem(answerProblem(request.status, request.responseText)))
    if (!streamed()) return finish(request.responseText)
    hear(request.responseText)
    // A stream that ends without an end was cut by something between here and the server.
    end(() => onProblem(BROKEN_OFF))
  }
  if (navigator.onLine) request.send(body)
  else queueMicrotask(() => onProblem(OFFLINE))
  return { cancel: () => request.abort() }
}

/** Takes the whole text so far, again and again, and hears only what is new. */
function createListener(
  { onWork, onNews }: SendHandlers,
  { finish, fail }: { finish: (text: string) => void; fail: (problem: Problem) => void },
): (soFar: string) => void {
  const read = createEventReader()
  let heard = 0
  return (soFar) => {
    const more = soFar.slice(heard)
    heard = soFar.length
    for (const event of read(more)) {
      const news = newsOf(event)
      if (news?.kind === 'stage') onWork({ stage: `server-${news.stage}`, share: null })
      else if (news?.kind === 'result') finish(news.text)
      else if (news?.kind === 'problem') fail(answerProblem(news.status, news.text))
      else if (news) onNews(news)
    }
  }
}

/** Our own server made the answer from the schema; this only tells an answer from a proxy's page. */
function readLive(text: string): Live | null {
  try {
    const json: unknown = JSON.parse(text)
    return isLive(json) ? json : null
  } catch {
    return null
  }
}

function isLive(json: unknown): json is Live {
  if (typeof json !== 'object' || json === null || !('id' in json) || !('analysis' in json)) return false
  const { id, analysis } = json
  return typeof id === 'string' && typeof analysis === 'object' && analysis !== null && 'decision' in analysis
}
