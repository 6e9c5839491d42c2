import { createHash } from 'node:crypto'
import { z } from 'zod'
import { getAnalysis, type StoredAnalysis } from '../data/analyses.ts'
import type { TenantId } from '../data/unscoped.ts'
import { serverEnv } from '../env.ts'
import { NotFound } from '../errors.ts'
import type { AlertJob } from '../queue/alert-job.ts'
import { loadRedactionPolicy } from '../redaction-policy.ts'
import { lineText } from './condense/from-numbered.ts'
import { detailsOf } from './enrich/enrich.ts'
import { detailsGap } from './enrich/gaps.ts'
import { redactMore } from './enrich/redact-alert.ts'
import type { EvidenceMatch, KeptEvidence } from './guard/match-evidence.ts'
import type { FetchMore } from './parse/normalized-alert.ts'
import type { Received } from './receive.ts'
import { policyDigest } from './redact/policy.ts'
import { matchInWorker } from './workers/diagnose-in-worker.ts'

/**
 * Evidence that lights up again, although nothing of the log was kept.
 *
 *   sealRefetch(tenant, refetch)         where text can be asked for again, for the row of its analysis
 *   matchingOf(tenant, id)               what a member's browser needs to find the lines in their own file
 *   matchAgain(tenant, id)               asks the sender again and finds them here, in memory
 */

const refetchSchema = z.object({
  sourceId: z.uuid(),
  fetchMore: z.object({
    kind: z.enum(['pagerduty_alerts', 'sentry_event', 'github_job_logs']),
    ref: z.record(z.string(), z.string()),
  }),
  /** Lines that the alert itself had: the fetched ones are numbered after them. */
  after: z.int().min(0),
})
export type Refetch = z.infer<typeof refetchSchema>
const REFETCH_FIELD = 'analysis.refetch'
export const HASH_KEY_FIELD = 'analysis.hash_key'

export const refetchOf = ({ sourceId, received }: AlertJob, fetchMore: FetchMore): Refetch => ({
  sourceId,
  fetchMore,
  after: received.lines.at(-1)?.number ?? 0,
})

export const sealRefetch = (tenant: TenantId, refetch: Refetch): string =>
  serverEnv().keyRing.seal(JSON.stringify(refetch), { tenant, field: REFETCH_FIELD })

export interface Matching {
  /** Of this analysis alone, base64url. It opens no line: it only tells whether a line is the same. */
  key: string
  evidence: KeptEvidence[]
  ruleSet: string
  /** True where the workspace's rules, or its list of exact values, are no longer those of the analysis. */
  policyChanged: boolean
  overrides: StoredAnalysis['overrides']
}

export async function matchingOf(tenant: TenantId, id: string): Promise<Matching> {
  const stored = await getAnalysis(tenant, id)
  const { policy } = await loadRedactionPolicy(tenant)
  return {
    key: hashKeyOf(tenant, stored).toString('base64url'),
    evidence: evidenceOf(stored),
    ruleSet: stored.ruleSet,
    policyChanged: createHash('sha256').update(policyDigest(policy)).digest('hex') !== stored.policyDigest,
    overrides: stored.overrides,
  }
}

export interface LitLine extends EvidenceMatch {
  /** The redacted line, and two on either side of it. In memory only. */
  context: { number: number; text: string }[]
}

/** What the sender gave again, matched. `problem`: why there is nothing, in a sentence. */
export type MatchedAgain = { lines: LitLine[]; rulesChanged: boolean } | { problem: string }

/** Throws NotFound for an analysis whose text cannot be asked for again. Nothing of what comes back is kept. */
export async function matchAgain(tenant: TenantId, id: string): Promise<MatchedAgain> {
  const stored = await getAnalysis(tenant, id)
  if (stored.sealedRefetch === null) throw new NotFound('sender')
  const opened = serverEnv().keyRing.open(stored.sealedRefetch, { tenant, field: REFETCH_FIELD })
  const { sourceId, fetchMore, after } = refetchSchema.parse(JSON.parse(opened.toString('utf8')))
  const details = await detailsOf(tenant, sourceId, fetchMore)
  if (!details.ok) return { problem: detailsGap(fetchMore.kind, details.problem) }
  const received = await redactMore(tenant, NOTHING, details.evidence)
  const lines = received.lines.map(({ number, text }) => ({ number: number + after, text }))
  const texts = new Map<number, string>(lines.map(({ number, text }) => [number, lineText(text)]))
  const matches = await matchInWorker(lines, evidenceOf(stored), hashKeyOf(tenant, stored))
  const rulesChanged =
    received.ruleSet !== stored.ruleSet ||
    createHash('sha256').update(received.policy).digest('hex') !== stored.policyDigest
  return { lines: matches.map((match) => ({ ...match, context: contextOf(texts, match.at) })), rulesChanged }
}

const NOTHING: Received = { lines: [], bytesIn: 0, redactions: [], ruleSet: '', policy: '', overrides: [] }
const AROUND = 2

function contextOf(texts: ReadonlyMap<number, string>, at: number | null): LitLine['context'] {
  if (at === null) return []
  const numbers = Array.from({ length: 2 * AROUND + 1 }, (_, i) => at - AROUND + i)
  return numbers.flatMap((number) => {
    const text = texts.get(number)
    return text === undefined ? [] : [{ number, text }]
  })
}

const hashKeyOf = (tenant: TenantId, { sealedHashKey }: StoredAnalysis): Buffer =>
  serverEnv().keyRing.open(sealedHashKey, { tenant, field: HASH_KEY_FIELD })

function evidenceOf({ analysis, lineHashes }: StoredAnalysis): KeptEvidence[] {
  const places = analysis.rootCauses.flatMap(({ evidence }) => evidence)
  const byLine = new Map(places.map(({ line, template }) => [line, template]))
  return [...byLine].map(([line, template]) => ({ line, template, hash: lineHashes.get(line) ?? '' }))
}
