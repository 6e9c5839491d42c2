import { isBlank } from './cursor.ts'
import { DEBUG, INFO, WARN } from './levels.ts'
import type { LineTable } from './lines.ts'
import type { Mined } from './templates.ts'
import { isLetter } from './times.ts'
import { weighLines } from './weights.ts'

/** How much of an anchor's worth its neighbours get, by distance. What led to a failure is told before it, its detail after it. */
const BEFORE = [0.55, 0.45, 0.36, 0.28, 0.2, 0.14, 0.1, 0.07]
const AFTER = [0.62, 0.56, 0.5, 0.44, 0.38, 0.32, 0.27, 0.23, 0.19, 0.16, 0.13, 0.11, 0.09, 0.07, 0.06]
/** A template that was silent for this many lines begins a new burst. */
const SILENCE = 300

export interface Ranking {
  /** Per line. */
  worth: Float32Array
  /** Per template, by its words and level alone. */
  templateWorth: Float32Array
}

/**
 * The worth of every line: failure anchors by their words and level, rarer templates more, first and last occurrences more
 * than those between; neighbours of anchors; what stands right before a burst; the stretch before the end of a run; the
 * step that was being done; the earliest rare failures. `novel` marks templates that a known-good log lacks.
 */
export function rankLines(table: LineTable, mined: Mined, novel?: Uint8Array): Ranking {
  const { values, kinds, benign, templateWorth, terminals, steps } = weighLines(table, mined)
  const share = new Float32Array(table.count).fill(1)
  const own = ownWorth(table, mined, { values, kinds, share }, novel)
  const mute = muted(table, mined, benign)
  const total = new Float32Array(table.count)
  for (let i = 0; i < table.count; i++) total[i] = (own[i] ?? 0) * (mute[i] ?? 1)
  const source = total.slice()
  spread(indentsOf(table, mined), source, share, closeness(mined, mute), total)
  onsets(mined, values, total)
  beforeTheEnd(table, terminals, mute, total)
  lastSteps(steps, source, total)
  earliestRare(mined, source, total)
  return { worth: total, templateWorth }
}

/**
 * Worth by words, rarity and occurrence: of its template, and of its kind (the anchor and the first word), so that a list of
 * forty failed tests does not crowd out the first failure's detail. `share` becomes how much neighbours get of it: the first
 * of a kind brings its whole record, the tenth hardly more than itself.
 */
function ownWorth(
  table: LineTable,
  mined: Mined,
  { values, kinds, share }: { values: Float32Array; kinds: Int16Array; share: Float32Array },
  novel: Uint8Array | undefined,
): Float32Array {
  const own = new Float32Array(values.length)
  const seen = new Int32Array(mined.templates.length)
  const seenKind = new Map<number, number>()
  for (let i = 0; i < values.length; i++) {
    const t = mined.lines[i] ?? 0
    const template = mined.templates[t]
    const nth = (seen[t] ?? 0) + 1
    seen[t] = nth
    if (!template) continue
    if ((values[i] ?? 0) === 0) {
      if (novel?.[t] === 1) own[i] = 2 * decayed(TEMPLATE_DECAY, nth)
      continue
    }
    const key = firstWord(table, mined, i) * 64 + (kinds[i] ?? 0)
    const nthKind = (seenKind.get(key) ?? 0) + 1
    seenKind.set(key, nthKind)
    const last = nth === template.count ? 0.55 : 0
    const occurrence = Math.max(decayed(TEMPLATE_DECAY, nth), last)
    const crowd = Math.max(decayed(KIND_DECAY, nthKind), last * 0.7)
    const rarity = 1 / (1 + 0.06 * Math.log2(template.count))
    let worth = (values[i] ?? 0) * rarity * occurrence * crowd
    if (novel) worth = novel[t] ? worth * 1.3 + 2 * occurrence : worth * 0.3
    else if (nth === 1 && (mined.levels[i] ?? 0) > INFO) worth += 0.5
    own[i] = worth
    share[i] = nthKind <= 2 && nth <= 2 ? 1.35 : nthKind <= 6 ? 1 : 0.6
  }
  return own
}

/** Powers are slow and asked for once per line. */
const decay = (exponent: number) => Float64Array.from({ length: 2_048 }, (_, n) => Math.max(n, 1) ** exponent)
const TEMPLATE_DECAY = decay(-0.7)
const KIND_DECAY = decay(-0.3)

function decayed(table: Float64Array, nth: number): number {
  return table[Math.min(nth, table.length - 1)] ?? 0
}

/** Hash of the first letters of a message. */
function firstWord(table: LineTable, mined: Mined, i: number): number {
  const end = table.ends[i] ?? 0
  let at = mined.contents[i] ?? 0
  while (at < end && !isLetter(table.text.charCodeAt(at))) at++
  let hash = 0
  for (let n = 0; n < 12 && at < end && isLetter(table.text.charCodeAt(at)); n++)
    hash = (hash * 31 + table.text.charCodeAt(at++)) & 0xffffff
  return hash
}

/**
 * 1, or less where a line only echoes: the scripts of a CI step before it runs, steps after the failed one, the cleaning up
 * after the job, and what is known to be harmless.
 */
function muted(table: LineTable, mined: Mined, benign: Uint8Array): Float32Array {
  const mute = new Float32Array(table.count).fill(1)
  let inGroup = false
  let after = false
  let failed = false
  for (let i = 0; i < table.count; i++) {
    const from = mined.contents[i] ?? 0
    const { text } = table
    if (text.charCodeAt(from) === 35 && text.startsWith('##[', from)) {
      if (text.startsWith('group]Run ', from + 3)) {
        inGroup = true
        continue
      }
      if (text.startsWith('endgroup]', from + 3)) inGroup = false
    } else if (text.startsWith('Post job cleanup.', from)) after = true
    let factor = after ? 0.15 : inGroup ? 0.2 : failed ? 0.7 : 1
    if (benign[i] === 1) factor *= 0.4
    mute[i] = factor
    // Steps that run after the failed one report or tidy up.
    if (text.startsWith('##[error]Process completed', from)) failed = true
  }
  return mute
}

