import { deleteAnalysis } from '../data/analyses.ts'
import { moveDelivery } from '../data/deliveries.ts'
import { withLive } from '../live.ts'
import { log } from '../log.ts'
import type { AlertJob } from '../queue/alert-job.ts'
import { leaseEnd } from '../queue/leases.ts'
import type { Analysis } from './analysis.ts'
import { notifyChannels } from './deliver/notify.ts'
import { enrich } from './enrich/enrich.ts'
import { NO_LOG_GAP, severalAlertsGap } from './enrich/gaps.ts'
import { type Investigation, investigate, type Watch } from './investigate.ts'
import type { AlertFacts } from './parse/alert-facts.ts'
import type { Received } from './receive.ts'
import { recordAnalysis } from './record.ts'
import { joinRedacted } from './redact/redacted-text.ts'

/**
 * After the response: enrich, analyze, record, deliver, forget. Every change of state is a compare-and-set, so that a
 * delivery whose lease was lost is not answered twice. Never throws: what goes wrong is the delivery's state.
 */
export async function investigateAlert(job: AlertJob): Promise<void> {
  const { tenant, deliveryId } = job
  try {
    if (!(await moveDelivery(tenant, deliveryId, ['received'], 'analyzing', { leaseUntil: leaseEnd() }))) return
    const analysisId = await withLive(tenant, deliveryId, (watch) => answerOnce(job, watch))
    if (analysisId !== null) await notifyChannels(tenant, { analysisId, deliveryId })
  } catch (error) {
    await failDelivery(job, error)
  }
}

export async function failDelivery({ tenant, deliveryId }: Pick<AlertJob, 'tenant' | 'deliveryId'>, error: unknown) {
  log.error('an alert was not analyzed', { error: error instanceof Error ? error.name : typeof error })
  await moveDelivery(tenant, deliveryId, ['received', 'analyzing'], 'failed', { reason: 'not_analyzed' }).catch(() =>
    // The database is away: the lease ends, and the sweep says so.
    log.error('a failed delivery could not be marked'),
  )
}

/** Null where the sweep has told the sender's people already that this one was interrupted. */
async function answerOnce(job: AlertJob, watch: Watch): Promise<string | null> {
  const { tenant, deliveryId } = job
  const analysisId = await answer(job, watch)
  if (await moveDelivery(tenant, deliveryId, ['analyzing'], 'analyzed', { analysisId })) return analysisId
  await deleteAnalysis(tenant, analysisId)
  return null
}

async function answer(given: AlertJob, watch: Watch): Promise<string> {
  const { job, gaps } = await enrich(given)
  const { facts, received } = job
  const all = [
    ...gaps,
    ...(facts.hasLog ? [] : [NO_LOG_GAP]),
    ...(facts.alerts > 1 ? [severalAlertsGap(facts.alerts)] : []),
  ]
  const about = { severity: facts.severity, hasLog: facts.hasLog, watch }
  const found =
    received.lines.length > 0 ? await investigate(job.tenant, received, about) : nothingToRead(facts, received)
  const analysis = withGaps(facts.hasLog ? found.analysis : inconclusive(found.analysis, facts), all)
  const origin = { userId: null, source: 'webhook', alert: facts } as const
  watch({ event: 'stage', data: { stage: 'storing' } })
  const { id } = await recordAnalysis(job.tenant, origin, received, { ...found, analysis })
  return id
}

/** Ten are kept: the engine's own give way to what the alert itself lacks. */
function withGaps(analysis: Analysis, gaps: readonly string[]): Analysis {
  return { ...analysis, dataGaps: [...gaps, ...analysis.dataGaps].slice(0, 10) }
}

/** Without a log there may be a guess and no verdict: a description is what somebody thought when they wrote the rule. */
function inconclusive(analysis: Analysis, facts: AlertFacts): Analysis {
  const grave = facts.severity === 'critical' || facts.severity === 'high'
  return {
    ...analysis,
    verdict: 'inconclusive',
    confidence: Math.min(analysis.confidence, 0.2),
    confidenceReasons: ['The alert carries no log text.', ...analysis.confidenceReasons].slice(0, 10),
    decision: {
      kind: grave ? 'escalate' : 'watch',
      reason: grave
        ? 'The alert is grave and carries no log text: a person has to look.'
        : 'The alert carries no log text, so nothing can be said about its cause yet.',
      involve: grave ? (facts.service === null ? 'whoever is on call' : `the owner of ${facts.service}`) : null,
    },
  }
}

function nothingToRead(facts: AlertFacts, received: Received): Investigation {
  const analysis: Analysis = {
    title: facts.title.slice(0, 200),
    summary: 'The alert says that something is wrong and carries no text of a log, so there is nothing to read yet.',
    category: 'unknown',
    verdict: 'inconclusive',
    decision: { kind: 'watch', reason: '', involve: null },
    confidence: 0,
    confidenceReasons: [],
    component: facts.service?.slice(0, 200) ?? null,
    rootCauses: [],
    timeline: [],
    actions: [],
    ruledOut: [],
    dataGaps: [],
    killTest: null,
    engine: 'local',
    model: null,
    tokens: { in: 0, out: 0 },
    receipt: {
      measuredBy: 'server',
      bytesIn: received.bytesIn,
      linesIn: 0,
      redactions: [...received.redactions],
      ruleSet: received.ruleSet,
      rawBytesStored: 0,
      bytesStored: 0,
      requests: [],
    },
  }
  return { analysis, log: NO_LOG }
}

const NO_LOG: Investigation['log'] = {
  lines: [],
  templates: [],
  buckets: [],
  linesIn: 0,
  tokens: 0,
  text: joinRedacted([]),
}
