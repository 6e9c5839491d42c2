import { bits, HEX } from './chars.ts'

/** How many bytes behind a chunk must be readable. */
export const LOOKAHEAD = 16

/** What carries over from one chunk to the next. */
export interface EventState {
  /** Where the run of digits began that is being read; -1 outside one. */
  digitsFrom: number
  colonAt: number
  colons: number
}

export const startEvents = (): EventState => ({ digitsFrom: -1, colonAt: -9, colons: 0 })

/** Places of a chunk, in order, that a matcher of numbers or addresses must look at. Overwritten by the next chunk. */
export interface Events {
  count: number
  /** Offsets in the chunk, behind the run of digits or behind the sign; one more behind the last. */
  places: Int32Array
  /** Where the run of digits began, in offsets of the text; -1: a sign. */
  digitsFrom: Int32Array
}

const events: Events = { count: 0, places: new Int32Array(0), digitsFrom: new Int32Array(0) }

const DIGIT = 1
const DOT = 2
const DASH = 3
const COLON = 4
const KIND = new Uint8Array(256)
for (const c of '0123456789') KIND[c.charCodeAt(0)] = DIGIT
KIND[46] = DOT
KIND[45] = DASH
KIND[58] = COLON

/**
 * Every fourth character of a log is a digit or a sign between digits, and hardly one of them belongs to a card or an address: what
 * can be seen from a few bytes around is sorted out here, before any matcher is called. `chunk` holds the text from `from` on.
 */
export function findEvents(text: string, chunk: Uint8Array, from: number, length: number, s: EventState): Events {
  if (events.places.length <= length * 2) {
    events.places = new Int32Array(length * 2 + 2)
    events.digitsFrom = new Int32Array(length * 2 + 2)
  }
  events.count = 0
  // Begun in the chunk before: who decides by bytes of this chunk cannot see it.
  let carried = s.digitsFrom
  let start = carried >= 0 ? 0 : -1
  for (let k = 0; k < length; k++) {
    const kind = KIND[chunk[k] as number] as number
    if (kind === DIGIT) {
      if (start < 0) start = k
      continue
    }
    if (start >= 0) {
      if (carried >= 0) add(k, carried)
      else if (start === 0 || isNumber(chunk, start, k)) add(k, from + start)
      start = -1
      carried = -1
    }
    if (kind !== 0 && isSign(text, chunk, from, k, kind, s)) add(k + 1, -1)
  }
  s.digitsFrom = carried >= 0 ? carried : start >= 0 ? from + start : -1
  events.places[events.count] = length
  return events
}

function add(place: number, digitsFrom: number): void {
  events.places[events.count] = place
  events.digitsFrom[events.count++] = digitsFrom
}

/** Whether a run of digits may be (part of) a card, an SSN, an IBAN, an address, or a telephone number that says so itself. */
function isNumber(chunk: Uint8Array, start: number, end: number): boolean {
  const length = end - start
  const before = chunk[start - 1] as number
  const next = chunk[end] as number
  if (length >= 12) return length <= 19 || (before >= 65 && before <= 90)
  // `.`: an address. `+` and `(`: a telephone.
  if ((length <= 3 && next === 46 && before !== 46) || before === 43 || before === 40) return true
  if (length >= 2 && before >= 65 && before <= 90) return true
  if (next !== 45 && next !== 32) return false
  if (length === 3) return chunk[start + 6] === next
  return length === 4 && (chunk[start + 9] === next || chunk[start + 11] === next)
}

function isSign(text: string, chunk: Uint8Array, from: number, k: number, kind: number, s: EventState): boolean {
  if (kind === DOT) return chunk[k + 7] === 46 || chunk[k + 8] === 46
  if (kind === DASH) return chunk[k + 9] === 45 || (chunk[k + 3] === 45 && chunk[k + 6] === 45)
  return isColon(text, from + k, s)
}

/** Counts colons with at most four hex digits between them: `::` and the fourth of a run are worth a look. */
function isColon(text: string, at: number, s: EventState): boolean {
  const gap = at - s.colonAt
  s.colons = gap <= 5 && onlyHex(text, s.colonAt + 1, at) ? s.colons + 1 : 1
  s.colonAt = at
  return s.colons === 4 || (gap === 1 && s.colons >= 2)
}

function onlyHex(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!(bits(text, i) & HEX)) return false
  return true
}