/** A line that calls itself information is a record of its own, and less of a neighbour than one without a level. */
function closeness(mined: Mined, mute: Float32Array): Float32Array {
  return mute.map((factor, i) => {
    const level = mined.levels[i] ?? 0
    return level === INFO || level === DEBUG ? factor * 0.6 : factor
  })
}

/** Gives neighbours their share of an anchor's worth, further along indented detail. Blank lines do not count as distance. */
function spread(
  indents: Int16Array,
  source: Float32Array,
  share: Float32Array,
  close: Float32Array,
  total: Float32Array,
): void {
  for (let i = 0; i < source.length; i++) {
    if ((source[i] ?? 0) < 2.5) continue
    const worth = (source[i] ?? 0) * (share[i] ?? 1)
    for (let j = i - 1, d = 0; j >= 0 && d < BEFORE.length; j--) {
      if ((indents[j] ?? 0) < 0) continue
      lift(total, j, worth * (BEFORE[d++] ?? 0) * (close[j] ?? 1))
    }
    const base = indents[i] ?? 0
    let detail = 0
    for (let j = i + 1, d = 0; j < source.length && d < AFTER.length; j++) {
      const indent = indents[j] ?? 0
      if (indent < 0) continue
      lift(total, j, worth * (AFTER[d] ?? 0) * (close[j] ?? 1))
      if (indent > base && detail < 16) {
        detail++
        if (detail % 2) d++
      } else d++
    }
  }
}

function lift(total: Float32Array, i: number, worth: number): void {
  if ((total[i] ?? 0) < worth) total[i] = worth
  else total[i] = (total[i] ?? 0) + worth * 0.1
}

/** Blanks between the clock and the message; -1 for a line without a message. */
function indentsOf(table: LineTable, mined: Mined): Int16Array {
  const indents = new Int16Array(table.count)
  for (let i = 0; i < table.count; i++) {
    const end = table.ends[i] ?? 0
    let at = mined.contents[i] ?? 0
    let before = at
    const from = mined.clockEnds[i] ?? 0
    while (before > from && isBlank(table.text.charCodeAt(before - 1))) before--
    while (at < end && isBlank(table.text.charCodeAt(at))) at++
    indents[i] = at >= end ? -1 : Math.min(at - before, 400)
  }
  return indents
}

/** What stands right before a burst of one failure may be its cause, whatever its words. */
function onsets(mined: Mined, values: Float32Array, total: Float32Array): void {
  const last = new Int32Array(mined.templates.length).fill(-SILENCE)
  for (let i = 0; i < values.length; i++) {
    const t = mined.lines[i] ?? 0
    const template = mined.templates[t]
    if (!template || template.count < 20 || (values[i] ?? 0) < 3) continue
    if (i - (last[t] ?? 0) >= SILENCE && burstsAt(mined, t, i))
      for (let d = 1; d <= 4 && i >= d; d++) if (mined.lines[i - d] !== t) lift(total, i - d, 6.5 / d)
    last[t] = i
  }
}

/** At least six of the next sixty lines are of the template. */
function burstsAt(mined: Mined, template: number, from: number): boolean {
  let hits = 0
  const end = Math.min(mined.lines.length, from + 60)
  // Nearly every occurrence that is no burst is settled here.
  if (!mined.lines.subarray(from + 1, from + 13).includes(template)) return false
  for (let i = from; i < end && hits < 6; i++) if (mined.lines[i] === template) hits++
  return hits >= 6
}

/** The stretch before each of the last ends of a run, and before the end of the log. */
function beforeTheEnd(table: LineTable, terminals: readonly number[], mute: Float32Array, total: Float32Array): void {
  const ends = terminals.filter((i) => (mute[i] ?? 1) >= 0.7).slice(-6)
  const stretch = (end: number, worth: number) => {
    for (let j = end, d = 0; j >= 0 && d < 60; j--) {
      if ((table.ends[j] ?? 0) - (table.starts[j] ?? 0) < 2) continue
      total[j] = (total[j] ?? 0) + worth * Math.exp(-d / 16) * (mute[j] ?? 1)
      d++
    }
  }
  for (const end of ends) stretch(end, end === ends.at(-1) ? 2.5 : 1.2)
  if (table.count > 0) stretch(table.count - 1, ends.length > 0 ? 0.6 : 2)
}

/** The step that was being done when the first of a group of anchors came. */
function lastSteps(steps: readonly number[], source: Float32Array, total: Float32Array): void {
  let step = -1
  let next = 0
  let given = -1
  for (let i = 0; i < source.length; i++) {
    while (next < steps.length && (steps[next] ?? 0) <= i) step = steps[next++] ?? -1
    if (step < 0 || given === step || (source[i] ?? 0) < 5) continue
    given = step
    lift(total, step, Math.min(6, (source[i] ?? 0) * 0.7))
  }
}

/** The first rare failures of the log, since a cause comes before its symptoms. */
function earliestRare(mined: Mined, source: Float32Array, total: Float32Array): void {
  let found = 0
  for (let i = 0; i < source.length && found < 8; i++) {
    const count = mined.templates[mined.lines[i] ?? 0]?.count ?? 0
    if (count > 3 || (source[i] ?? 0) < 5 || ((mined.levels[i] ?? 0) < WARN && (source[i] ?? 0) < 6)) continue
    total[i] = (total[i] ?? 0) + 1.5
    found++
  }
}
