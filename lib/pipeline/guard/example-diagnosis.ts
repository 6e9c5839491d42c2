import type { Diagnosis } from '../analysis.ts'
import type { CondensedLog } from '../condense/condensed-log.ts'
import { asRedacted } from '../redact/redacted-text.ts'

/** For tests of this room: a log of these lines, each its own template. */
export function logOf(lines: readonly string[]): CondensedLog {
  return {
    lines: lines.map((text, i) => ({
      number: i + 1,
      text: asRedacted(text),
      content: 0,
      template: i,
      at: null,
      level: 'unknown',
    })),
    templates: lines.map((text, i) => ({
      template: asRedacted(text),
      count: 1,
      firstLine: i + 1,
      lastLine: i + 1,
      level: 'unknown',
      sample: asRedacted(text),
      content: 0,
    })),
    buckets: [],
    sparks: [],
    linesIn: lines.length,
    tokens: 0,
    text: asRedacted(lines.map((text, i) => `${i + 1}\t${text}`).join('\n')),
  }
}

/** For tests of this room: a diagnosis that says `text` wherever prose may stand, and cites `line` as its evidence. */
export function saying(text: string, line = text): Diagnosis {
  const action = { description: text.slice(0, 600), command: text.slice(0, 600), risk: 'read_only' as const }
  return {
    title: text.slice(0, 200),
    summary: text.slice(0, 2_000),
    category: 'unknown',
    verdict: 'action_required',
    decision: { kind: 'act', reason: text.slice(0, 600), involve: text.slice(0, 200) },
    confidence: 0.5,
    confidenceReasons: [text.slice(0, 300)],
    component: text.slice(0, 200),
    rootCauses: [
      {
        summary: text.slice(0, 1_000),
        confidence: 0.5,
        component: text.slice(0, 200),
        kind: 'cause',
        evidence: [{ line: 1, template: line.slice(0, 1_000), count: 1, quote: line.slice(0, 2_000) }],
      },
    ],
    timeline: [{ line: 1, at: text.slice(0, 40), label: text.slice(0, 300), kind: 'cause' }],
    actions: [action],
    ruledOut: [{ hypothesis: text.slice(0, 300), reason: text.slice(0, 600) }],
    dataGaps: [text.slice(0, 300)],
    killTest: action,
  }
}
