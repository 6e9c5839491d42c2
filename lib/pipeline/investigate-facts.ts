import type { Analysis } from './analysis.ts'
import type { Investigation } from './investigate.ts'
import type { AlertFacts } from './parse/alert-facts.ts'
import type { Received } from './receive.ts'
import { joinRedacted } from './redact/redacted-text.ts'

/** What can be said of an alert that carries little or no text of a log. */

/** Ten are kept: the engine's own give way to what the alert itself lacks. */
export function withGaps(analysis: Analysis, gaps: readonly string[]): Analysis {
  return { ...analysis, dataGaps: [...gaps, ...analysis.dataGaps].slice(0, 10) }
}

/** Without a log there may be a guess and no verdict: a description is what somebody thought when they wrote the rule. */
export function inconclusive(analysis: Analysis, facts: AlertFacts): Analysis {
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

export function nothingToRead(facts: AlertFacts, received: Received): Investigation {
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
  sparks: [],
  linesIn: 0,
  tokens: 0,
  text: joinRedacted([]),
}
