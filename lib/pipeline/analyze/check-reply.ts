import type { Action, Diagnosis, RootCause } from '../analysis.ts'
import type { CondensedLog } from '../condense/condensed-log.ts'
import { capConfidence, namesCause } from './cap-confidence.ts'
import { checkStep } from './check-command.ts'
import { cleanProse } from './clean-prose.ts'
import { DEFAULT_LIMITS, type DecisionLimits, decideOn } from './decide-on.ts'
import { type Grounded, groundEvidence, indexByNumber } from './ground-evidence.ts'
import { injectedLines, injectionNotice } from './injection.ts'
import type { Reply } from './reply.ts'

/** What a reply was worth, for the live page and for tests. */
export interface CheckedReply {
  diagnosis: Diagnosis
  /** Citations kept, and citations that were not in the log as quoted. */
  kept: number
  dropped: number
}

/** Entries read of each list; a hostile reply may hold a million. */
const MAX_READ = 40

interface Checked {
  cause: RootCause
  grounded: readonly Grounded[]
  reasons: string[]
}

/**
 * Turns a reply into a diagnosis that the log supports. Pure, never throws, linear in what may be kept. Evidence is checked
 * and rewritten from the log, a cause without evidence is dropped, confidence is capped, verdict, decision, risk and
 * timeline are made by code, every text is plain and within the limits of `diagnosisSchema`.
 */
export function checkReply(
  reply: Reply,
  log: CondensedLog,
  local: Diagnosis,
  limits: DecisionLimits = DEFAULT_LIMITS,
): CheckedReply {
  const injected = injectedLines(log)
  const { causes, kept, dropped } = checkCauses(reply, log, local, new Set(injected))
  const [best] = causes
  const healthy = saysHealthy(reply, local)
  const component = best?.cause.component ?? null
  const confidence = best ? best.cause.confidence : healthy ? Math.min(0.65, local.confidence) : 0.1
  const rootCauses = causes.slice(0, 5).map(({ cause }) => cause)
  const involve = cleanProse(reply.involve, 200) || null
  const { verdict, decision } = decideOn(
    { rootCauses, category: reply.category, component, confidence, involve, local },
    limits,
  )
  const category = healthy ? 'healthy' : !best || reply.category === 'healthy' ? 'unknown' : reply.category
  const notice = injectionNotice(injected)
  const diagnosis: Diagnosis = {
    title: cleanProse(reply.title, 200) || best?.cause.summary.slice(0, 200) || 'The log does not name a cause',
    summary: best || category === 'healthy' ? cleanProse(reply.summary, 2_000) : unsupported(dropped),
    category,
    verdict,
    decision,
    confidence,
    confidenceReasons: (best?.reasons ?? ['No line of the log supports a cause.']).slice(0, 10),
    component,
    rootCauses,
    timeline: timelineOf(causes, local),
    actions: best ? stepsOf(reply.actions, local).slice(0, 10) : [],
    ruledOut: ruledOutOf(reply.ruledOut),
    dataGaps: [...(notice ? [notice] : []), ...gapsOf(reply, best === undefined ? local.dataGaps : [])].slice(0, 10),
    killTest: best ? killTestOf(reply.killTest, local) : null,
  }
  if (!best && category !== 'healthy') diagnosis.title = 'The log does not name a cause'
  return { diagnosis, kept, dropped }
}

function checkCauses(reply: Reply, log: CondensedLog, local: Diagnosis, refused: ReadonlySet<number>) {
  const lines = indexByNumber(log)
  const causes: Checked[] = []
  let kept = 0
  let lost = 0
  for (const given of reply.causes.slice(0, MAX_READ)) {
    const { grounded, dropped } = groundEvidence(given.evidence.slice(0, MAX_READ), log, lines, refused)
    kept += grounded.length
    lost += dropped
    const summary = cleanProse(given.summary, 1_000)
    if (grounded.length === 0 || summary === '') continue
    const { value, reasons } = capConfidence(
      given.confidence,
      { kind: given.kind, category: reply.category, grounded, dropped },
      local,
    )
    const evidence = grounded.map((one) => one.evidence)
    const component = cleanProse(given.component, 200) || null
    causes.push({ cause: { summary, confidence: value, component, kind: given.kind, evidence }, grounded, reasons })
  }
  causes.sort((a, b) => b.cause.confidence - a.cause.confidence)
  return { causes, kept, dropped: lost }
}

/** Believed only where the built-in engine finds the same. */
function saysHealthy(reply: Reply, local: Diagnosis): boolean {
  return reply.category === 'healthy' && local.category === 'healthy' && !namesCause(local)
}

function unsupported(dropped: number): string {
  return dropped > 0
    ? `The model named a cause, but none of its ${dropped} citations is in the log as quoted, so the cause was dropped.`
    : 'The model found no cause that a line of the log supports.'
}

/** The built-in engine's events and the cited lines, in the order of the log. */
function timelineOf(causes: readonly Checked[], local: Diagnosis): Diagnosis['timeline'] {
  const events = new Map(local.timeline.map((event) => [event.line, event]))
  for (const { cause, grounded } of causes.slice(0, 5))
    for (const { line } of grounded)
      if (!events.has(line.number))
        events.set(line.number, {
          line: line.number,
          at: line.at === null ? null : new Date(line.at).toISOString(),
          label: cleanProse(cause.summary, 300),
          kind: cause.kind,
        })
  return [...events.values()].sort((a, b) => a.line - b.line).slice(0, 30)
}

function stepsOf(given: readonly string[], local: Diagnosis): Action[] {
  const own = ownCommands(local)
  return given.slice(0, MAX_READ).flatMap((text) => checkStep(text, own) ?? [])
}

/** The step that would disprove an answer only reads; anything else is not offered as one. */
export function killTestOf(given: string, local: Diagnosis): Action | null {
  const step = checkStep(given, ownCommands(local))
  if (step === null) return null
  if (step.command === undefined) return { description: step.description, risk: 'read_only' }
  return step.risk === 'read_only' ? step : null
}

function ownCommands(local: Diagnosis): ReadonlyMap<string, Action> {
  const steps = [...local.actions, ...(local.killTest ? [local.killTest] : [])]
  return new Map(steps.flatMap((step) => (step.command === undefined ? [] : [[step.command, step] as const])))
}

/** `hypothesis: reason` into its parts. */
export function ruledOutOf(given: readonly string[]): Diagnosis['ruledOut'] {
  return given
    .slice(0, MAX_READ)
    .flatMap((text) => {
      const [, hypothesis = '', reason = ''] = /^([^:]{1,1000}):(.*)$/s.exec(text.slice(0, 8_000)) ?? [null, text, '']
      const entry = { hypothesis: cleanProse(hypothesis, 300), reason: cleanProse(reason, 600) }
      return entry.hypothesis === '' ? [] : [entry]
    })
    .slice(0, 10)
}

function gapsOf(reply: Reply, local: readonly string[]): string[] {
  const given = reply.gaps.slice(0, MAX_READ).flatMap((gap) => cleanProse(gap, 300) || [])
  return [...new Set([...given.slice(0, 7), ...local])]
}
