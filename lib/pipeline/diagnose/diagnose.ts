import type { Diagnosis, RootCause } from '../analysis.ts'
import type { CondensedLog } from '../condense/condensed-log.ts'
import { type Candidate, candidatesOf } from './candidate.ts'
import { collectFacts } from './collect-facts.ts'
import type { Fact } from './fact.ts'
import { gistOf } from './facts-of.ts'
import { MAX_QUOTES, pickEvidence } from './pick-evidence.ts'
import { failingRegion, type Region } from './region.ts'
import { causeSummary, cut, titleOf } from './sentences.ts'
import { viewOf } from './view.ts'

export interface DiagnoseOptions {
  thresholds?: Partial<Thresholds>
}

/** Confidence from which an answer may say what to do; below, it says whom to ask or what to watch. */
export interface Thresholds {
  act: number
  escalate: number
}

/**
 * Finds the cause in a condensed log without a model. Pure, deterministic, never throws; every cause has evidence that
 * stands in the log. Without support the verdict is `inconclusive` and the gaps are named.
 */
export function diagnose(log: CondensedLog, options: DiagnoseOptions = {}): Diagnosis {
  const view = viewOf(log)
  const facts = collectFacts(view.rows)
  const region = failingRegion(view, facts)
  const [best, ...others] = candidatesOf(facts, region)
  if (!best) return inconclusive(log)
  const exits = facts.filter(({ rule }) => rule.kind === 'exit')
  const confidence = Math.round(Math.min(0.9, best.score * 0.8) * 100) / 100
  const causes = [best, ...others.slice(0, 2)].map((candidate, i) =>
    rootCause(log, candidate, i === 0 ? exits : [], i, confidence),
  )
  const act = confidence >= (options.thresholds?.act ?? 0.6)
  const gist = gistOf(best.facts)
  return {
    title: titleOf(best),
    summary: summaryOf(best, region, exits),
    category: best.category,
    verdict: act ? 'action_required' : 'action_suggested',
    decision: { kind: act ? 'act' : 'escalate', reason: cut(titleOf(best), 300), involve: null },
    confidence,
    confidenceReasons: [`${best.facts.length} lines of the log speak for it.`],
    component: best.component ?? gist.files[0]?.slice(0, 200) ?? null,
    rootCauses: causes,
    timeline: best.facts
      .slice(0, 6)
      .map(({ row }) => ({ line: row.number, at: isoOf(row.at), label: cut(row.clean, 200), kind: 'cause' as const })),
    actions: best.actions.slice(0, 5).map((action) => ({ ...action })),
    ruledOut: [],
    dataGaps: [],
    killTest: best.killTest,
  }
}

function summaryOf(best: Candidate, region: Region | null, exits: readonly Fact[]): string {
  const step = region?.step ? ` It happened in the step: ${cut(region.step, 120)}.` : ''
  const code = exits.find(({ groups }) => groups.exit && groups.exit !== '0')?.groups.exit
  return cut(`${causeSummary(best)}${step}${code ? ` The job ended with exit code ${code}.` : ''}`, 1_600)
}

function rootCause(
  log: CondensedLog,
  candidate: Candidate,
  exits: readonly Fact[],
  rank: number,
  confidence: number,
): RootCause {
  const gist = gistOf(candidate.facts)
  return {
    summary: rank === 0 ? cut(titleOf(candidate), 300) : causeSummary(candidate),
    confidence: rank === 0 ? confidence : Math.round(confidence * 0.5 * 100) / 100,
    component: (candidate.component ?? gist.files[0])?.slice(0, 200) ?? null,
    kind: rank === 0 ? candidate.kind : 'symptom',
    evidence: pickEvidence(log, [...candidate.facts, ...exits.slice(0, 1)], MAX_QUOTES),
  }
}

const isoOf = (at: number | null): string | null => {
  const date = at === null ? null : new Date(at)
  return date === null || Number.isNaN(date.getTime()) ? null : date.toISOString()
}

function inconclusive(log: CondensedLog): Diagnosis {
  return {
    title: 'No cause found in this log',
    summary: `None of the ${log.linesIn} lines names a failure that this engine knows.`,
    category: 'unknown',
    verdict: 'inconclusive',
    decision: { kind: 'watch', reason: 'The log does not say why.', involve: null },
    confidence: 0.1,
    confidenceReasons: ['No line of the log supports a cause.'],
    component: null,
    rootCauses: [],
    timeline: [],
    actions: [],
    ruledOut: [],
    dataGaps: ['Logs of the time before the failure.'],
    killTest: null,
  }
}
