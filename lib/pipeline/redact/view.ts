/** Stands in a view for text that is redacted already: no word, no value, nothing a rule reads. */
export const MARK = '\uE000'

/** Terminal escapes, and characters that show nothing and split words: UTF-16's zeros, soft hyphens, zero widths, directions. */
const INVISIBLE =
  /(?:\x1b\[[0-9;?]{0,32}[ -/]{0,4}[@-~]|\x1b\][^\x07\x1b\r\n]{0,512}(?:\x07|\x1b\\)|[\x00\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]){1,4096}/g
const HAS_INVISIBLE = /[\x00\x1b\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/

/**
 * The text as rules read it, with the way back to the input's offsets: escapes cut out, redacted places as one mark each. Line
 * ends stay, so lines are the same lines.
 */
export interface View {
  text: string
  /** Offset in the input of the character at this offset of the view. */
  toInput(offset: number): number
}

interface Cut {
  start: number
  end: number
  by: string
}

export interface ViewParts {
  input: string
  redacted: readonly Place[]
  /** Markers and their escaped twins. */
  opaque: readonly Place[]
  /** Places whose lines are shown; all lines where absent. */
  only?: readonly Place[]
}

export interface Place {
  start: number
  end: number
}

export function buildView({ input, redacted, opaque, only }: ViewParts): View {
  const cuts: Cut[] = redacted.map(({ start, end }) => ({ start, end, by: MARK }))
  for (const m of opaque) cuts.push({ start: m.start, end: m.end, by: MARK })
  if (HAS_INVISIBLE.test(input))
    for (const m of input.matchAll(INVISIBLE)) cuts.push({ start: m.index, end: m.index + m[0].length, by: '' })
  // Not spread: a call with a cut for every line of 10 MB overflows the stack of a browser's worker.
  if (only) for (const cut of linesBetween(input, only)) cuts.push(cut)
  if (!cuts.length) return { text: input, toInput: (offset) => offset }
  cuts.sort((a, b) => a.start - b.start || b.end - a.end)
  return cutUp(input, cuts)
}

/** Cuts that leave only the lines in which a place stands; places come in order. */
function linesBetween(input: string, only: readonly Place[]): Cut[] {
  const cuts: Cut[] = []
  let at = 0
  for (const { start, end } of only) {
    if (start < at) continue
    const lineStart = lineStartBefore(input, start, at)
    if (lineStart > at) cuts.push({ start: at, end: lineStart, by: '\n' })
    at = lineEndAfter(input, end)
  }
  if (at < input.length) cuts.push({ start: at, end: input.length, by: '\n' })
  return cuts
}

/** Not back beyond `floor`, so that many places in one long line cost one walk each, not the whole text. */
function lineStartBefore(input: string, at: number, floor: number): number {
  let i = at
  while (i > floor && input.charCodeAt(i - 1) !== 10 && input.charCodeAt(i - 1) !== 13) i--
  return i
}

function lineEndAfter(input: string, at: number): number {
  let i = at
  while (i < input.length && input.charCodeAt(i) !== 10 && input.charCodeAt(i) !== 13) i++
  return i
}

function cutUp(input: string, cuts: readonly Cut[]): View {
  const pieces: string[] = []
  // Segment i begins at `inView[i]` of the view and at `inInput[i]` of the input.
  const inView: number[] = [0]
  const inInput: number[] = [0]
  let at = 0
  let length = 0
  for (const { start, end, by } of cuts) {
    if (start < at) continue
    pieces.push(input.slice(at, start), by)
    length += start - at
    if (by) {
      inView.push(length)
      inInput.push(start)
    }
    length += by.length
    inView.push(length)
    inInput.push(end)
    at = end
  }
  pieces.push(input.slice(at))
  return { text: pieces.join(''), toInput: (offset) => locate(offset, inView, inInput) }
}

function locate(offset: number, inView: readonly number[], inInput: readonly number[]): number {
  let low = 0
  let high = inView.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((inView[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return (inInput[low] ?? 0) + offset - (inView[low] ?? 0)
}
