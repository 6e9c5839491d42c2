import { Joiner } from './joiner.ts'
import type { PlaceList } from './place-list.ts'

/** Stands in a view for text that is redacted already: no word, no value, nothing a rule reads. */
export const MARK = '\uE000'

/** Terminal escapes. */
const ESCAPE = /\x1b(?:\[[0-9;?]{0,32}[ -/]{0,4}[@-~]|\][^\x07\x1b\r\n]{0,512}(?:\x07|\x1b\\))/y
/** Or characters that show nothing and split words: UTF-16's zeros, soft hyphens, zero widths, directions. */
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

/** Places to cut, in order of their start, and what stands for each. */
interface Cuts {
  length: number
  startAt(i: number): number
  endAt(i: number): number
  by: string
}

export interface ViewParts {
  input: string
  redacted: PlaceList
  /** Markers and their escaped twins, in order each. */
  opaque: readonly (readonly Place[])[]
  /** From `findInvisible`. */
  invisible: Bounds
  /** Places whose lines are shown; all lines where absent. */
  only?: PlaceList
}

export interface Place {
  start: number
  end: number
}

/** Where places start and end, one after the other. */
export type Bounds = Int32Array

export function buildView({ input, redacted, opaque, invisible, only }: ViewParts): View {
  const cuts: Cuts[] = [cutsOf(redacted), ...opaque.map((places) => asCuts(places, MARK)), boundsAsCuts(invisible, '')]
  if (only) cuts.push(linesBetween(input, only))
  const some = cuts.filter(({ length }) => length > 0)
  return some.length === 0 ? { text: input, toInput: (offset) => offset } : cutUp(input, some)
}

const cutsOf = (places: PlaceList): Cuts => ({
  length: places.length,
  startAt: (i) => places.startAt(i),
  endAt: (i) => places.endAt(i),
  by: MARK,
})

const asCuts = (places: readonly Place[], by: string): Cuts => ({
  length: places.length,
  startAt: (i) => places[i]?.start ?? 0,
  endAt: (i) => places[i]?.end ?? 0,
  by,
})

const boundsAsCuts = (bounds: Bounds, by: string): Cuts => ({
  length: bounds.length / 2,
  startAt: (i) => bounds[i * 2] ?? 0,
  endAt: (i) => bounds[i * 2 + 1] ?? 0,
  by,
})

/** Escapes and invisible characters of a text, in order; those that touch are one place. In columns: every other character may be one. */
export function findInvisible(input: string): Bounds {
  if (!HAS_INVISIBLE.test(input)) return new Int32Array(0)
  let bounds = new Int32Array(1_024)
  let count = 0
  for (let i = 0; i < input.length; ) {
    const length = invisibleAt(input, i)
    if (length === 0) i++
    else if (count && bounds[count - 1] === i) {
      i += length
      bounds[count - 1] = i
    } else {
      if (count === bounds.length) bounds = doubled(bounds)
      bounds[count++] = i
      i += length
      bounds[count++] = i
    }
  }
  return bounds.subarray(0, count)
}

function doubled(bounds: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const more = new Int32Array(bounds.length * 2)
  more.set(bounds)
  return more
}

/** How many characters at `i` show nothing. */
function invisibleAt(input: string, i: number): number {
  const c = input.charCodeAt(i)
  if (c === 27) {
    ESCAPE.lastIndex = i
    return ESCAPE.test(input) ? ESCAPE.lastIndex - i : 0
  }
  if (c < 0x200b) return c === 0 || c === 0xad ? 1 : 0
  const isShown = c > 0x200f && (c < 0x202a || c > 0x202e) && (c < 0x2060 || c > 0x2069 || c === 0x2065) && c !== 0xfeff
  return isShown ? 0 : 1
}

/** Cuts that leave only the lines in which a place stands; places come in order. */
function linesBetween(input: string, only: PlaceList): Cuts {
  const bounds: number[] = []
  let at = 0
  for (let i = 0; i < only.length; i++) {
    if (only.startAt(i) < at) continue
    const lineStart = lineStartBefore(input, only.startAt(i), at)
    if (lineStart > at) bounds.push(at, lineStart)
    at = lineEndAfter(input, only.endAt(i))
  }
  if (at < input.length) bounds.push(at, input.length)
  return boundsAsCuts(Int32Array.from(bounds), '\n')
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

/** Takes the cuts of all lists in order of place; of those that begin together the longest, and none inside another. */
function cutUp(input: string, lists: readonly Cuts[]): View {
  const count = lists.reduce((n, c) => n + c.length, 0)
  // Segment i begins at `inView[i]` of the view and at `inInput[i]` of the input.
  const inView = new Int32Array(count * 2 + 1)
  const inInput = new Int32Array(count * 2 + 1)
  const nextOf = lists.map(() => 0)
  const text = new Joiner()
  let segments = 1
  let at = 0
  let length = 0
  for (let taken = 0; taken < count; taken++) {
    const which = firstOf(lists, nextOf)
    const cuts = lists[which]
    const i = nextOf[which] ?? 0
    nextOf[which] = i + 1
    const start = cuts?.startAt(i) ?? 0
    if (!cuts || start < at) continue
    text.add(input, at, start)
    text.add(cuts.by)
    length += start - at
    if (cuts.by) {
      inView[segments] = length
      inInput[segments++] = start
    }
    length += cuts.by.length
    at = cuts.endAt(i)
    inView[segments] = length
    inInput[segments++] = at
  }
  text.add(input, at)
  return { text: text.take(), toInput: wayBack(inView.subarray(0, segments), inInput) }
}

function firstOf(lists: readonly Cuts[], nextOf: readonly number[]): number {
  if (lists.length === 1) return 0
  let best = -1
  let start = 0
  let end = 0
  for (const [k, cuts] of lists.entries()) {
    const i = nextOf[k] ?? 0
    if (i >= cuts.length) continue
    const from = cuts.startAt(i)
    if (best >= 0 && (from > start || (from === start && cuts.endAt(i) <= end))) continue
    best = k
    start = from
    end = cuts.endAt(i)
  }
  return best
}

/** Looks on from where it was asked last: places come in order. */
function wayBack(inView: Int32Array, inInput: Int32Array): (offset: number) => number {
  let low = 0
  return (offset) => {
    if ((inView[low] ?? 0) > offset) low = 0
    let high = inView.length - 1
    for (let step = 1; low + step <= high; step *= 2)
      if ((inView[low + step] ?? 0) > offset) {
        high = low + step - 1
        break
      }
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((inView[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return (inInput[low] ?? 0) + offset - (inView[low] ?? 0)
  }
}
