import type { Live, Work } from './analyze-state.ts'
import { answerProblem, OFFLINE, type Problem, UNREACHABLE, UNREADABLE_ANSWER } from './problems.ts'

export interface Sending {
  /** Stops the request. Nothing is called afterwards. */
  cancel(): void
}

export interface SendHandlers {
  onWork(work: Work): void
  onAnswer(live: Live): void
  onProblem(problem: Problem): void
}

/**
 * Posts the bytes that the worker made, as they are. XMLHttpRequest, because `fetch` cannot tell when the upload ended
 * and the waiting began.
 */
export function sendAnalysis(body: ArrayBuffer, { onWork, onAnswer, onProblem }: SendHandlers): Sending {
  const request = new XMLHttpRequest()
  request.open('POST', '/api/analyses')
  request.setRequestHeader('content-type', 'application/json')
  request.upload.onprogress = ({ loaded, total }) =>
    onWork({ stage: 'sending', share: total > 0 ? loaded / total : null })
  request.upload.onload = () => onWork({ stage: 'analyzing', share: null })
  request.onerror = () => onProblem(navigator.onLine ? UNREACHABLE : OFFLINE)
  request.onload = () => {
    if (request.status >= 400) return onProblem(answerProblem(request.status, request.responseText))
    const live = request.status === 201 ? readLive(request.responseText) : null
    if (live) onAnswer(live)
    else onProblem(UNREADABLE_ANSWER)
  }
  if (navigator.onLine) request.send(body)
  else queueMicrotask(() => onProblem(OFFLINE))
  return { cancel: () => request.abort() }
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
