import type { Found } from './found.ts'
import { Joiner } from './joiner.ts'
import { LineCounter } from './line-counter.ts'
import { escapeMarker, LITERAL, type Marker, UNSCANNED } from './markers.ts'
import type { RedactionPolicy } from './policy.ts'
import { asRedacted, joinRedacted, type RedactedText } from './redacted-text.ts'
import type { Finding, FindingClass, Redaction, RedactionSpan } from './redaction.ts'

interface Sheet {
  input: string
  kind: 'raw' | 'redacted'
  policy: RedactionPolicy
  markers: readonly Marker[]
  found: Found
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
  const spans = placeholders(sheet, cut)
  const counts = countByType(spans.types)
  let rest = ''
  if (cut < input.length) {
    let lines = 0
    rest = input.slice(cut).replace(/[^\r\n]+/g, () => {
      lines++
      return UNSCANNED
    })
    counts.set('unscanned', { type: 'unscanned', class: 'custom', count: Math.max(1, lines) })
  }
  const findings = [...counts.values()].sort((a, b) => (a.type < b.type ? -1 : 1))
  let listed: readonly RedactionSpan[] | undefined
  let output: Output | undefined = { scanned: input, cut, spans, rest }
  let text: RedactedText | undefined
  return {
    get text() {
      // In one part: parts that are joined again would be a second copy.
      text ??= joinRedacted([...parts(output, Number.POSITIVE_INFINITY)], '')
      // It holds the input.
      output = undefined
      return text
    },
    get pieces() {
      return text === undefined ? parts(output) : [text]
    },
    findings,
    // Most callers want none of them, and there may be a million.
    get spans() {
      listed ??= listSpans(spans)
      return listed
    },
    ruleSet: sheet.ruleSet,
    complete: cut >= input.length,
  }
}

/** What the output is made of. `rest`: what stands for the part that was not scanned. */
interface Output {
  scanned: string
  cut: number
  spans: Spans
  rest: string
}

/** UTF-16 units of the input that a part of the output is made of, about. */
const PART = 65_536

/** The output in parts, each made when it is asked for: whoever writes it out makes the next while its reader takes the last. */
function* parts(output: Output | undefined, most = PART): Generator<RedactedText> {
  if (!output) return
  const { scanned, cut, spans, rest } = output
  const out = new Joiner()
  let at = 0
  let part = 0
  for (let i = 0; i <= spans.types.length; i++) {
    const start = i < spans.types.length ? (spans.starts[i] ?? cut) : cut
    while (start - part > most) {
      const end = Math.min(start, partEnd(scanned, Math.max(at, part + most)))
      out.add(scanned, at, end)
      yield asRedacted(out.take())
      at = end
      part = end
    }
    out.add(scanned, at, start)
    if (i === spans.types.length) break
    out.add(textOf(spans, i))
    at = spans.ends[i] ?? at
  }
  out.add(rest)
  yield asRedacted(out.take())
}

/** Never between the halves of a surrogate pair: each part is made into bytes on its own. */
function partEnd(text: string, at: number): number {
  const c = text.charCodeAt(at)
  return c >= 0xdc00 && c <= 0xdfff ? at + 1 : at
}

/** Where the scanned part ends: the start of its last line, or, in a very long line, a little before the place. */
function cutPoint({ input, scannedTo, found }: Sheet): number {
  if (scannedTo >= input.length) return input.length
  const lineStart = lastLineStart(input, scannedTo)
  if (scannedTo - lineStart <= LONG_LINE) return lineStart
  const cut = Math.max(lineStart, scannedTo - TAIL)
  for (let i = 0; i < found.length && found.startAt(i) < cut; i++) if (found.endAt(i) > cut) return found.startAt(i)
  return cut
}

function lastLineStart(input: string, before: number): number {
  let i = before
  while (i > 0 && input.charCodeAt(i - 1) !== 10 && input.charCodeAt(i - 1) !== 13) i--
  return i
}

/** What is written where, in columns and in order. Holds no text of the log. */
interface Spans {
  starts: Int32Array
  ends: Int32Array
  lines: Int32Array
  numbers: Int32Array
  types: Written[]
}

/** What the placeholders of one kind have in common. `marker`: of an escaped one. */
interface Written {
  id: string
  class: FindingClass
  label: string | null
  marker?: string
}

function textOf({ types, numbers }: Spans, i: number): string {
  const type = types[i]
  if (type?.marker !== undefined) return escapeMarker(type.marker)
  return type?.label ? `[${type.label}_${numbers[i] ?? 0}]` : LITERAL
}

function placeholders({ input, kind, policy, markers, found }: Sheet, cut: number): Spans {
  const escaped = kind === 'raw' ? markers : []
  const column = () => new Int32Array(found.length + escaped.length)
  const spans: Spans = { starts: column(), ends: column(), lines: column(), numbers: column(), types: [] }
  const lines = new LineCounter(input)
  const numbers = new Numbers(kind === 'redacted' ? markers : [])
  let lastEnd = 0
  const add = (start: number, end: number, type: Written): number => {
    const i = spans.types.push(type) - 1
    spans.starts[i] = start
    spans.ends[i] = end
    spans.lines[i] = lines.at(start)
    lastEnd = end
    return i
  }
  let next = 0
  const escapeUpTo = (offset: number): void => {
    for (let m = escaped[next]; m && m.start < offset; m = escaped[++next])
      if (m.start >= lastEnd) add(m.start, m.end, { id: 'marker', class: 'custom', label: null, marker: m.text })
  }
  for (let i = 0; i < found.length && found.startAt(i) < cut; i++) {
    const start = found.startAt(i)
    const end = found.endAt(i)
    const type = found.typeAt(i)
    escapeUpTo(start)
    if (policy.placeholder === 'literal') add(start, end, { id: type.id, class: type.class, label: null })
    else spans.numbers[add(start, end, type)] = numbers.of(type.label, found.identityAt(i) ?? input.slice(start, end))
  }
  escapeUpTo(cut)
  return spans
}

/** Ordinals by first occurrence, per label; those of markers that stand in the text already are not given again. */
class Numbers {
  readonly #taken = new Map<string, number>()
  readonly #known = new Map<string, Map<string, number>>()

  constructor(markers: readonly Marker[]) {
    for (const m of markers) this.#taken.set(m.label, Math.max(this.#taken.get(m.label) ?? 0, m.ordinal))
  }

  of(label: string, identity: string): number {
    let known = this.#known.get(label)
    if (!known) {
      known = new Map()
      this.#known.set(label, known)
    }
    const number = known.get(identity)
    if (number !== undefined) return number
    const next = known.size + 1 + (this.#taken.get(label) ?? 0)
    known.set(identity, next)
    return next
  }
}

function listSpans(spans: Spans): RedactionSpan[] {
  const { starts, ends, lines, types } = spans
  return types.map(({ id, class: kind }, i) => ({
    start: starts[i] ?? 0,
    end: ends[i] ?? 0,
    line: lines[i] ?? 0,
    type: id,
    class: kind,
    placeholder: textOf(spans, i),
  }))
}

function countByType(types: Spans['types']): Map<string, Finding> {
  const counts = new Map<string, { type: string; class: FindingClass; count: number }>()
  for (const { id, class: kind } of types) {
    const counted = counts.get(id)
    if (counted) counted.count++
    else counts.set(id, { type: id, class: kind, count: 1 })
  }
  return counts
}
