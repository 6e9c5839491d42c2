import type { Candidate } from './candidate.ts'
import { isMild, isTelling, linesOf } from './candidate.ts'
import type { Region } from './region.ts'
import { classWords } from './ruled-out.ts'
import type { LogView } from './view.ts'

export interface Confidence {
  value: number
  reasons: string[]
}

interface Cap {
  value: number
  reason: string
}

/** Nothing that was read once in a log is surer than this. */
const CEILING = 0.9

/**
 * How sure the engine is, 0–1: how telling the best line is, how far the next answer of another class lies behind, and
 * what is missing. Each thing that is missing caps it, so that it never exceeds what the evidence carries.
 */
export function jobConfidence(best: Candidate, others: readonly Candidate[], region: Region | null): Confidence {
  const rival = others.find(
    ({ category, score }) => category !== best.category && category !== 'unknown' && score > 0.5,
  )
  const lead = Math.min(0.3, rival ? best.score - rival.score : 0.3)
  const raw = 0.2 + 0.42 * Math.min(1.05, best.score) + 0.8 * lead
  const caps: Cap[] = [{ value: CEILING, reason: 'One log is one witness.' }]
  if (!region) caps.push({ value: 0.72, reason: 'The log does not show how the job ended.' })
  if (best.category === 'unknown') caps.push({ value: 0.4, reason: 'The message names no known class of failure.' })
  if (best.weight < 0.55) caps.push({ value: 0.45, reason: 'No line names a failure of a known kind.' })
  if (best.facts.filter(isTelling).length === 1 && best.weight < 0.8)
    caps.push({ value: 0.65, reason: 'A single line supports it.' })
  if (best.kind === 'symptom') caps.push({ value: 0.45, reason: 'It says that something failed, not why.' })
  if (best.weight < 0.35) caps.push({ value: 0.25, reason: 'That the job ended is all that the log says.' })
  if (best.tool.depth === 0)
    caps.push({ value: 0.45, reason: 'Only the program that runs the others reports a failure.' })
  return capped(raw, caps, supportOf(best, rival, lead))
}

function supportOf(best: Candidate, rival: Candidate | undefined, lead: number): string[] {
  const lines = new Set(best.facts.map(({ row }) => row.number)).size
  const kinds = [...new Set(best.facts.map(({ rule }) => rule.kind))]
  const reasons = [
    `${lines} ${lines === 1 ? 'line supports' : 'lines support'} it: ${kinds.map((kind) => KIND_WORDS[kind]).join(', ')}.`,
  ]
  if (rival)
    reasons.push(
      lead < 0.12
        ? `The next answer is close: ${classWords(rival.category)}.`
        : `The next answer (${classWords(rival.category)}) has clearly less support.`,
    )
  return reasons
}

const KIND_WORDS = {
  cause: 'a named cause',
  problem: 'messages',
  test: 'failing tests',
  expected: 'what was expected',
  actual: 'what came instead',
  file: 'places in files',
  total: 'totals',
  hint: 'the tool’s advice',
  exit: 'an exit code',
  command: 'the command that failed',
  step: 'the failing step',
} as const

export function capped(raw: number, caps: readonly Cap[], reasons: readonly string[]): Confidence {
  const binding = caps.reduce((least, cap) => (cap.value < least.value ? cap : least))
  const value = Math.round(Math.max(0.05, Math.min(raw, binding.value)) * 100) / 100
  return {
    value,
    reasons: raw > binding.value ? [...reasons, `Capped at ${binding.value}: ${binding.reason}`] : [...reasons],
  }
}

/** The same for running services: a symptom alone never makes an answer sure, and no clock or no agreement caps it. */
export function serviceConfidence(best: Candidate, others: readonly Candidate[], view: LogView): Confidence {
  const rival = others.find(
    ({ category, score, kind }) => category !== best.category && kind === 'cause' && score > 0.5,
  )
  const lead = Math.min(0.25, rival ? best.score - rival.score : 0.25)
  const raw = 0.12 + 0.55 * Math.min(1.1, best.score) + 0.6 * lead
  const agreeing = others.filter((other) => agrees(other, best, view)).length
  const lines = linesOf(best)
  const caps: Cap[] = [{ value: 0.85, reason: 'One log is one witness.' }]
  if (best.kind === 'symptom')
    caps.push({ value: 0.55, reason: 'What is seen is a symptom; its cause is not in this log.' })
  if (best.category === 'unknown')
    caps.push({ value: 0.3, reason: 'The lines of level error name no known class of failure.' })
  if (best.weight < 0.6)
    caps.push({ value: lines >= MANY_LINES ? 0.65 : 0.5, reason: 'The line that names the failure is a general one.' })
  if (best.facts.length === 1 && agreeing === 0) caps.push({ value: 0.65, reason: 'A single line supports it.' })
  if (lines === 1 && isMild(best))
    caps.push({ value: 0.45, reason: 'A single line supports it, and it does not call itself an error.' })
  if (view.linesIn < 5) caps.push({ value: 0.6, reason: 'The log is very short.' })
  const reasons = supportOf(best, rival, lead)
  if (agreeing > 0)
    reasons.push(
      `${agreeing} further ${agreeing === 1 ? 'kind of failure follows' : 'kinds of failure follow'} it, as its consequences would.`,
    )
  return capped(raw, caps, reasons)
}

/** What comes this often is not chance, however general its words. */
const MANY_LINES = 50
/** Consequences come soon. */
const SOON_LINES = 100
const SOON_SHARE = 0.05

/** A further failure of a known class that follows soon, or comes from the same place: a consequence, not a coincidence. */
function agrees(other: Candidate, best: Candidate, view: LogView): boolean {
  if (other.score <= 0.3 || other.firstLine < best.firstLine) return false
  if (other.component !== null && other.component === best.component) return true
  const soon = Math.max(SOON_LINES, view.linesIn * SOON_SHARE)
  return other.firstLine - best.lastLine <= soon && other.category !== 'unknown'
}
