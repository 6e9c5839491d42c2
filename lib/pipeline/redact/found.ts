import type { RedactionPolicy } from './policy.ts'
import type { RedactionOverride } from './redaction.ts'
import { type FindingType, typeForOverride } from './types.ts'

/** A redacted place in offsets of the input, inside one line. */
export interface Found {
  start: number
  end: number
  type: FindingType
  /** Equal for all forms of one value: they share a placeholder. */
  identity: string
}

/** Splits findings at line ends, so that every line keeps its end and gets a placeholder of its own. */
export function toLines(found: readonly Found[], input: string): Found[] {
  return found.flatMap((f) => {
    const text = input.slice(f.start, f.end)
    if (!/[\r\n]/.test(text)) return [f]
    return [...text.matchAll(/[^\r\n]+/g)]
      .map((m) => ({ ...f, start: f.start + m.index, end: f.start + m.index + m[0].length }))
      .filter(({ start, end }) => input.slice(start, end).trim() !== '')
  })
}

/** Both lists in order of place. What overlaps becomes one: the newer finding saw the older one as a mark inside itself. */
export function joinSpans(older: readonly Found[], newer: readonly Found[]): Found[] {
  const all = [...older, ...newer].sort((a, b) => a.start - b.start || b.end - a.end)
  const out: Found[] = []
  for (const f of all) {
    const last = out.at(-1)
    if (!last || f.start >= last.end) out.push({ ...f })
    else if (f.end > last.end) last.end = f.end
  }
  return out
}

/** What a person selected to be redacted although no rule matched. Places outside the text are ignored. */
export function forcedSpans(input: string, policy: RedactionPolicy): Found[] {
  if (!policy.redactToo.length) return []
  const starts = lineStarts(input)
  const found = policy.redactToo.flatMap((o) => {
    const place = placeOf(o, starts, input)
    if (!place) return []
    return [{ ...place, type: typeForOverride(o.type), identity: input.slice(place.start, place.end) }]
  })
  return joinSpans([], found)
}

/** A place of the input that a person asked to keep, for findings of this type. */
export interface KeptPlace {
  start: number
  end: number
  type: string
}

export function keptPlaces(input: string, policy: RedactionPolicy): KeptPlace[] {
  if (!policy.keep.length) return []
  const starts = lineStarts(input)
  return policy.keep.flatMap((o) => {
    const place = placeOf(o, starts, input)
    return place ? [{ ...place, type: o.type }] : []
  })
}

/** Whether a finding may stay: never of the classes `secret` and `financial`, whatever the override says. */
export function isKept(found: Found, places: readonly KeptPlace[]): boolean {
  if (found.type.class === 'secret' || found.type.class === 'financial') return false
  return places.some((p) => p.type === found.type.id && p.start <= found.start && p.end >= found.end)
}

function placeOf(
  o: RedactionOverride,
  starts: readonly number[],
  input: string,
): { start: number; end: number } | null {
  const from = starts[o.line - 1]
  if (from === undefined) return null
  let end = starts[o.line] ?? input.length
  while (end > from && /[\r\n]/.test(input[end - 1] ?? '')) end--
  const place = { start: Math.max(from, from + o.start), end: Math.min(end, from + o.end) }
  return place.start < place.end ? place : null
}

/** Offsets where lines begin; `\r\n`, `\n` and a lone `\r` each end a line. */
export function lineStarts(input: string): number[] {
  const starts = [0]
  for (const m of input.matchAll(/\r\n|\n|\r/g)) starts.push(m.index + m[0].length)
  return starts
}
