import type { RedactionOverride, RedactionSpan } from '#lib/pipeline/redact/redaction.ts'

/**
 * Overrides are kept in columns of the line as it was sent; to redact a file again they are needed in its own columns. `spans` are
 * what would be redacted without them, ascending; `lineAt` gives where a line (1-based) begins. An override that no span fits is
 * left out: its line will not light up by its hash.
 */
export function keepInFile(
  spans: readonly RedactionSpan[],
  overrides: readonly RedactionOverride[],
  lineAt: (line: number) => number,
): RedactionOverride[] {
  const wanted = Map.groupBy(overrides, ({ line }) => line)
  const shifts = new Map<number, number>()
  return spans.flatMap(({ line, start, end, type, placeholder }) => {
    const ofLine = wanted.get(line)
    if (!ofLine) return []
    const column = start - lineAt(line)
    const shift = shifts.get(line) ?? 0
    const kept = ofLine.some(
      (one) => one.type === type && one.start === column + shift && one.end - one.start === end - start,
    )
    if (!kept) shifts.set(line, shift + placeholder.length - (end - start))
    return kept ? [{ line, type, start: column, end: end - lineAt(line) }] : []
  })
}
