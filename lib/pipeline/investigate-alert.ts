import { randomUUID } from 'node:crypto'
import { markGroupAnalyzed } from '../data/alert-groups.ts'
import { moveDelivery } from '../data/delivery-states.ts'
import { withLive } from '../live.ts'
import { log } from '../log.ts'
import { metrics } from '../metrics.ts'
import { type AlertJob, ANALYSIS_MS, DEADLINE_MS } from '../queue/alert-job.ts'
import { JobAbandoned } from '../queue/in-process.ts'
import { LEASE_SECONDS } from '../queue/leases.ts'
import { planNotifications, sendNotifications } from './deliver/notify.ts'
import { enrich } from './enrich/enrich.ts'
import { NO_LOG_GAP, severalAlertsGap } from './enrich/gaps.ts'
import { investigate, type Watch } from './investigate.ts'
import { inconclusive, nothingToRead, withGaps } from './investigate-facts.ts'
import { refetchOf } from './receive-again.ts'
import { recordAnalysis } from './record.ts'

/** Another has the delivery now: nothing of this attempt is kept. */
class LeaseLost extends Error {
  override name = 'LeaseLost'
}
class TimedOut extends Error {
  override name = 'TimedOut'
}

/** Where the shared queue hands a job on, the one before has gone, whatever its row says. */
const TAKES = { first: ['received'], again: ['received', 'analyzing', 'interrupted'] } as const

/**
 * After the response: enrich, analyze, record, deliver, forget. Every change of state is a compare-and-set under a name made
 * for this attempt, and the answer, the end of the delivery and the messages to be sent are one unit of work: so a delivery is
 * answered once, whoever else may be working on it. Never throws: what goes wrong is the delivery's state.
 */
export async function investigateAlert(job: AlertJob, turn: keyof typeof TAKES = 'first'): Promise<void> {
  const { tenant, deliveryId } = job
  const owner = randomUUID()
  try {
    if (Date.now() > job.deadline) return await expire(job)
    const claim = { leaseSeconds: LEASE_SECONDS, owner, untold: true }
    if (!(await moveDelivery(tenant, deliveryId, TAKES[turn], 'analyzing', claim))) return
    const messages = await withLive(tenant, deliveryId, (watch) => withinTime(answer(job, owner, watch)))
    metrics().alertSeconds.observe((Date.now() - (job.deadline - DEADLINE_MS)) / 1_000)
    await sendNotifications(tenant, messages).catch(() => log.warn('messages are left to the sweep'))
  } catch (error) {
    if (!(error instanceof LeaseLost)) await failDelivery(job, error, owner)
  }
}

/** `heldBy`: the attempt that failed; none where it had not begun. */
export async function failDelivery(
  { tenant, deliveryId }: Pick<AlertJob, 'tenant' | 'deliveryId'>,
  error: unknown,
  heldBy?: string,
): Promise<void> {
  const ended = error instanceof JobAbandoned
  if (!ended) log.error('an alert was not analyzed', { error: error instanceof Error ? error.name : typeof error })
  const reason = ended ? 'shutdown' : error instanceof TimedOut ? 'timed_out' : 'not_analyzed'
  const from = heldBy === undefined ? (['received'] as const) : (['analyzing'] as const)
  const changes = { reason, ...(heldBy === undefined ? {} : { heldBy }) }
  await moveDelivery(tenant, deliveryId, from, ended ? 'interrupted' : 'failed', changes).catch(() =>
    // The database is away: the lease ends, and the sweep says so.
    log.error('a failed delivery could not be marked'),
  )
}

const expire = async ({ tenant, deliveryId }: AlertJob): Promise<void> =>
  void (await moveDelivery(tenant, deliveryId, ['received', 'analyzing'], 'interrupted', { reason: 'deadline' }))

/** The messages to be sent about it. Throws LeaseLost where the delivery went to another meanwhile. */
async function answer(given: AlertJob, owner: string, watch: Watch): Promise<string[]> {
  const { job, gaps } = await enrich(given)
  const { tenant, deliveryId, facts, received } = job
  const all = [
    ...gaps,
    ...(facts.hasLog ? [] : [NO_LOG_GAP]),
    ...(facts.alerts > 1 ? [severalAlertsGap(facts.alerts)] : []),
  ]
  const about = { severity: facts.severity, hasLog: facts.hasLog, watch }
  const found = received.lines.length > 0 ? await investigate(tenant, received, about) : nothingToRead(facts, received)
  const analysis = withGaps(facts.hasLog ? found.analysis : inconclusive(found.analysis, facts), all)
  const refetch = given.fetchMore && gaps.length === 0 ? refetchOf(given, given.fetchMore) : undefined
  const origin = { userId: null, source: 'webhook', alert: facts, refetch } as const
  let messages: string[] = []
  watch({ event: 'stage', data: { stage: 'storing' } })
  await recordAnalysis(tenant, origin, received, { ...found, analysis }, async (analysisId) => {
    const ended = await moveDelivery(tenant, deliveryId, ['analyzing'], 'analyzed', { analysisId, heldBy: owner })
    if (!ended) throw new LeaseLost('another has this delivery')
    await markGroupAnalyzed(tenant, deliveryId, analysisId)
    const { service, severity, sourceKind } = facts
    const route = { sourceId: job.sourceId, service, severity, sourceKind }
    messages = await planNotifications(tenant, { analysisId, deliveryId, facts: route })
  })
  return messages
}

function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimedOut('the analysis took too long')), ANALYSIS_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
