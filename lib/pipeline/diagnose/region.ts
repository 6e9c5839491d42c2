import { isTelling } from './candidate.ts'
import type { Fact } from './fact.ts'
import type { Row } from './row.ts'
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

/** Annotations of single findings, `##[error]src/a.ts#L3: …`: they stand before the end, not at it. */
const ANNOTATION = /^##\[error\](?:.{0,160}(?:#L\d|:\d{1,6}:)| )/
/** A step whose strongest line is this much weaker than the job's is not the one that failed it. */
const MARGIN = 0.15

/** The step that failed: of the lines that end a step in failure, the first after a line as telling as any. Null where nothing ended so. */
export function failingRegion(view: LogView, facts: readonly Fact[]): Region | null {
  const end = endOf(view, facts)
  if (end === null) return null
  const step = view.steps[end.step]
  const exits = facts.filter(({ rule, groups }) => rule.kind === 'exit' && groups.exit)
  const code = exits.find(({ row }) => row.number === end.number) ?? exits.find(({ groups }) => groups.exit !== '0')
  return {
    from: step?.firstLine ?? 1,
    to: end.number,
    step: step && !headingsMissing(view, step.firstLine, end.number) ? step.name : null,
    exit: code?.groups.exit ?? null,
  }
}

function endOf(view: LogView, facts: readonly Fact[]): Row | null {
  const errors = view.rows.filter(({ text, echo }) => !echo && text.startsWith('##[error]'))
  const ends = errors.filter(({ text }) => !ANNOTATION.test(text))
  const marks = ends.length > 0 ? ends : errors
  if (marks.length === 0) return facts.findLast(({ rule }) => rule.kind === 'exit')?.row ?? null
  const strong = facts.filter((fact) => fact.tool.depth > 0 && isTelling(fact))
  const strongest = strong.reduce((most, { rule }) => Math.max(most, rule.weight), 0)
  let from = 0
  for (const mark of marks) {
    const begin = from
    from = mark.number
    if (
      strong.some(
        ({ rule, row }) => row.number > begin && row.number <= mark.number && rule.weight >= strongest - MARGIN,
      )
    )
      return mark
  }
  return marks[0] ?? null
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
