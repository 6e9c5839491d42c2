import type { Exchange } from './exchange.ts'
import { MAX_REPLY_BYTES } from './exchange.ts'

/** Why there is no answer of a model. Each has a sentence for people and falls back to the built-in engine. */
export const FALLBACK_REASONS = [
  'refusal',
  'truncated',
  'invalid',
  'bad_request',
  'unauthorized',
  'forbidden',
  'too_large',
  'rate_limited',
  'overloaded',
  'timeout',
  'network',
  'aborted',
  'over_budget',
] as const
export type FallbackReason = (typeof FALLBACK_REASONS)[number]

const SENTENCES: Record<FallbackReason, string> = {
  refusal: 'Claude declined to answer on this log.',
  truncated: 'Claude’s answer was cut off at its length limit.',
  invalid: 'Claude’s answer could not be read, also after one repair.',
  bad_request: 'Claude’s interface did not accept the request; a spending limit or a wrong address can be the cause.',
  unauthorized: 'The Anthropic key was not accepted. Check the key in the settings.',
  forbidden: 'The Anthropic key may not use this model, or its account needs attention.',
  too_large: 'The request was too large for Claude’s interface.',
  rate_limited: 'Claude’s rate limit was reached and did not clear in time.',
  overloaded: 'Claude is overloaded or failing at the moment.',
  timeout: 'Claude did not answer in time.',
  network: 'Claude could not be reached, or the connection broke.',
  aborted: 'The request to Claude was stopped.',
  over_budget: 'The monthly limit for Claude is reached.',
}

/** What people read: what happened, and what answers instead. */
export function fallbackSentence(reason: FallbackReason): string {
  return `${SENTENCES[reason]} The built-in engine answered instead.`
}

export interface Failure {
  reason: FallbackReason
  /** True where asking again may help. */
  retry: boolean
  /** What the server asks us to wait, in milliseconds; null where it says nothing. */
  waitMs: number | null
}

const STATUS_REASONS: Readonly<Record<number, FallbackReason>> = {
  401: 'unauthorized',
  402: 'forbidden',
  403: 'forbidden',
  408: 'timeout',
  409: 'overloaded',
  413: 'too_large',
  429: 'rate_limited',
}

/** Reads what a request threw, by its status and what was seen on the wire rather than by classes or messages. */
export function failureOf(
  error: unknown,
  exchange: Exchange | undefined,
  stopped: 'aborted' | 'timeout' | null,
): Failure {
  if (stopped) return { reason: stopped, retry: false, waitMs: null }
  if (exchange && exchange.bytesIn > MAX_REPLY_BYTES) return { reason: 'invalid', retry: false, waitMs: null }
  const status = statusOf(error)
  if (status !== null) {
    const reason = STATUS_REASONS[status] ?? (status >= 500 ? 'overloaded' : 'bad_request')
    const headers = headersOf(error)
    const told = headers?.get('x-should-retry')
    const retry = told === 'false' ? false : told === 'true' || [408, 409, 429].includes(status) || status >= 500
    return { reason, retry, waitMs: waitOf(headers) }
  }
  // A whole answer that is not JSON is an answer; a cut one ends as a broken connection.
  if (error instanceof SyntaxError) return { reason: 'invalid', retry: false, waitMs: null }
  return { reason: 'network', retry: exchange?.refused == null, waitMs: null }
}

function statusOf(error: unknown): number | null {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : null
}

function headersOf(error: unknown): Headers | null {
  return error instanceof Error && 'headers' in error && error.headers instanceof Headers ? error.headers : null
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110, 10.2.3). */
function waitOf(headers: Headers | null): number | null {
  const ms = Number.parseFloat(headers?.get('retry-after-ms') ?? '')
  if (Number.isFinite(ms) && ms >= 0) return ms
  const after = headers?.get('retry-after')
  if (!after) return null
  const seconds = Number(after)
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(after) - Date.now()
  return Number.isFinite(wait) ? Math.max(0, wait) : null
}
