import { matchColonGroups, matchDashGroups } from './addresses.ts'
import { type Anchors, anchors } from './anchors.ts'
import type { Automaton } from './automaton.ts'
import { bits, HEX, WORD } from './chars.ts'
import { type EventState, findEvents, LOOKAHEAD, startEvents } from './number-events.ts'
import { matchNamedNumber, matchNumber } from './numbers.ts'
import type { Run } from './run.ts'
import { matchDiscord, matchMailgun } from './tokens.ts'

/** How far a scan has come; what carries over from one chunk to the next. */
export interface ScanState {
  at: number
  /** Of the automaton. */
  state: number
  events: EventState
}

export const startScan = (): ScanState => ({ at: 0, state: 0, events: startEvents() })

const encoder = new TextEncoder()
let bytes = new Uint8Array(0)
/** How much of it holds text of a log. */
let used = 0

/** Overwrites what the last scan left: no text of a log outlives its analysis. */
export function forgetBytes(): void {
  bytes.fill(0, 0, used)
  used = 0
}

/**
 * The characters from `from` to `to` as bytes, one each, with some more to look ahead at and zeros behind the text's end; everything
 * outside ASCII is 255. Reading an array is twice as fast as reading a string.
 */
function bytesOf(text: string, from: number, to: number): Uint8Array {
  const piece = text.slice(from, to + LOOKAHEAD)
  const { length } = piece
  const size = length * 3 + LOOKAHEAD
  if (bytes.length < size) bytes = new Uint8Array(size)
  used = Math.max(used, size)
  if (encoder.encodeInto(piece, bytes).written !== length)
    for (let i = 0; i < length; i++) {
      const c = piece.charCodeAt(i)
      bytes[i] = c < 128 ? c : 255
    }
  bytes.fill(0, length, length + LOOKAHEAD)
  return bytes
}

/** The state behind the place where `advance` stopped: one number is all it gives back. */
let reached = 0

/** Runs the automaton from `k` to the next hit, or to `stop`. Small and without rare branches, so that it is compiled early and for good. */
function advance(automaton: Automaton, chunk: Uint8Array, from: number, stop: number, state: number): number {
  const { classOf, width, next, hitAt } = automaton
  let s = state
  let k = from
  for (; k < stop; k++) {
    s = next[s * width + (classOf[chunk[k] as number] as number)] as number
    if (hitAt[s] !== 0) break
  }
  reached = s
  return k
}

/**
 * Scans on to `stop` (exclusive): words by the automaton, numbers and signs where `findEvents` saw one, all in order of place.
 * Matchers read beyond `stop`, so chunks of any size give the same findings.
 */
export function scanTo(run: Run, s: ScanState, stop: number): void {
  const all = anchors()
  const from = s.at
  const chunk = bytesOf(run.text, from, stop)
  const length = stop - from
  const events = findEvents(run.text, chunk, from, length, s.events)
  let state = s.state
  let event = 0
  for (let k = 0; ; ) {
    const eventAt = events.places[event] ?? length
    const phoneAt = run.phoneEnds.length ? (run.phoneEnds[0] ?? 0) - from : length
    const limit = Math.min(length, eventAt, phoneAt)
    k = advance(all.automaton, chunk, k, limit, state)
    state = reached
    if (k < limit) {
      k++
      onWords(run, all, all.automaton.hitAt[state] ?? 0, from + k)
    } else if (k === eventAt && event < events.count) {
      const digitsFrom = events.digitsFrom[event++] ?? -1
      if (digitsFrom >= 0) matchNumber(run, digitsFrom, from + k, chunk[k] ?? 0)
      else onSign(run, from + k - 1)
    } else if (k === phoneAt && run.phoneEnds.length) matchNamedNumber(run, run.phoneEnds.shift() ?? 0)
    else break
  }
  const { digitsFrom } = s.events
  if (digitsFrom >= 0 && stop >= run.text.length) matchNumber(run, digitsFrom, stop, 0)
  s.state = state
  s.at = stop
}

function onWords(run: Run, { automaton, handlers, lengths }: Anchors, hit: number, end: number): void {
  for (const word of automaton.hits[hit] ?? []) handlers[word]?.(run, end - (lengths[word] ?? 0), end)
}

function onSign(run: Run, at: number): void {
  const { text } = run
  const c = text.charCodeAt(at)
  if (c === 58) matchColonGroups(run, at)
  else if (c === 45) onDash(run, at)
  else if (bits(text, at - 20) & WORD) matchDiscord(run, at)
}

function onDash(run: Run, at: number): void {
  const { text } = run
  if (text.charCodeAt(at + 9) === 45 && bits(text, at - 1) & HEX) matchMailgun(run, at)
  if (
    text.charCodeAt(at + 3) === 45 &&
    text.charCodeAt(at + 6) === 45 &&
    bits(text, at - 1) & HEX &&
    !(bits(text, at - 3) & WORD)
  )
    matchDashGroups(run, at)
}
