import { createHash } from 'node:crypto'
import { type Accepted, acceptDelivery } from '../data/accepted-deliveries.ts'
import { holdDelivery } from '../data/delivery-states.ts'
import type { Endpoint } from '../data/sources.ts'
import { Busy, RateLimited, TooLarge, Unavailable } from '../errors.ts'
import { type AlertJob, DEADLINE_MS } from '../queue/alert-job.ts'
import { alertQueue } from '../queue/alert-queue.ts'
import { InProcessQueue } from '../queue/in-process.ts'
import { LEASE_SECONDS, withLease } from '../queue/leases.ts'
import { pressureOf } from '../queue/pressure.ts'
import { noteAnswering, quietMoment, roomFor } from '../queue/room.ts'
import { sealRecovery } from '../queue/sealed-job.ts'
import { tally } from '../queue/tally.ts'
import { limitTenant } from '../rate-limits.ts'
import { factsOf } from '../source-kinds.ts'
import { redactAlerts } from './enrich/redact-alert.ts'
import { failDelivery, investigateAlert } from './investigate-alert.ts'
import type { NormalizedAlert, ParseResult } from './parse/normalized-alert.ts'
import { parse } from './parse/parse.ts'
import { type AlertKeys, keysOf } from './receive-cause.ts'
import { forgetEndpoint, openEndpoint } from './receive-endpoint.ts'
import { confirmSubscription } from './receive-handshake.ts'
import { noteRefusal } from './receive-refusal.ts'
import { decodeContent } from './verify/content.ts'
import type { RawDelivery } from './verify/verifier.ts'

/** `work` begins after the response, and settles when the delivery has reached an end or lies in the shared queue. */
export type Receipt = { accepted: boolean; work: (() => Promise<void>) | null }

/** The same body again within this time is the same delivery, where the sender names none. */
const BODY_BUCKET_MS = 10 * 60_000

/** The largest of all kinds: what a body may be before its sender is known. Of the wire, and again without its encoding. */
export const HOOK_MAX_BYTES = 4 * 1024 * 1024

/** On globalThis: a bundler may load this module more than once, and each copy would have a queue of its own. */
interface Held {
  /** Raw bodies between their answer and the redactor. */
  redactions: InProcessQueue<() => Promise<void>>
  rawBytes: number
}
const held = globalThis as typeof globalThis & { letheAlerts?: Held }

function raw(): Held {
  held.letheAlerts ??= {
    redactions: new InProcessQueue((work) => work(), { concurrency: () => roomFor(2), maxWaiting: 50_000 }),
    rawBytes: 0,
  }
  return held.letheAlerts
}

/**
 * In the request: verify, parse, take down. An unknown endpoint, one that is switched off and a wrong signature cost the
 * same and get the same answer. Throws Busy, with the status that this sender tries again after, where there is no place for it
 * or its tenant is over its limit.
 */
export async function receiveAlert(endpointId: string, delivery: RawDelivery, now = new Date()): Promise<Receipt> {
  noteAnswering()
  const content = await decodeContent(delivery.raw, delivery.headers['content-encoding'], HOOK_MAX_BYTES)
  const sent = { delivery, content, now }
  // A source that was changed while it was remembered is looked up once more, and only once.
  const receipt = (await receiveOnce(endpointId, sent)) ?? (await receiveOnce(endpointId, sent))
  if (!receipt) throw new Unavailable()
  return receipt
}

interface Sent {
  delivery: RawDelivery
  /** Without its content encoding; null where that is unknown. */
  content: Buffer | null
  now: Date
}

/** Null where the source was not any more as it was remembered. */
async function receiveOnce(endpointId: string, sent: Sent): Promise<Receipt | null> {
  const { delivery, content, now } = sent
  const opened = await openEndpoint(endpointId, delivery, content, now)
  if (!opened.ok) return { accepted: false, work: opened.endpoint && noteRefusal(opened.endpoint, opened.reason) }
  const { endpoint } = opened
  await limitTenant('hooks', endpoint.tenant).catch((error: unknown) => {
    if (!(error instanceof RateLimited)) throw error
    tally(endpoint.tenant, endpoint.id, 'refusedRate')
    // Not every sender tries again after a 429.
    throw new Busy(factsOf(endpoint.kind)?.busyStatus ?? 503)
  })
  const maxBytes = factsOf(endpoint.kind)?.maxBytes ?? HOOK_MAX_BYTES
  if (Math.max(delivery.raw.length, content?.length ?? 0) > maxBytes) throw new TooLarge(maxBytes)
  const result = read(endpoint.kind, sent)
  const alerts = result.kind === 'alerts' ? result.alerts : []
  const taken = await takeDown(endpoint, delivery, result, keysOf(alerts), now)
  if (taken.outcome === 'stale') {
    forgetEndpoint(endpointId)
    return null
  }
  if (taken.outcome === 'busy') throw new Busy(factsOf(endpoint.kind)?.busyStatus ?? 503)
  if (taken.outcome !== 'taken') return { accepted: true, work: null }
  if (result.kind === 'handshake') return { accepted: true, work: confirmSubscription(endpoint, result) }
  const [first, ...more] = alerts.filter(({ status }) => status === 'firing')
  if (taken.state !== 'received' || !first) return { accepted: true, work: null }
  return { accepted: true, work: startWork(endpoint, taken.id, [first, ...more], delivery.raw.length) }
}

