import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { DEVICE_COOKIE, SESSION_COOKIE } from '../lib/auth/cookies.ts'
import { openSession, type Person } from './cast.ts'
import { type FakeAnthropic, startFakeAnthropic } from './fakes/anthropic.ts'
import { type FakeSlack, startFakeSlack } from './fakes/slack.ts'
import { standardHeaders } from './fakes/standard-sender.ts'
import type { Addresses } from './stack.ts'

/** Anthropic and Slack as a stack meets them, and the settings that lead it there. */
export interface Outside {
  anthropic: FakeAnthropic
  slack: FakeSlack
  env: Record<string, string>
  stop(): Promise<void>
}

/** Made at run time, so that no scanner takes it for a key. */
export const OPERATORS_KEY = ['sk', 'ant', 'operators-e2e-key-000001'].join('-')

export async function startOutside(): Promise<Outside> {
  const [anthropic, slack] = await Promise.all([startFakeAnthropic(), startFakeSlack()])
  return {
    anthropic,
    slack,
    env: {
      ANTHROPIC_API_KEY: OPERATORS_KEY,
      ANTHROPIC_BASE_URL: anthropic.url,
      LETHE_OUTBOUND_ALLOW: `${slack.host},${new URL(anthropic.url).host}`,
    },
    stop: async () => {
      await Promise.all([anthropic.stop(), slack.close()])
    },
  }
}

/** The API as a signed-in person uses it, without a browser. */
export async function apiOf(person: Person, at: Addresses) {
  const { session, device } = await openSession(person, at)
  const cookie = `${SESSION_COOKIE}=${session}; ${DEVICE_COOKIE}=${device}`
  return (method: string, path: string, body?: unknown, init: RequestInit = {}): Promise<Response> =>
    fetch(at.url + path, {
      ...init,
      method,
      headers: { cookie, 'content-type': 'application/json', ...init.headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
}
export type Api = Awaited<ReturnType<typeof apiOf>>

export const pastedLines = (log: string) => ({
  lines: log.split('\n').map((text, i) => ({ number: i + 1, text })),
  overrides: [],
})

export const policyOf = (mode: string, changes: object = {}) => ({
  ...{ mode, baseUrl: null, monthlyTokens: null, monthlyMicroUsd: null },
  ...changes,
})

/** Sets up a signed source and posts one alert that carries `logs`. Answers the delivery's id. */
export async function sendAlert(api: Api, logs: string): Promise<string> {
  const made = await api('POST', '/api/sources', { kind: 'standard', name: `alerts ${randomUUID().slice(0, 8)}` })
  const { source, secret } = (await made.json()) as { source: { id: string; endpoint: string }; secret: string }
  const data = { id: randomUUID(), title: 'Orders fail', severity: 'high', service: 'orders', logs }
  const body = JSON.stringify({ type: 'alert.triggered', data })
  const [id, at] = [`msg_${randomUUID()}`, new Date()]
  const answer = await fetch(source.endpoint, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      ...standardHeaders(secret, { id, at, body }),
    },
  })
  if (answer.status !== 202) throw new Error(`the alert was answered ${answer.status}`)
  const { items } = (await (await api('GET', `/api/deliveries?source=${source.id}`)).json()) as Deliveries
  const [delivery] = items
  if (!delivery) throw new Error('the delivery is not listed')
  return delivery.id
}

interface Deliveries {
  items: { id: string; state: string; analysisId: string | null }[]
}

/**
 * Waits until a delivery has ended; answers its state and the id of its analysis. `told`: whether there is a channel that is to
 * hear of it; without one the analysis is the end.
 */
export async function endOf(
  api: Api,
  deliveryId: string,
  { told = true }: { told?: boolean } = {},
): Promise<Deliveries['items'][number]> {
  const underWay = ['received', 'analyzing', ...(told ? ['analyzed'] : [])]
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(200)) {
    const { items } = (await (await api('GET', '/api/deliveries')).json()) as Deliveries
    const found = items.find(({ id }) => id === deliveryId)
    if (found && !underWay.includes(found.state)) return found
  }
  throw new Error('the delivery did not end')
}
