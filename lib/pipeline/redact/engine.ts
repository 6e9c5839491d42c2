import { extraFieldAutomaton, scanExtraFields } from './extra-fields.ts'
import { type Found, forcedPlaces, joinPlaces, keptPlaces, toLines, withoutKept } from './found.ts'
import { findMarkers, findTwins } from './markers.ts'
import { merge } from './merge.ts'
import { PlaceList } from './place-list.ts'
import { normaliseFieldName, type RedactionPolicy } from './policy.ts'
import type { Redaction } from './redaction.ts'
import { isSearchable, type KnownValues, ValueSearch } from './repeats.ts'
import { Run } from './run.ts'
import { forgetBytes, scanTo, startScan } from './scan.ts'
import { matchPatterns } from './tenant-patterns.ts'
import { type FindingType, typeOf } from './types.ts'
import { buildView, findInvisible, MARK, type View } from './view.ts'
import { write } from './write.ts'

/** How a run is bounded and watched. The clock is injected: the room is pure. */
export interface RedactOptions {
  /** Milliseconds from any fixed point. A budget needs it. */
  now?: () => number
  budgetMs?: number
  /** Called after every chunk, in UTF-16 units. */
  onProgress?: (doneChars: number, totalChars: number) => void
  /** Asked after every chunk; once true, the rest counts as unscanned. */
  isCancelled?: () => boolean
}

/** Recorded in every receipt. Changes with every change of a rule. */
export const RULE_SET = '2026.11.5'

/** Between two looks at the clock: about a millisecond of scanning. */
const CHUNK = 65_536
/** As many findings as any log has; beyond them the rest counts as unscanned. */
const FREE_FINDINGS = 100_000
const CHARS_PER_FINDING = 24
/** Every round only turns more text into marks, so rounds end by themselves; this guards against a mistake of ours. */
const MAX_ROUNDS = 8

/** Found wherever they stand by their own rule, or too much like other numbers to be searched. */
const NOT_REPEATED = new Set(['ip', 'mac', 'dob', 'phone', 'account', 'cvv', 'tax-id'])

/**
 * Shares of the budget: what was scanned when its first part is spent must still be searched for the values found, and looked at
 * again, or nothing of it could be shown.
 */
const SCAN_SHARE = 0.6
const SEARCH_SHARE = 0.8

/** True once this share of the budget is spent or the caller wants to stop. */
type IsOver = (share: number) => boolean

/**
 * One redaction in steps. Yields after each chunk (characters done so far), so that a caller may give way or stop. In rounds: find
 * by rules, search every found value again, replace, and look again at what is left, until nothing new is found. Then `recheck`
 * of the output has nothing left to do either.
 */
export function* scanSteps(
  input: string,
  kind: 'raw' | 'redacted',
  policy: RedactionPolicy,
  options: RedactOptions,
): Generator<number, Redaction> {
  const patternNames = new Set(policy.patterns.map((p) => p.name))
  const markers = findMarkers(input, patternNames)
  const { now, budgetMs } = options
  const startedAt = now?.() ?? 0
  const isOver = (share: number) =>
    options.isCancelled?.() === true ||
    (now !== undefined && budgetMs !== undefined && now() - startedAt > budgetMs * share)
  const look = { input, opaque: [markers, findTwins(input, patternNames)], invisible: findInvisible(input) }
  const places = keptPlaces(input, policy)
  // What a person selected is struck out beside what the rules find, never before: a name such as `password` must not vanish
  // before the rule that reads the value behind it has looked.
  const forced = forcedPlaces(input, policy)
  let found: Found = new PlaceList()
  let scannedTo = input.length
  let news: Found = new PlaceList()
  try {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      // After the first round only lines that have changed can hold something new: no rule reaches over a line's end to a mark.
      const view = buildView(round === 0 ? { ...look, redacted: found } : { ...look, redacted: found, only: news })
      const scan = yield* scanView(view, policy, isOver, round === 0)
      news = toLines(withoutKept(scan.found, places), input)
      if (round === 0) news = joinPlaces(forced, news, input)
      if (round > 0 && news.length && scan.known.size) {
        const all = buildView({ ...look, redacted: found })
        news = joinPlaces(news, toLines((yield* scanValues(all, scan.known, isOver)).found, input), input)
      }
      found = joinPlaces(found, news, input)
      if (scan.stoppedAt !== null) {
        scannedTo = Math.min(scannedTo, scan.stoppedAt)
        break
      }
      if (!news.length) break
    }
  } finally {
    forgetBytes()
  }
  return write({ input, kind, policy, markers, found, scannedTo, ruleSet: RULE_SET })
}

interface ViewScan {
  /** In offsets of the input. */
  found: Found
  /** The values that were searched again. */
  known: KnownValues
  /** Offset of the input where time ran out, or null. */
  stoppedAt: number | null
}

