import type { Candidate } from './candidate.ts'
import type { Fact, FactKind } from './fact.ts'
import { lastLines } from './last-lines.ts'
import type { Region } from './region.ts'
import type { LogView } from './view.ts'

const AROUND: ReadonlySet<FactKind> = new Set<FactKind>(['hint', 'step', 'command', 'exit'])
const NEAR_LINES = 60
const MAX_CONTEXT = 40
/** A general message is read with the last lines of the step beside it. */
const WEAK = 0.55

/**
 * What wrappers and advice say near a candidate: failed hooks and steps, the command, the line that closed the job, places
 * of a stack trace. It explains where and how, never why.
 */
export function contextOf(view: LogView, candidate: Candidate, facts: readonly Fact[], region: Region | null): Fact[] {
  const own = new Set(candidate.facts)
  const lines = candidate.facts.map(({ row }) => row.number)
  const near = (line: number): boolean => lines.some((other) => Math.abs(other - line) <= NEAR_LINES)
  const found = facts.filter((fact) => {
    if (own.has(fact)) return false
    const { rule, tool, row } = fact
    if (region && row.number === region.to) return true
    const place = rule.kind === 'file' && PLACES.has(tool.id)
    return (
      (place || (AROUND.has(rule.kind) && tool.depth === 0)) && (!region || row.number <= region.to) && near(row.number)
    )
  })
  const weak = candidate.weight < WEAK && region ? lastLines(view, region) : []
  return [...found.slice(0, MAX_CONTEXT), ...weak]
}

/** Tools that only know places of stack traces. */
const PLACES = new Set(['js-place', 'python', 'java'])
