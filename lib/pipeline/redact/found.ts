import { PlaceList } from './place-list.ts'
import type { RedactionPolicy } from './policy.ts'
import type { RedactionOverride } from './redaction.ts'
import { type FindingType, typeForOverride } from './types.ts'

/**
 * Redacted places in offsets of the input: in order, none over another, each inside one line. An identity of null stands for the
 * text itself.
 */
export type Found = PlaceList

/** Splits findings at line ends, so that every line keeps its end and gets a placeholder of its own. */
export function toLines(found: Found, input: string): Found {
  let out: PlaceList | undefined
  for (let i = 0; i < found.length; i++) {
    const start = found.startAt(i)
    const end = found.endAt(i)
    if (!hasLineEnd(input, start, end)) {
      out?.take(found, i)
      continue
    }
    out ??= firstOf(found, i)
    const text = input.slice(start, end)
    const identity = found.identityAt(i) ?? text
    for (const m of text.matchAll(/[^\r\n]+/g))
      if (m[0].trim() !== '') out.push(start + m.index, start + m.index + m[0].length, found.typeAt(i), identity)
  }
  return out ?? found
}

function hasLineEnd(input: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const c = input.charCodeAt(i)
    if (c === 10 || c === 13) return true
  }
  return false
}

function firstOf(list: PlaceList, count: number): PlaceList {
  const out = new PlaceList()
  for (let i = 0; i < count; i++) out.take(list, i)
  return out
}

/** Both lists in order of place. What overlaps becomes one: the newer finding saw the older one as a mark inside itself. */
export function joinPlaces(older: Found, newer: Found, input: string): Found {
  if (!older.length) return newer
  const out = new PlaceList()
  for (let o = 0, n = 0; o < older.length || n < newer.length; ) {
    const isOlder = n >= newer.length || (o < older.length && comesFirst(older, o, newer, n))
    const from = isOlder ? older : newer
    const i = isOlder ? o++ : n++
    if (from.startAt(i) >= out.lastEnd) out.take(from, i)
    else growLast(out, from.endAt(i), input)
  }
  return out
}

/** It stays what it was: its identity is what stood there before it grew. */
function growLast(out: PlaceList, end: number, input: string): void {
  const last = out.length - 1
  if (end > out.lastEnd)
    out.amendLast(end, out.typeAt(last), out.identityAt(last) ?? input.slice(out.startAt(last), out.lastEnd))
}

/** By start, then the longer one, then the older one. */
function comesFirst(older: Found, o: number, newer: Found, n: number): boolean {
  const by = older.startAt(o) - newer.startAt(n)
  return by < 0 || (by === 0 && older.endAt(o) >= newer.endAt(n))
}

/** What a person selected to be redacted although no rule matched. Places outside the text are ignored. */
export function forcedPlaces(input: string, policy: RedactionPolicy): Found {
  const out = new PlaceList()
  const starts = policy.redactToo.length ? lineStarts(input) : []
  policy.redactToo
    .flatMap((o) => {
      const place = placeOf(o, starts, input)
      return place ? [{ ...place, type: typeForOverride(o.type) }] : []
    })
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .forEach(({ start, end, type }) => {
      if (start >= out.lastEnd) out.push(start, end, type)
      else growLast(out, end, input)
    })
  return out
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
function isKept(start: number, end: number, type: FindingType, places: readonly KeptPlace[]): boolean {
  if (type.class === 'secret' || type.class === 'financial') return false
  return places.some((p) => p.type === type.id && p.start <= start && p.end >= end)
}

/** What is left of the findings without those that may stay. */
export function withoutKept(found: Found, places: readonly KeptPlace[]): Found {
  if (!places.length) return found
  const out = new PlaceList()
  for (let i = 0; i < found.length; i++)
    if (!isKept(found.startAt(i), found.endAt(i), found.typeAt(i), places)) out.take(found, i)
  return out
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
