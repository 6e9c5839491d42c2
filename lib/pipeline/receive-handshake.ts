import { setTimeout as sleep } from 'node:timers/promises'
import type { Endpoint } from '../data/sources.ts'
import { log } from '../log.ts'
import { type OutboundFetch, outbound } from '../outbound.ts'
import { settingOf } from '../source-kinds.ts'
import type { ParseResult } from './parse/normalized-alert.ts'
import { confirmationUrlOf } from './verify/sns-message.ts'

const LIMITS = { timeoutMs: 10_000, maxBytes: 65_536, maxRedirects: 0 } as const
const PAUSES_MS = [0, 2_000, 10_000]

/**
 * What a handshake asks for, to be done after the answer: SNS wants an address of its own to be opened before it sends
 * anything. Only an address at Amazon that confirms the topic of this source is; null where there is nothing to do.
 */
export function confirmSubscription(
  { kind, settings }: Pick<Endpoint, 'kind' | 'settings'>,
  result: ParseResult,
  fetch: () => OutboundFetch = () => outbound(LIMITS),
): (() => Promise<void>) | null {
  if (result.kind !== 'handshake' || result.action !== 'sns_confirm') return null
  const url = confirmationUrlOf(result.data?.subscribeUrl, settingOf(kind, settings, 'topicArn'))
  if (url === null) return null
  return async () => {
    for (const pauseMs of PAUSES_MS) {
      await sleep(pauseMs)
      if (await isTaken(fetch(), url)) return log.info('a subscription was confirmed', { kind })
    }
    log.error('a subscription could not be confirmed', { kind })
  }
}

async function isTaken(fetch: OutboundFetch, url: string): Promise<boolean> {
  try {
    const answer = await fetch(url)
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}
