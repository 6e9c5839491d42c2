import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import http from 'node:http'
import { unscopedTenantId } from '../../lib/data/unscoped.ts'
import type { AlertStack } from './stack.ts'

/** Senders for benches and fault tests: workspaces, endpoints, alerts that differ in words, and requests at a given rate. */

export interface Sender {
  tenantId: string
  endpoint: string
  secret: string
  /** Behind its path: any query asks the framework's route, which answers whatever is not written as we give it out. */
  query?: string
}

/** `each` endpoints in each of `tenants` new workspaces; with a channel at `slack` and a model, where given. */
export async function addSenders(
  stack: AlertStack,
  { tenants, each, slack, model = false }: { tenants: number; each: number; slack?: string; model?: boolean },
): Promise<Sender[]> {
  const own = slack ? { LETHE_OUTBOUND_ALLOW: new URL(slack).host, LETHE_HOSTED: '0' } : {}
  Object.assign(process.env, stack.roles, { LETHE_PLAN: 'enterprise' }, own)
  const { addSource } = await import('../../lib/sources.ts')
  const { addChannel } = await import('../../lib/channels.ts')
  const { saveModelPolicy } = await import('../../lib/data/model-policies.ts')
  const [alice] = await stack.query<{ id: string }>("select id from users where email = 'alice@acme.test'")
  const senders: Sender[] = []
  for (let t = 0; t < tenants; t++) {
    const id = randomUUID()
    await stack.query('insert into tenants (id, slug, name) values ($1, $2, $2)', [id, `load-${id.slice(0, 8)}`])
    const tenant = unscopedTenantId(id)
    if (slack) await addChannel(tenant, alice?.id ?? '', { kind: 'slack_webhook', name: 'ops', address: slack })
    if (model)
      await saveModelPolicy(tenant, { mode: 'fast', baseUrl: null, monthlyTokens: null, monthlyMicroUsd: null })
    for (let s = 0; s < each; s++) {
      const { source, secret } = await addSource(tenant, alice?.id ?? '', { kind: 'standard', name: `sender ${s}` })
      senders.push({ tenantId: id, endpoint: new URL(source.endpoint).pathname, secret })
    }
  }
  return senders
}

/** Letters only: two of these share no words, so that nothing joins them but their sender's key. */
const word = (): string =>
  randomBytes(9)
    .toString('base64')
    .replace(/[^a-zA-Z]/g, 'q')

/** One alert with a log of six lines; the same text again is the same alert. */
export function newAlert(marker = ''): string {
  const [service, what] = [word(), word()]
  const logs = [
    `2026-11-20 09:00:01 INFO ${service} accepted an order`,
    `2026-11-20 09:00:02 ERROR ${service} ${what} Connection is not available, request timed out after 30001ms. ${marker}`,
    '2026-11-20 09:00:03 ERROR org.postgresql.util.PSQLException: FATAL: sorry, too many clients already',
    `2026-11-20 09:00:03 WARN ${what} retries`,
    `2026-11-20 09:00:04 ERROR ${service} ${what} gave up`,
  ].join('\n')
  const data = { id: randomUUID(), title: `${what} fails in ${service}`, severity: 'high', service, logs }
  return JSON.stringify({ type: 'alert.triggered', data: { ...data, url: `https://monitor.example/${service}` } })
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 256 })

export interface Answer {
  /** 0 where none came. */
  status: number
  ms: number
}

/** One signed delivery. `from`: when it was due, so that a server that is late is charged for the wait. */
export function send(
  base: string,
  { endpoint, secret, query = '' }: Sender,
  body: string,
  id: string,
  from = performance.now(),
): Promise<Answer> {
  const at = String(Math.floor(Date.now() / 1_000))
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')
  const headers = {
    ...{ 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    ...{ 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': `v1,${signature}` },
    // Senders are many; the limit of one address is not what is measured.
    'x-forwarded-for': `198.51.100.${1 + (hash(endpoint) % 250)}`,
  }
  return new Promise((resolve) => {
    const done = (status: number) => resolve({ status, ms: performance.now() - from })
    const request = http.request(
      base + endpoint + query,
      { method: 'POST', headers, agent, timeout: 20_000 },
      (response) => {
        response.resume().once('end', () => done(response.statusCode ?? 0))
        response.once('error', () => done(0))
      },
    )
    request.once('error', () => done(0))
    request.once('timeout', () => request.destroy())
    request.end(body)
  })
}

const hash = (text: string): number => [...text].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) >>> 0, 7)

export interface Sent {
  answers: Answer[]
  /** Different deliveries that were answered 202. */
  taken: number
  /** Different alerts among them. */
  alerts: number
}

export interface Traffic {
  perSecond: number
  seconds: number
  /** Stands in every log. */
  marker?: string
  /** Asked before each delivery: true ends the traffic before its time. */
  isOver?: () => boolean
}

/**
 * `perSecond` deliveries for `seconds`, whatever the answers: an open loop. Every fifth is a new alert, the others repeat one
 * of the last alerts of their endpoint under a delivery id of their own.
 */
export async function sendAtRate(
  base: () => string,
  senders: readonly Sender[],
  { perSecond, seconds, marker = '', isOver = () => false }: Traffic,
): Promise<Sent> {
  const recent = new Map<string, string[]>()
  const alerts = new Set<string>()
  const pending: Promise<Answer>[] = []
  const started = performance.now()
  const total = perSecond * seconds
  for (let n = 0; n < total && !isOver(); ) {
    const due = Math.min(total, Math.floor(((performance.now() - started) / 1_000) * perSecond) + 1)
    for (; n < due; n++) {
      const sender = senders[n % senders.length]
      if (!sender) break
      const known = recent.get(sender.endpoint) ?? []
      recent.set(sender.endpoint, known)
      const isNew = Math.floor(n / senders.length) % 5 === 0 || known.length === 0
      if (isNew) known.push(newAlert(marker))
      if (known.length > 20) known.shift()
      const body = (isNew ? known.at(-1) : known[(n * 7) % known.length]) ?? ''
      alerts.add(body)
      pending.push(send(base(), sender, body, `msg_${randomUUID()}`, started + (n * 1_000) / perSecond))
    }
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  const answers = await Promise.all(pending)
  return { answers, taken: answers.filter(({ status }) => status === 202).length, alerts: alerts.size }
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
