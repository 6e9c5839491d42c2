import { createHmac } from 'node:crypto'
import { getPriority, setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { chartOf } from '../condense/chart-of.ts'
import { fromJoinedLines, fromNumberedLines, lineText } from '../condense/from-numbered.ts'
import { diagnose } from '../diagnose/diagnose.ts'
import { publishedTexts } from '../diagnose/published-texts.ts'
import { guardDiagnosis } from '../guard/guard-analysis.ts'
import { guardChart } from '../guard/guard-chart.ts'
import { type EvidenceMatch, matchEvidence } from '../guard/match-evidence.ts'
import { lineStarts } from '../redact/found.ts'
import type { RedactionPolicy } from '../redact/policy.ts'
import { recheck } from '../redact/recheck.ts'
import { redact } from '../redact/redact.ts'
import type { Redaction, RedactionOverride, RedactionSpan } from '../redact/redaction.ts'
import { preparePolicy } from '../redact/tenant-patterns.ts'
import type { Jobs, PlainRedaction, Reply, Request } from './jobs.ts'
import { isPlain, unpackLines } from './packed-lines.ts'

/**
 * The pure rooms on a thread of their own, so that no text and no tenant's pattern can hold up the server. It has no settings
 * (an empty environment), keeps nothing between jobs but compiled patterns, and prints nothing.
 */
const clock = { now: threadMs }

/** Processor time of this thread, which a busy machine does not stretch; an older Node tells only the time of day. */
function threadMs(): number {
  const used = process.threadCpuUsage?.()
  return used ? (used.user + used.system) / 1_000 : performance.now()
}

/**
 * Linux gives each thread a priority of its own: these give way to the thread that answers, and to a database on the same machine.
 * Elsewhere it would be the whole process's.
 */
const BEHIND = 15
const LAST = 19
if (process.platform === 'linux') setPriority(0, Math.min(LAST, getPriority(0) + BEHIND))

/** Thousands of texts that never change: listed once a thread, not once a job. */
const PUBLISHED = publishedTexts()

/** A rule of the tenant's that is not in force would be a hole: saved policies are checked, so this is a mistake of ours. */
async function inForce(given: RedactionPolicy): Promise<RedactionPolicy> {
  const { policy, rejected } = await preparePolicy(given)
  if (rejected.length > 0) throw new Error('a saved policy holds what cannot be used')
  return policy
}

/** Without asking for the spans, which are made when they are asked for. */
function withoutSpans({ text, findings, ruleSet, complete }: Redaction): PlainRedaction {
  return { text, findings, ruleSet, complete }
}

async function runRedact({
  text,
  policy: given,
  budgetMs,
}: Jobs['redact']['asked']): Promise<Jobs['redact']['answered']> {
  return { redaction: withoutSpans(redact(text, await inForce(given), { budgetMs, ...clock })) }
}

async function runRecheck({
  text,
  policy: given,
  budgetMs,
}: Jobs['recheck']['asked']): Promise<Jobs['recheck']['answered']> {
  const policy = await inForce(given)
  const redaction = withoutSpans(recheck(text, policy, { budgetMs, ...clock }))
  return { redaction, kept: policy.keep.length > 0 ? keptPlaces(text, policy, budgetMs) : [] }
}

/** Which overrides made a difference: those with a finding behind them that goes where nothing is kept, and may be kept. */
function keptPlaces(text: string, policy: RedactionPolicy, budgetMs: number): RedactionOverride[] {
  const starts = lineStarts(text)
  const { spans } = recheck(text, { ...policy, keep: [] }, { budgetMs, ...clock })
  const stands = (span: RedactionSpan, place: RedactionOverride) => {
    const lineAt = starts[place.line - 1] ?? Number.POSITIVE_INFINITY
    return (
      span.type === place.type &&
      span.class !== 'secret' &&
      span.class !== 'financial' &&
      lineAt + place.start <= span.start &&
      lineAt + place.end >= span.end
    )
  }
  return policy.keep.filter((place) => spans.some((span) => stands(span, place)))
}

function runMatch({ lines: packed, evidence, key }: Jobs['match']['asked']): Promise<EvidenceMatch[]> {
  const lines = unpackLines(packed)
  const texts = new Map<number, string>(lines.map(({ number, text }) => [number, lineText(text)]))
  return matchEvidence(evidence, {
    log: fromNumberedLines(lines),
    textAt: (line) => texts.get(line),
    hashOf: (text) => createHmac('sha256', Buffer.from(key, 'base64url')).update(text).digest('hex'),
    phrases: PUBLISHED,
  })
}

async function runJob(request: Request): Promise<Reply['answered']> {
  switch (request.job) {
    case 'recheck':
      return runRecheck(request.asked)
    case 'redact':
      return runRedact(request.asked)
    case 'check':
      return { rejected: (await preparePolicy(request.asked.policy)).rejected }
    case 'explain': {
      const { lines, ...options } = request.asked
      const log = isPlain(lines)
        ? fromJoinedLines(lines.text, lines.numbers, options)
        : fromNumberedLines(unpackLines(lines), options)
      return { log, diagnosis: diagnose(log) }
    }
    case 'match':
      return runMatch(request.asked)
    case 'guard': {
      const { diagnosis, log } = request.asked
      return { ...guardDiagnosis(diagnosis, log, PUBLISHED), chart: guardChart(chartOf(log), PUBLISHED) }
    }
  }
}

parentPort?.on('message', async (request: Request) => {
  const answered = await runJob(request).catch(() => null)
  parentPort?.postMessage({ answered } satisfies Reply)
})
