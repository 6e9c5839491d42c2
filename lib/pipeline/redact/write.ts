import type { Found } from './found.ts'
import { escapeMarker, LITERAL, type Marker, UNSCANNED } from './markers.ts'
import type { RedactionPolicy } from './policy.ts'
import { asRedacted } from './redacted-text.ts'
import type { Finding, FindingClass, Redaction, RedactionSpan } from './redaction.ts'

interface Sheet {
  input: string
  kind: 'raw' | 'redacted'
  policy: RedactionPolicy
  markers: readonly Marker[]
  found: readonly Found[]
  /** Offset up to which the text was scanned. */
  scannedTo: number
  ruleSet: string
}

/** A line longer than this is cut where time ran out; a shorter one goes as a whole. */
const LONG_LINE = 65_536
/** A secret that begins this far before that place may have its anchor behind it. */
const TAIL = 1_024

/** Numbers the findings by first occurrence and writes the output: as many lines as the input, with the same ends. */
export function write(sheet: Sheet): Redaction {
  const { input } = sheet
  const cut = cutPoint(sheet)
  const spans = numberSpans(sheet, cut)
  const pieces: string[] = []
  let at = 0
  for (const s of spans) {
    pieces.push(input.slice(at, s.start), s.placeholder)
    at = s.end
  }
  pieces.push(input.slice(at, cut))
  const counts = countByType(spans)
  if (cut < input.length) {
    let lines = 0
    pieces.push(
      input.slice(cut).replace(/[^\r\n]+/g, () => {
        lines++
        return UNSCANNED
      }),
    )
    counts.set('unscanned', { type: 'unscanned', class: 'custom', count: Math.max(1, lines) })
  }
  const findings = [...counts.values()].sort((a, b) => (a.type < b.type ? -1 : 1))
  return { text: asRedacted(pieces.join('')), findings, spans, ruleSet: sheet.ruleSet, complete: cut >= input.length }
}

/** Where the scanned part ends: the start of its last line, or, in a very long line, a little before the place. */
function cutPoint({ input, scannedTo, found }: Sheet): number {
  if (scannedTo >= input.length) return input.length
  const lineStart = lastLineStart(input, scannedTo)
  if (scannedTo - lineStart <= LONG_LINE) return lineStart
  const cut = Math.max(lineStart, scannedTo - TAIL)
  return found.find((f) => f.start < cut && f.end > cut)?.start ?? cut
}

function lastLineStart(input: string, before: number): number {
  let i = before
  while (i > 0 && input.charCodeAt(i - 1) !== 10 && input.charCodeAt(i - 1) !== 13) i--
  return i
}

function numberSpans({ input, kind, policy, markers, found }: Sheet, cut: number): RedactionSpan[] {
  const ordinals = new Map<string, Map<string, number>>()
  const offsets = new Map<string, number>()
  if (kind === 'redacted') for (const m of markers) offsets.set(m.label, Math.max(offsets.get(m.label) ?? 0, m.ordinal))
  const lines = new LineCounter(input)
  const spans: RedactionSpan[] = []
  let nextMarker = 0
  const escapeUpTo = (offset: number) => {
    for (let m = markers[nextMarker]; m && m.start < offset; m = markers[++nextMarker]) {
      const inside = spans.at(-1)
      if (inside && m.start < inside.end) continue
      spans.push({
        start: m.start,
        end: m.end,
        line: lines.at(m.start),
        type: 'marker',
        class: 'custom',
        placeholder: escapeMarker(m.text),
      })
    }
  }
  for (const f of found) {
    if (f.start >= cut) break
    if (kind === 'raw') escapeUpTo(f.start)
    const { id, class: kindOf, label } = f.type
    let seen = ordinals.get(label)
    if (!seen) {
      seen = new Map()
      ordinals.set(label, seen)
    }
    const n = seen.get(f.identity) ?? seen.size + 1 + (offsets.get(label) ?? 0)
    const known = seen.has(f.identity)
    if (!known) seen.set(f.identity, n)
    const placeholder = policy.placeholder === 'literal' ? LITERAL : `[${label}_${n}]`
    spans.push({ start: f.start, end: f.end, line: lines.at(f.start), type: id, class: kindOf, placeholder })
  }
  if (kind === 'raw') escapeUpTo(cut)
  return spans
}

function countByType(spans: readonly RedactionSpan[]): Map<string, Finding> {
  const counts = new Map<string, Finding>()
  for (const { type, class: kind } of spans) {
    const finding: { type: string; class: FindingClass; count: number } = counts.get(type) ?? {
      type,
      class: kind,
      count: 0,
    }
    finding.count++
    counts.set(type, finding)
  }
  return counts
}

/** Line numbers of growing offsets, in one pass over the text. */
class LineCounter {
  readonly #input: string
  readonly #hasReturns: boolean
  #next: number
  #line = 1

  constructor(input: string) {
    this.#input = input
    this.#hasReturns = input.includes('\r')
    this.#next = this.#lineEnd(0)
  }

  at(offset: number): number {
    while (this.#next < offset) {
      this.#line++
      this.#next = this.#lineEnd(this.#next + 1)
    }
    return this.#line
  }

  /** Offset of the last character of the next line end. */
  #lineEnd(from: number): number {
    const input = this.#input
    if (!this.#hasReturns) {
      const at = input.indexOf('\n', from)
      return at < 0 ? Number.POSITIVE_INFINITY : at
    }
    for (let i = from; i < input.length; i++) {
      const c = input.charCodeAt(i)
      if (c === 10 || (c === 13 && input.charCodeAt(i + 1) !== 10)) return i
    }
    return Number.POSITIVE_INFINITY
  }
}
