import type { StoredAnalysis } from '../data/analyses.ts'
import type { Action, Analysis } from '../pipeline/analysis.ts'
import { plain } from '../pipeline/deliver/slack-text.ts'

/** A stored analysis as a report tells it: plain words, each on one line, without controls or marks of any format. */
export interface PostMortem {
  title: string
  /** ISO 8601, to the minute. */
  writtenAt: string
  decision: string
  reason: string
  confidence: string
  confidenceReasons: string[]
  summary: string
  /** Name and value, where the alert or the analysis has them. */
  facts: [name: string, value: string][]
  causes: { title: string; evidence: { line: number; count: number; template: string }[] }[]
  timeline: { line: number; at: string; label: string; kind: string }[]
  actions: { text: string; risk: string; command: string | null }[]
  ruledOut: string[]
  gaps: string[]
  killTest: { text: string; risk: string; command: string | null } | null
  receipt: string[]
}

/** What no log can say; a person writes it. */
export const LEFT_TO_PEOPLE = ['Impact', 'What went well', 'What we change, who and until when'] as const
export const TO_BE_WRITTEN = 'To be written by a person.'

const DECISIONS = { act: 'Act', escalate: 'Escalate', watch: 'Watch', none: 'No action' } as const
const RISKS = { read_only: 'read-only', reversible: 'reversible', risky: 'risky' } as const

export type Reported = Pick<StoredAnalysis, 'createdAt' | 'analysis' | 'alert'>

export function postMortemOf({ createdAt, analysis, alert }: Reported): PostMortem {
  const { decision } = analysis
  const involve = decision.involve === null ? '' : ` Involve ${said(decision.involve)}.`
  return {
    title: said(analysis.title) || 'Incident',
    writtenAt: `${createdAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    decision: DECISIONS[decision.kind],
    reason: said(decision.reason) + involve,
    confidence: percent(analysis.confidence),
    confidenceReasons: analysis.confidenceReasons.map(said),
    summary: said(analysis.summary),
    facts: factsOf(analysis, alert),
    causes: analysis.rootCauses.map((cause) => ({
      title: `${said(cause.summary)} (${cause.kind}, ${percent(cause.confidence)})`,
      evidence: cause.evidence.map(({ line, count, template }) => ({ line, count, template: said(template) })),
    })),
    timeline: analysis.timeline.map(({ line, at, label, kind }) => ({ line, at: at ?? '', label: said(label), kind })),
    actions: analysis.actions.map(actionOf),
    ruledOut: analysis.ruledOut.map(({ hypothesis, reason }) => `${said(hypothesis)}: ${said(reason)}`),
    gaps: analysis.dataGaps.map(said),
    killTest: analysis.killTest && actionOf(analysis.killTest),
    receipt: receiptOf(analysis),
  }
}

/** What the guard masked is shown as everywhere. */
const said = (text: string): string => plain(text).replaceAll('<*>', '⋯')
const percent = (share: number): string => `${Math.round(share * 100)} %`

function actionOf({ description, risk, command }: Action): PostMortem['actions'][number] {
  return { text: said(description), risk: RISKS[risk], command: command === undefined ? null : said(command) }
}

function factsOf({ category, component, engine, model }: Analysis, alert: Reported['alert']): PostMortem['facts'] {
  const all: [string, string | null | undefined][] = [
    ['Alert', alert?.title],
    ['Service', alert?.service],
    ['Environment', alert?.environment],
    ['Began', alert?.startedAt],
    ['Component', component],
    ['Category', category.replaceAll('_', ' ')],
    ['Answered by', engine === 'local' ? 'the built-in engine' : model],
  ]
  return all.flatMap(([name, value]) => (value ? [[name, said(value)] as [string, string]] : []))
}

function receiptOf({ receipt }: Analysis): string[] {
  const { bytesIn, linesIn, rawBytesStored, requests, ruleSet } = receipt
  const out = requests.reduce((sum, { bytesOut }) => sum + bytesOut, 0)
  const hosts = [...new Set(requests.map(({ host }) => plain(host)))].join(', ')
  return [
    `${bytesIn.toLocaleString('en')} bytes of redacted log in ${linesIn.toLocaleString('en')} lines were read, under rules ${plain(ruleSet)}.`,
    requests.length === 0
      ? 'Nothing was sent to a model.'
      : `${out.toLocaleString('en')} bytes were sent in ${requests.length} requests to ${hosts}.`,
    `${rawBytesStored.toLocaleString('en')} bytes of log text are stored. Lines are cited by number and masked template.`,
  ]
}
