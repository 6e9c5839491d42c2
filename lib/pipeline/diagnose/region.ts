import type { Fact } from './fact.ts'
import type { LogView } from './view.ts'

/** Where a job failed: the lines of the failing step, up to the line that ended it. */
export interface Region {
  from: number
  to: number
  step: string | null
}

/** The first line that ends a step in failure closes the region; null where nothing ended so. */
export function failingRegion(view: LogView, facts: readonly Fact[]): Region | null {
  const marks = facts.filter(({ rule, row }) => rule.kind === 'exit' || row.clean.startsWith('##[error]'))
  const end = marks.find(({ row }) => row.clean.startsWith('##[error]')) ?? marks.at(-1)
  if (!end) return null
  const step = view.steps[end.row.step]
  return { from: step?.firstLine ?? 1, to: end.row.number, step: step?.name ?? null }
}

/** How much a line counts by where it stands: in the failing step fully, before it less, after it least. */
export function placeWeight(region: Region | null, line: number): number {
  if (!region) return 1
  if (line > region.to) return 0.5
  return line >= region.from ? 1 : 0.75
}
