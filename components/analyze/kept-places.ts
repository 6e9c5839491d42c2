import type { RedactionOverride, RedactionSpan } from '#lib/pipeline/redact/redaction.ts'
import { indexLog, type LineIndex, lineOfOffset, lowerBound } from './line-index.ts'
import type { RedactionPlace } from './protocol.ts'

/** A redaction of the original, or a passage that would have been one and was kept. */
export type LogSpan = RedactionSpan & { kept?: boolean }

/** Places of one value beyond this are left to the redactor's own search. */
const MAX_PLACES = 10_000

/**
 * Where the person's selected values stand, plain, in whole words or not; the redactor itself adds their encoded forms.
 * `missing` are those that stand nowhere, by their place in `values`.
 */
export function selectedPlaces(
  original: string,
  values: readonly string[],
): { places: RedactionOverride[]; missing: number[] } {
  const places: RedactionOverride[] = []
  const missing: number[] = []
  if (values.length === 0) return { places, missing }
  const index = indexLog(original)
  values.forEach((value, i) => {
    let at = value === '' ? -1 : original.indexOf(value)
    if (at < 0) missing.push(i)
    for (; at >= 0 && places.length < MAX_PLACES; at = original.indexOf(value, at + value.length)) {
      const line = lineOfOffset(index, at)
      const start = at - (index.starts[line] ?? 0)
      places.push({ line: line + 1, start, end: start + value.length, type: 'selected' })
    }
  })
  return { places, missing }
}

/** Redactions and kept passages in the order of the text. A kept place that something else struck out after all is none. */
export function withKept(
  spans: readonly RedactionSpan[],
  keep: readonly RedactionPlace[],
  index: LineIndex,
): LogSpan[] {
  const sorted: LogSpan[] = [...spans].sort((a, b) => a.start - b.start)
  if (keep.length === 0) return sorted
  const starts = sorted.map(({ start }) => start)
  const kept = keep.flatMap((place): LogSpan[] => {
    const lineAt = index.starts[place.line - 1]
    if (lineAt === undefined) return []
    const [start, end] = [lineAt + place.start, lineAt + place.end]
    const near = lowerBound(starts, start)
    const struck = [sorted[near - 1], sorted[near]].some((span) => span && span.start < end && span.end > start)
    if (struck) return []
    return [{ start, end, line: place.line, type: place.type, class: place.class, placeholder: '', kept: true }]
  })
  return [...sorted, ...kept].sort((a, b) => a.start - b.start)
}

/** The place of a span in its line, as an override names it. */
export function placeOf(span: LogSpan, index: LineIndex): RedactionPlace {
  const line = lineOfOffset(index, span.start)
  const lineAt = index.starts[line] ?? 0
  return { line: line + 1, start: span.start - lineAt, end: span.end - lineAt, type: span.type, class: span.class }
}

export interface SentPlaces {
  original: string
  index: LineIndex
  /** Redactions and kept passages, ascending. */
  spans: readonly LogSpan[]
  sent: readonly { number: number; text: string }[]
}

/**
 * The kept places of lines that are sent, in columns of the line as it is sent: that is what the server reads. A passage that
 * was cut away with the middle of a long line needs no override.
 */
export function sentOverrides({ original, index, spans, sent }: SentPlaces): RedactionOverride[] {
  const texts = new Map(sent.map(({ number, text }) => [number, text]))
  return spans.flatMap((span, i): RedactionOverride[] => {
    if (!span.kept) return []
    const { line, type } = placeOf(span, index)
    const text = texts.get(line)
    if (text === undefined) return []
    const passage = original.slice(span.start, span.end)
    const start = nearest(text, passage, sentColumn(spans, i, index.starts[line - 1] ?? 0))
    return start < 0 ? [] : [{ line, start, end: start + passage.length, type }]
  })
}

/** Where the `at`th span begins once the redactions before it on its line have become placeholders. */
function sentColumn(spans: readonly LogSpan[], at: number, lineAt: number): number {
  let column = (spans[at]?.start ?? 0) - lineAt
  for (let i = at - 1; i >= 0; i--) {
    const before = spans[i]
    if (!before || before.end <= lineAt) break
    if (before.kept) continue
    column += before.placeholder.length - (before.end - Math.max(lineAt, before.start))
  }
  return column
}

/** Terminal escapes are gone from sent lines and long ones are cut: the occurrence nearest to where it should be. */
function nearest(text: string, passage: string, wanted: number): number {
  if (text.startsWith(passage, wanted)) return wanted
  let best = -1
  for (let at = text.indexOf(passage); at >= 0; at = text.indexOf(passage, at + 1)) {
    if (best < 0 || Math.abs(at - wanted) < Math.abs(best - wanted)) best = at
  }
  return best
}
