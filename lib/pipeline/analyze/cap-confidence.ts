import type { Diagnosis, RootCause } from '../analysis.ts'
import type { Grounded } from './ground-evidence.ts'

/** Highest confidence that evidence of a kind carries, and why. The same ladder as the built-in engine's. */
interface Cap {
  value: number
  reason: string
}

export interface Support {
  kind: RootCause['kind']
  category: Diagnosis['category']
  grounded: readonly Grounded[]
  /** Citations of this cause that did not stand in the log. */
  dropped: number
}

export function agreesWith(local: Diagnosis, { category, grounded }: Pick<Support, 'category' | 'grounded'>): boolean {
  const lines = new Set(local.rootCauses.flatMap(({ evidence }) => evidence.map(({ line }) => line)))
  return (category === local.category && category !== 'unknown') || grounded.some(({ line }) => lines.has(line.number))
}

/** True where the built-in engine names a cause of its own, with something to do about it. */
export function namesCause(local: Diagnosis): boolean {
  return (local.verdict === 'action_required' || local.verdict === 'action_suggested') && local.rootCauses.length > 0
}

/**
 * Confidence as far as the evidence carries it, 0 to 0.9, with reasons for people. `claimed` can only be lowered: by few or
 * dependent lines, by a symptom without its cause, by lines that report no failure, by citations that were not found, and
 * by what the built-in engine found instead.
 */
export function capConfidence(
  claimed: number,
  support: Support,
  local: Diagnosis,
): { value: number; reasons: string[] } {
  const caps = capsOf(support, local)
  const binding = caps.reduce((least, cap) => (cap.value < least.value ? cap : least))
  const asked = Number.isFinite(claimed) ? Math.min(1, Math.max(0, claimed)) : 0
  const lines = support.grounded.length
  const shapes = shapesOf(support.grounded)
  const reasons = [
    `${lines} cited ${lines === 1 ? 'line was' : 'lines were'} found in the log, of ${shapes} ${shapes === 1 ? 'shape' : 'shapes'}.`,
  ]
  if (namesCause(local) && agreesWith(local, support)) reasons.push('The built-in engine points to the same failure.')
  if (asked > binding.value) reasons.push(`Capped at ${binding.value}: ${binding.reason}`)
  return { value: Math.round(Math.min(asked, binding.value) * 100) / 100, reasons }
}

function capsOf(support: Support, local: Diagnosis): Cap[] {
  const { grounded, dropped } = support
  const caps: Cap[] = [{ value: 0.9, reason: 'One log is one witness.' }]
  if (grounded.length === 1) caps.push({ value: 0.65, reason: 'A single line supports it.' })
  else if (shapesOf(grounded) === 1) caps.push({ value: 0.7, reason: 'All cited lines have the same shape.' })
  if (support.kind === 'symptom')
    caps.push({ value: 0.55, reason: 'What is seen is a symptom; its cause is not in this log.' })
  if (support.category === 'unknown') caps.push({ value: 0.4, reason: 'It belongs to no known class of failure.' })
  if (grounded.every(({ line }) => line.level === 'info' || line.level === 'debug'))
    caps.push({ value: 0.6, reason: 'None of the cited lines is a warning or an error.' })
  if (dropped > grounded.length)
    caps.push({ value: 0.4, reason: 'Most of the lines that were cited for it are not in the log as quoted.' })
  else if (dropped > 0) caps.push({ value: 0.7, reason: 'A line that was cited for it is not in the log as quoted.' })
  caps.push(...localCaps(support, local))
  return caps
}

function localCaps(support: Support, local: Diagnosis): Cap[] {
  if (local.category === 'healthy') return [{ value: 0.5, reason: 'The built-in engine sees no failure that lasted.' }]
  if (!namesCause(local)) return [{ value: 0.75, reason: 'The built-in engine does not name this cause.' }]
  return agreesWith(local, support) ? [] : [{ value: 0.55, reason: 'The built-in engine points to another failure.' }]
}

function shapesOf(grounded: readonly Grounded[]): number {
  return new Set(grounded.map(({ line }) => line.template)).size
}
