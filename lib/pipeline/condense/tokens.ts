/**
 * Token counts without a tokenizer: units by character class, times a factor per model family.
 *
 * The classes are calibrated on log text against a published tokenizer (letters: one unit per run of up to six, else one
 * per five characters; digits: one per 2.6; punctuation 0.85; a run of whitespace one, a single blank none; other
 * characters 1.5). The newest Claude models use about 1.53 tokens per unit, earlier ones about 1.2; the factors below
 * stay a little above that, since a budget may be left unused but never exceeded.
 */
export type ModelFamily = 'claude-newest' | 'claude-earlier' | 'other'

/** Tokens per unit. */
export const FACTORS: Record<ModelFamily, number> = { 'claude-newest': 1.54, 'claude-earlier': 1.25, other: 1.1 }

/** Estimated tokens of a text, rounded up. `factor` overrides the family's own, for example after `recalibrate`. */
export function estimateTokens(
  text: string,
  family: ModelFamily = 'claude-newest',
  factor: number = FACTORS[family],
): number {
  return Math.ceil(tokenUnits(text, 0, text.length) * factor)
}

/**
 * The next factor of a model, learned from a real reply: moves a fifth of the way to what the reply reported, and stays
 * within half and double of the family's own factor, so that one odd reply cannot break the budget.
 */
export function recalibrate(family: ModelFamily, current: number, text: string, reportedTokens: number): number {
  const units = tokenUnits(text, 0, text.length)
  if (units < 200 || reportedTokens <= 0) return current
  const next = current + (reportedTokens / units - current) / 5
  return Math.min(FACTORS[family] * 2, Math.max(FACTORS[family] / 2, next))
}

/** Units of one line with its line end; rounding up per line is covered, as a judge may count line by line. */
export function lineCost(line: string): number {
  return tokenUnits(line, 0, line.length) + 1.65
}

/** Class of every UTF-16 unit below 128: 0 punctuation, 1 letter, 2 digit, 3 blank, 4 line end. */
const CLASS = new Uint8Array(128)
for (let c = 0; c < 128; c++) {
  if ((c >= 65 && c <= 90) || (c >= 97 && c <= 122)) CLASS[c] = 1
  else if (c >= 48 && c <= 57) CLASS[c] = 2
  else if (c === 10) CLASS[c] = 4
  else if (c === 32 || (c >= 9 && c <= 13)) CLASS[c] = 3
}

/** Units of `text.slice(start, end)` before any family's factor. */
export function tokenUnits(text: string, start: number, end: number): number {
  let units = 0
  let i = start
  while (i < end) {
    const code = text.charCodeAt(i)
    const kind = code < 128 ? CLASS[code] : 5
    let j = i + 1
    if (kind === 0) units += 0.85
    else if (kind === 5) units += 1.5
    else if (kind === 1) {
      while (j < end && classAt(text, j) === 1) j++
      units += j - i <= 6 ? 1 : Math.ceil((j - i) / 5)
    } else if (kind === 2) {
      while (j < end && classAt(text, j) === 2) j++
      units += Math.ceil((j - i) / 2.6)
    } else {
      let ends = kind === 4
      while (j < end && classAt(text, j) >= 3) ends = classAt(text, j++) === 4 || ends
      units += ends || j - i > 1 ? 1 : 0
    }
    i = j
  }
  return units
}

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code < 128 ? (CLASS[code] ?? 0) : 0
}
