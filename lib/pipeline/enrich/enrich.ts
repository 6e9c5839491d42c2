import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { findSealedSourceToken } from '../../data/sources.ts'
import type { TenantId } from '../../data/unscoped.ts'
import { serverEnv } from '../../env.ts'
import { outbound } from '../../outbound.ts'
import type { AlertJob } from '../../queue/alert-job.ts'
import type { FetchMore } from '../parse/normalized-alert.ts'
import { type AskForDetails, type Details, isPassing } from './details.ts'
import { detailsGap } from './gaps.ts'
import { fetchGithubLogs } from './github.ts'
import { fetchPagerdutyDetails } from './pagerduty.ts'
import { isLog, redactMore } from './redact-alert.ts'
import { fetchSentryEvent } from './sentry.ts'

/** A sender's API token as it is sealed: with the host that it was given for. */
export const tokenSchema = z.object({ token: z.string().min(1).max(500), api: z.url().max(200) })
export type SourceToken = z.infer<typeof tokenSchema>
export const TOKEN_FIELD = 'source.token'

const RETRY_MS = 1_500

const QUESTIONS: Readonly<Record<FetchMore['kind'], AskForDetails>> = {
  pagerduty_alerts: fetchPagerdutyDetails,
  sentry_event: fetchSentryEvent,
  github_job_logs: fetchGithubLogs,
}

/** Asks the sender for what its webhook left out. What comes back is redacted before this returns; problems become gaps. */
export async function enrich(job: AlertJob): Promise<{ job: AlertJob; gaps: string[] }> {
  const { fetchMore, tenant, sourceId } = job
  if (!fetchMore) return { job, gaps: [] }
  const details = await detailsOf(tenant, sourceId, fetchMore)
  if (!details.ok) return { job, gaps: [detailsGap(fetchMore.kind, details.problem)] }
  const received = await redactMore(tenant, job.received, details.evidence)
  const hasLog = job.facts.hasLog || details.evidence.some(isLog)
  return { job: { ...job, received, facts: { ...job.facts, hasLog } }, gaps: [] }
}

/** What the sender answers now. Never throws for what the sender does; the problem is named instead. */
export async function detailsOf(tenant: TenantId, sourceId: string, { kind, ref }: FetchMore): Promise<Details> {
  const access = await openToken(tenant, sourceId)
  if (!access) return { ok: false, problem: 'no_token' }
  const ask = () => QUESTIONS[kind](ref, access, (limits) => outbound(limits))
  const first = await ask()
  if (first.ok || !isPassing(first.problem)) return first
  await sleep(RETRY_MS)
  return ask()
}

async function openToken(tenant: TenantId, sourceId: string): Promise<SourceToken | null> {
  const sealed = await findSealedSourceToken(tenant, sourceId)
  if (sealed === null) return null
  return tokenSchema.parse(
    JSON.parse(serverEnv().keyRing.open(sealed, { tenant, field: TOKEN_FIELD }).toString('utf8')),
  )
}
