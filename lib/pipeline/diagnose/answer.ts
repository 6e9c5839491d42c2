import type { Diagnosis, RootCause } from '../analysis.ts'
import type { CondensedLog } from '../condense/condensed-log.ts'
import { actionsOf, killTestOf } from './actions.ts'
import { causeBeneath } from './beneath.ts'
import { type Candidate, linesOf } from './candidate.ts'
import type { Confidence } from './confidence.ts'
import { contextOf } from './context.ts'
import { jobGaps, serviceGaps } from './data-gaps.ts'
import { decide, type Thresholds } from './decide.ts'
import type { Fact } from './fact.ts'
import { type Gist, gistOf } from './facts-of.ts'
import { MAX_QUOTES, pickEvidence } from './pick-evidence.ts'
import type { Region } from './region.ts'
import { ruledOut } from './ruled-out.ts'
import { causeSummary, cut, endOf, titleOf } from './sentences.ts'
import { timelineOf } from './timeline.ts'
import type { LogView } from './view.ts'

/** What the engine has found out before it is put into words. */
export interface Findings {
  log: CondensedLog
  view: LogView
  facts: readonly Fact[]
  best: Candidate
  others: readonly Candidate[]
  region: Region | null
  isJob: boolean
  confidence: Confidence
  thresholds: Thresholds
}

const MAX_CAUSES = 4
/** A further answer is shown from this score on. */
const SHOWN_SCORE = 0.48

/** Puts findings into the shape of an answer. */
export function answerOf(found: Findings): Diagnosis {
  const { view, best, others, region, isJob, confidence, facts } = found
  const gist = gistOf(best.facts, contextOf(view, best, facts, region))
  const beneath = isJob ? causeBeneath(best, others) : null
  const actions = actionsOf(best, gist, beneath)
  const end = region?.to ?? Number.POSITIVE_INFINITY
  const shown = others
    .filter(({ score, tool, firstLine }) => score >= SHOWN_SCORE && tool.depth > 0 && firstLine <= end)
    .slice(0, MAX_CAUSES - 1)
  const { decision, verdict } = decide(best, beneath, confidence.value, isJob, found.thresholds)
  return {
    title: titleOf(best, gist, beneath),
    summary: cut(`${causeSummary(best, gist, { beneath })}${isJob ? endOf(region) : whenOf(best)}`, 1_900),
    category: best.category,
    verdict,
    decision,
    confidence: confidence.value,
    confidenceReasons: confidence.reasons,
    component: componentOf(best, gist),
    rootCauses: [best, ...shown].map((candidate, rank) => rootCause(found, candidate, rank, beneath)),
    timeline: timelineOf(view, best, shown, isJob && region ? region.to : null),
    actions,
    ruledOut: ruledOut(
      view,
      best,
      others.filter((other) => other !== beneath),
      facts,
      region,
    ),
    dataGaps: isJob ? jobGaps(view, best, gist, region) : serviceGaps(view, best),
    killTest: killTestOf(best, gist, actions),
  }
}

function whenOf(candidate: Candidate): string {
  const { firstLine, lastLine } = candidate
  const lines = linesOf(candidate)
  return lines > 1
    ? ` First at line ${firstLine}, last read at line ${lastLine}, ${lines} lines of this kind.`
    : ` At line ${firstLine}.`
}

function rootCause(
  { log, view, facts, region, confidence, best }: Findings,
  candidate: Candidate,
  rank: number,
  beneath: Candidate | null,
): RootCause {
  const context = contextOf(view, candidate, facts, region)
  const gist = gistOf(candidate.facts, context)
  const share = Math.min(0.5, candidate.score / Math.max(0.01, best.score) / 2)
  return {
    summary: rank === 0 ? titleOf(candidate, gist, beneath) : causeSummary(candidate, gist, { maxChars: 400 }),
    confidence: rank === 0 ? confidence.value : Math.round(confidence.value * share * 100) / 100,
    component: componentOf(candidate, gist),
    kind: rank === 0 ? candidate.kind : candidate === beneath ? 'cause' : 'symptom',
    evidence: pickEvidence(log, [...candidate.facts, ...(rank === 0 ? context : [])], rank === 0 ? MAX_QUOTES : 4),
  }
}

const componentOf = ({ component }: Candidate, gist: Gist): string | null =>
  (component ?? gist.files[0] ?? gist.tests[0])?.slice(0, 200) ?? null
