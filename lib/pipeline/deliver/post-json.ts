import type { OutboundFetch } from '../../outbound.ts'
import { OutboundRefused } from '../../outbound-address.ts'
import { type Outcome, retryAfter } from './outcome.ts'

/** Of every receiver but Slack's webhooks, which have words of their own. */
export const POST_LIMITS = { timeoutMs: 15_000, maxBytes: 65_536, maxRedirects: 0 } as const

export interface Posted {
  outcome: Outcome
  /** The answer's text where one came, for receivers that say more than a status. */
  text: string
}

/** One attempt. Never throws; the address stands in no outcome. */
export async function postJson(
  fetch: OutboundFetch,
  address: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
  now = new Date(),
): Promise<Posted> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body,
    })
    const text = await answer.text()
    return { outcome: judge(answer.status, retryAfter(answer.headers.get('retry-after'), now)), text }
  } catch (error) {
    const refused = error instanceof OutboundRefused
    return { outcome: { kind: 'retry', status: null, error: refused ? 'address_refused' : 'unreachable' }, text: '' }
  }
}

/** What a status means to nearly every receiver. 400 and 413 are of this message; 401, 403, 404 and 410 of the channel. */
function judge(status: number, afterSeconds: number | undefined): Outcome {
  if (status >= 200 && status < 300) return { kind: 'delivered', status }
  if (status === 429)
    return { kind: 'retry', status, error: 'rate_limited', ...(afterSeconds === undefined ? {} : { afterSeconds }) }
  if (status >= 500 || status === 408 || status === 425)
    return { kind: 'retry', status, error: `http_${status}`, ...(afterSeconds === undefined ? {} : { afterSeconds }) }
  if ([401, 403, 404, 410].includes(status)) return { kind: 'broken', status, error: `http_${status}` }
  return { kind: 'refused', status, error: `http_${status}` }
}
