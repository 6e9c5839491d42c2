import type { Candidate } from './candidate.ts'
import type { Fact, FactKind } from './fact.ts'
import type { Region } from './region.ts'

const AROUND: ReadonlySet<FactKind> = new Set<FactKind>(['hint', 'step', 'command', 'exit'])
const NEAR_LINES = 60
const MAX_CONTEXT = 40

/**
 * What wrappers and advice say near a candidate: failed hooks and steps, the command, the line that closed the job, places
 * of a stack trace. It explains where and how, never why.
 */
export function contextOf(candidate: Candidate, facts: readonly Fact[], region: Region | null): Fact[] {
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
  return found.slice(0, MAX_CONTEXT)
}

/** Tools that only know places of stack traces. */
const PLACES = new Set(['js-place', 'python', 'java'])