function* scanView(view: View, policy: RedactionPolicy, isOver: IsOver, isFirst: boolean): Generator<number, ViewScan> {
  const { text } = view
  const run = new Run(text, policy, new Set(policy.fields.map(normaliseFieldName)))
  const state = startScan()
  const extra = extraFieldAutomaton(policy.fields)
  let stop = text.length
  for (let at = 0; at < text.length; ) {
    // Text with a finding in every few words is no log; what its findings cost would hold others up.
    if (isOver(isFirst ? SCAN_SHARE : 1) || run.candidates.length > FREE_FINDINGS + text.length / CHARS_PER_FINDING) {
      stop = at
      break
    }
    const end = chunkEnd(text, at)
    scanTo(run, state, end)
    if (extra) scanExtraFields(run, extra, at, end)
    if (policy.patterns.length && !scanPatterns(run, policy, at, end, isOver)) {
      stop = at
      break
    }
    at = end
    yield view.toInput(Math.min(at, text.length - 1))
  }
  const byRules = merge(run.candidates)
  const known = knownValues(run, byRules, isFirst)
  const repeats = new PlaceList()
  stop = Math.min(stop, yield* scanRepeats({ text, known, stop, places: byRules, repeats }, isOver, isFirst))
  for (let i = 0; i < repeats.length; i++) byRules.take(repeats, i)
  return {
    found: toFound(repeats.length ? merge(byRules) : byRules, view),
    known,
    stoppedAt: stop < text.length ? view.toInput(stop) : null,
  }
}

/** Searches values in a view without looking for anything else. */
function* scanValues(view: View, known: KnownValues, isOver: IsOver): Generator<number, ViewScan> {
  const { text } = view
  const repeats = new PlaceList()
  const search = { text, known, stop: text.length, places: new PlaceList(), repeats }
  const stop = yield* scanRepeats(search, isOver, false)
  return { found: toFound(merge(repeats), view), known, stoppedAt: stop < text.length ? view.toInput(stop) : null }
}

function toFound(places: PlaceList, view: View): Found {
  const found = new PlaceList()
  const { text } = view
  for (let i = 0; i < places.length; i++) {
    const [start, end] = trimMarks(text, places.startAt(i), places.endAt(i))
    if (start >= end) continue
    const from = view.toInput(start)
    const to = view.toInput(end - 1) + 1
    // Where nothing was cut out of it, the value is the text itself.
    const identity = places.identityAt(i) ?? (to - from === end - start ? null : text.slice(start, end))
    found.push(from, to, places.typeAt(i), identity)
  }
  return found
}

/** Chunks end at a line's end where one is near, because tenant patterns read line by line. */
function chunkEnd(text: string, at: number): number {
  const target = at + CHUNK
  if (target >= text.length) return text.length
  const lineEnd = text.slice(target - 4_096, target).indexOf('\n')
  return lineEnd >= 0 ? target - 4_096 + lineEnd + 1 : target
}

/** False where time ran out before all patterns had seen this piece. */
function scanPatterns(run: Run, policy: RedactionPolicy, from: number, to: number, isOver: IsOver): boolean {
  for (const { type, matches } of matchPatterns(policy, run.text.slice(from, to))) {
    for (const m of matches) run.add(from + m.start, from + m.end, type)
    if (isOver(SCAN_SHARE)) return false
  }
  return true
}

/** The distinct values found in this round, and in the first one the exact values of the policy. */
function knownValues({ text, policy, extraValues }: Run, places: PlaceList, isFirst: boolean): KnownValues {
  const known = new Map<string, FindingType>()
  if (isFirst) for (const value of policy.values) known.set(value, typeOf('value'))
  for (let i = 0; i < places.length; i++) {
    const type = places.typeAt(i)
    if (NOT_REPEATED.has(type.id)) continue
    const value = text.slice(places.startAt(i), places.endAt(i))
    if (isSearchable(value) && !known.has(value)) known.set(value, type)
  }
  for (const value of extraValues) if (isSearchable(value) && !known.has(value)) known.set(value, typeOf('password'))
  return known
}

interface Search {
  text: string
  /** Where to stop. */
  stop: number
  known: KnownValues
  /** Found already, in order. */
  places: PlaceList
  /** Where what is found is added. */
  repeats: PlaceList
}

/** Searches values in a text; returns how far it came. */
function* scanRepeats({ text, stop, known, places, repeats }: Search, isOver: IsOver, isFirst: boolean) {
  const search = new ValueSearch(known, text.length)
  if (search.isEmpty) return stop
  for (let at = 0; at < stop; at += CHUNK) {
    if (isOver(isFirst ? SEARCH_SHARE : 1)) return at
    if (!search.find(text, at, Math.min(stop, at + CHUNK), places, repeats)) return at
    yield at
  }
  return stop
}

/** Marks at the ends of a finding are redacted already. */
function trimMarks(text: string, from: number, to: number): [number, number] {
  let [start, end] = [from, to]
  while (start < end && text[start] === MARK) start++
  while (end > start && text[end - 1] === MARK) end--
  return [start, end]
}

/** Drives the steps to their end. */
export function runToEnd(steps: Generator<number, Redaction>, total: number, options: RedactOptions): Redaction {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    options.onProgress?.(step.value, total)
  }
}
