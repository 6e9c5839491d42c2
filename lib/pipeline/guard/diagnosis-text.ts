import type { Action, Diagnosis, RootCause } from '../analysis.ts'
import { messagePart } from './message-part.ts'
import { MASK } from './pieces.ts'

/** What becomes of each kind of text of a diagnosis. */
export interface Writers {
  prose(text: string): string
  template(text: string): string
  component(name: string | null): string | null
}

/** ISO 8601 with a time, as an engine takes it from a log's clock. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?$/

/** Limits of `analysis.ts`, in UTF-16 units: a mask may be longer than what it hides. */
const MAX = { title: 200, summary: 2_000, reason: 600, note: 300, role: 200, cause: 1_000, template: 1_000 }

/**
 * The diagnosis with every string of it written anew, field by field: a string that is not named here is not stored.
 * Quotes are left out.
 */
export function writeDiagnosis(d: Diagnosis, writers: Writers) {
  const prose = (text: string, max: number) => cut(writers.prose(text), max)
  return {
    title: prose(d.title, MAX.title),
    summary: prose(d.summary, MAX.summary),
    category: d.category,
    verdict: d.verdict,
    decision: {
      kind: d.decision.kind,
      reason: prose(d.decision.reason, MAX.reason),
      involve: d.decision.involve === null ? null : prose(d.decision.involve, MAX.role),
    },
    confidence: d.confidence,
    confidenceReasons: d.confidenceReasons.map((reason) => prose(reason, MAX.note)),
    component: writers.component(d.component),
    rootCauses: d.rootCauses.map((cause) => writeCause(cause, writers)),
    timeline: d.timeline.map(({ line, at, label, kind }) => ({
      line,
      at: at !== null && INSTANT.test(at) ? at : null,
      label: prose(label, MAX.note),
      kind,
    })),
    actions: d.actions.map((action) => writeAction(action, writers)),
    ruledOut: d.ruledOut.map(({ hypothesis, reason }) => ({
      hypothesis: prose(hypothesis, MAX.note),
      reason: prose(reason, MAX.reason),
    })),
    dataGaps: d.dataGaps.map((gap) => prose(gap, MAX.note)),
    killTest: d.killTest === null ? null : writeAction(d.killTest, writers),
  }
}

function writeCause({ summary, confidence, component, kind, evidence }: RootCause, writers: Writers) {
  return {
    summary: cut(writers.prose(summary), MAX.cause),
    confidence,
    component: writers.component(component),
    kind,
    // The line itself, where it is at hand: masked, it still shows the codes and small numbers that mining took out.
    evidence: evidence.map(({ line, template, count, quote }) => ({
      line,
      template: cut(writers.template(quote === undefined ? template : messagePart(quote, template)), MAX.template),
      count,
    })),
  }
}

function writeAction({ description, command, risk }: Action, writers: Writers): Action {
  const written = { description: cut(writers.prose(description), MAX.reason), risk }
  return command === undefined ? written : { ...written, command: cut(writers.prose(command), MAX.reason) }
}

/** Cuts before a word, so that no half of a word or of a mask is left; the place of the cut is a mask. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text
  const head = text.slice(0, max - MASK.length)
  const space = head.search(/\s\S*$/)
  return `${head.slice(0, Math.max(0, space) + 1)}${MASK}`
}
