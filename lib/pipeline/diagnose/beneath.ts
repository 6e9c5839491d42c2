import type { Category } from '../analysis.ts'
import { type Candidate, isCause } from './candidate.ts'

/** Classes that lie beneath what a build tool or test reports. */
const DEEPER: readonly Category[] = [
  'network',
  'dns',
  'tls',
  'permission_or_secret',
  'resource_exhaustion',
  'timeout',
  'dependency_failure',
]
const NEAR_LINES = 40
const LEAST_SCORE = 0.7

/**
 * A named cause that stands right where a tool failed: the 502 under a failed image build. The tool's class stays the
 * answer's, since that is where it is mended or run again; the cause leads the words. Null for answers that are causes.
 */
export function causeBeneath(best: Candidate, others: readonly Candidate[]): Candidate | null {
  if (isCause(best)) return null
  const lines = best.facts.map(({ row }) => row.number)
  return (
    others.find(
      (other) =>
        isCause(other) &&
        other.score >= LEAST_SCORE &&
        DEEPER.includes(other.category) &&
        other.facts.some(({ row }) => lines.some((line) => Math.abs(line - row.number) <= NEAR_LINES)),
    ) ?? null
  )
}
