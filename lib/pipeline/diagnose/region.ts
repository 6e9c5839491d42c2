import type { Fact } from './fact.ts'
import type { LogView } from './view.ts'

/** Where a job failed: the lines of the failing step, up to the line that ended it. */
export interface Region {
  from: number
  to: number
  /** The step's heading, where no other heading can be missing between it and the end. */
  step: string | null
  exit: string | null
}

const HEADING = /^(?:##\[group\]|::group::)Run /

/** The first line that ends a step in failure closes the region; null where nothing ended so. */
export function failingRegion(view: LogView, facts: readonly Fact[]): Region | null {
  const marks = facts.filter(({ rule, row }) => rule.kind === 'exit' || row.clean.startsWith('##[error]'))
  const end = marks.find(({ row }) => row.clean.startsWith('##[error]')) ?? marks.at(-1)
  if (!end) return null
  const step = view.steps[end.row.step]
  const exits = facts.filter(({ rule, groups }) => rule.kind === 'exit' && groups.exit)
  const code = exits.find(({ row }) => row.number === end.row.number) ?? exits.find(({ groups }) => groups.exit !== '0')
  return {
    from: step?.firstLine ?? 1,
    to: end.row.number,
    step: step && !headingsMissing(view, step.firstLine, end.row.number) ? step.name : null,
    exit: code?.groups.exit ?? null,
  }
}

/** True where a step heading that was not kept may stand between the last one kept and the end of the failing step. */
function headingsMissing(view: LogView, from: number, to: number): boolean {
  const kept = new Map<number, number>()
  for (const { clean, template } of view.rows)
    if (HEADING.test(clean)) kept.set(template, (kept.get(template) ?? 0) + 1)
  return [...kept].some(([index, count]) => {
    const template = view.templates[index]
    return template !== undefined && template.count > count && template.lastLine > from && template.firstLine < to
  })
}

/** How much a line counts by where it stands: in the failing step fully, before it less, after it least. */
export function placeWeight(region: Region | null, line: number): number {
  if (!region) return 1
  if (line > region.to) return 0.5
  return line >= region.from ? 1 : 0.75
}

/**
 * How much a cause counts by its distance from what failed: a connection error next to the failing test explains it, one
 * a thousand lines earlier was most often retried. Failures that do not pass by themselves (access, disk) keep more.
 */
export function nearness(lines: readonly number[], line: number, lasting: boolean): number {
  const distance = lines.reduce((least, other) => Math.min(least, Math.abs(other - line)), Number.POSITIVE_INFINITY)
  if (distance <= 120 || !Number.isFinite(distance)) return 1
  if (lasting) return 0.92
  return distance <= 500 ? 0.85 : 0.65
}