function read(kind: string, { delivery, content }: Sent): ParseResult {
  return content === null
    ? { kind: 'invalid', issues: ['unknown_encoding'] }
    : parse(kind, content.toString('utf8'), delivery.headers)
}

function takeDown(
  endpoint: Endpoint,
  delivery: RawDelivery,
  result: ParseResult,
  keys: AlertKeys,
  now: Date,
): Promise<Accepted> {
  const { jobs, bytes } = alertQueue(investigateAlert).load()
  const { rawBytes, redactions } = raw()
  const load = { jobs: jobs + redactions.size, bytes: bytes + rawBytes }
  return acceptDelivery(
    endpoint.tenant,
    {
      ...keys,
      ...pressureOf(load, delivery.raw.length),
      sourceId: endpoint.id,
      sealedSecret: endpoint.sealedSecret,
      settings: endpoint.settings,
      deliveryKey: deliveryKey(endpoint.kind, delivery, result, now),
      ignoredFor: keys.firing.length > 0 ? null : whyIgnored(result),
    },
    LEASE_SECONDS,
  )
}

function startWork(
  endpoint: Endpoint,
  deliveryId: string,
  alerts: readonly [NormalizedAlert, ...NormalizedAlert[]],
  bytes: number,
): () => Promise<void> {
  const { tenant } = endpoint
  const waiting = raw()
  waiting.rawBytes += bytes
  return () =>
    withLease(tenant, deliveryId, async () => {
      try {
        const job = await redacted(endpoint, deliveryId, alerts).finally(() => {
          waiting.rawBytes -= bytes
        })
        // Given up meanwhile: the sweep has told its people.
        if (job) await alertQueue(investigateAlert).add(job)
      } catch (error) {
        await failDelivery({ tenant, deliveryId }, error)
      }
    })
}

/** The alert without anything raw; what is needed should this process end stands in its row from here on. */
async function redacted(
  { tenant, id: sourceId, kind, name }: Endpoint,
  deliveryId: string,
  alerts: readonly [NormalizedAlert, ...NormalizedAlert[]],
): Promise<AlertJob | null> {
  let job: AlertJob | null = null
  await raw().redactions.add(async () => {
    await quietMoment()
    const words = await redactAlerts(tenant, { kind, name }, alerts)
    const deadline = Date.now() + DEADLINE_MS
    job = { tenant, deliveryId, sourceId, ...words, fetchMore: alerts[0].fetchMore ?? null, deadline }
    const hold = { sealedRecovery: sealRecovery(job), leaseSeconds: LEASE_SECONDS }
    if (!(await holdDelivery(tenant, deliveryId, hold))) job = null
  })
  return job
}

/** SHA-256, so that nothing a sender writes is kept as it is. */
function deliveryKey(kind: string, { headers, raw: body }: RawDelivery, result: ParseResult, now: Date): string {
  const own = headers[factsOf(kind)?.idHeader ?? ''] || ('deliveryId' in result ? result.deliveryId : undefined)
  const hash = createHash('sha256')
  if (own) return hash.update(`id\n${own}`).digest('hex')
  return hash
    .update(`body\n${Math.floor(now.getTime() / BODY_BUCKET_MS)}\n`)
    .update(body)
    .digest('hex')
}

function whyIgnored(result: ParseResult): string {
  if (result.kind === 'alerts') return result.alerts[0]?.status ?? 'empty'
  if (result.kind === 'handshake') return result.action
  return result.kind === 'ignored' ? result.why : (result.issues[0] ?? 'invalid')
}

/** How many deliveries wait or are being worked on in this process: for readiness and tests. */
export function alertsInHand(): number {
  return raw().redactions.size + alertQueue(investigateAlert).load().jobs
}
