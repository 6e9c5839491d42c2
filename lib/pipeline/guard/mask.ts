import { MASK, type Piece, type Unit } from './pieces.ts'
import { isJoinedCode, isKnownNumber, type Standing, standingOf, weakest } from './vocabulary.ts'

/** Units to either side in which an everyday word looks for a technical one, and in which a number looks for any word. */
const REACH = 3
/** Function words that may stay in a row beyond a word that stays. */
const MAX_FUNCTION_WORDS = 3
/** Digits that a run of numbers with no word in it may show: sums and shares, not telephone numbers. */
const MAX_DIGITS_IN_RUN = 6
/** Three joined numbers may show these digits, four and more none: versions, not birthdays or addresses. */
const MAX_DIGITS_JOINED = 4
const MAX_NUMBERS_JOINED = 3

const isDigits = (word: string) => /^[0-9]+$/.test(word)
const isNumeric = (unit: Unit) => unit.words.length > 0 && unit.words.every((word) => /^[0-9]/.test(word))

/**
 * Which units of a text may stay by the vocabulary alone, wherever the text came from.
 * `free[i]` says that piece `i` is published or granted elsewhere: its unit stays and counts as technical.
 */
export function keepByVocabulary(
  pieces: readonly Piece[],
  units: readonly Unit[],
  free: readonly boolean[] = [],
): boolean[] {
  const standings = units.map((unit) => (isFree(unit, free) ? 'technical' : standingOfUnit(pieces, unit)))
  const kept = standings.map((standing) => standing === 'technical' || standing === 'level')
  standings.forEach((standing, i) => {
    if (standing === 'everyday' && near(standings, i, (other) => other === 'technical')) kept[i] = true
  })
  keepNumbers(units, standings, kept)
  keepFunctionWords(standings, kept)
  return kept
}

/** Every piece of the unit is free. */
export function isFree(unit: Unit, free: readonly boolean[]): boolean {
  if (unit.words.length === 0) return false
  for (let i = unit.from; i <= unit.to; i += 2) if (free[i] !== true) return false
  return true
}

function near(standings: readonly Standing[], at: number, wanted: (standing: Standing) => boolean): boolean {
  const from = Math.max(0, at - REACH)
  return standings.slice(from, at + REACH + 1).some((standing, i) => from + i !== at && wanted(standing))
}

/** The standing of a unit by the vocabulary and, for numbers, by the word before. */
export function standingOfUnit(pieces: readonly Piece[], unit: Unit): Standing {
  const [first, second = ''] = unit.words
  if (first === undefined) return 'unknown'
  if (unit.words.length === 1) {
    if (first.length === 1) return standingOfLetter(pieces, unit.from, first)
    if (isDigits(first) && isKnownNumber(first, contextBefore(pieces, unit.from))) return 'technical'
    return standingOf(first)
  }
  if (isNumeric(unit)) return standingOfNumbers(unit.words)
  if (unit.words.length === 2 && isJoinedCode(first, second)) return 'technical'
  return standingOfCompound(unit.words)
}

/** A letter alone is an initial, unless it is a flag (`bash -c`) or the unit of the number before (`17.8 s`). */
function standingOfLetter(pieces: readonly Piece[], at: number, letter: string): Standing {
  const [word, gap] = [pieces[at - 2], pieces[at - 1]]
  if (/^[a-zA-Z]$/.test(letter) && gap?.kind === 'gap' && /(?:^|\s)-$/.test(gap.text)) return 'everyday'
  if (/^[smh]$/.test(letter) && gap?.text === ' ' && word !== undefined && /^[0-9]{1,3}$/.test(word.text))
    return 'number'
  return standingOf(letter)
}

/** All or nothing: one unknown part and the whole compound goes, so that `smith-server-01` shows no server. */
function standingOfCompound(words: readonly string[]): Standing {
  const whole = standingOf(words.join('-'))
  if (whole !== 'unknown') return whole
  const standings = words.map(standingOf)
  if (standings.includes('unknown') || !mayBeJoined(words.filter((word) => /^[0-9]/.test(word)))) return 'unknown'
  if (standings.includes('technical')) return 'technical'
  return standings.some((standing) => standing !== 'function' && standing !== 'number') ? 'everyday' : weakest(words)
}

function standingOfNumbers(words: readonly string[]): Standing {
  return words.every((word) => standingOf(word) !== 'unknown') && mayBeJoined(words) ? 'number' : 'unknown'
}

function mayBeJoined(numbers: readonly string[]): boolean {
  const digits = numbers.join('').replace(/[^0-9]/g, '').length
  return numbers.length < 3 || (numbers.length <= MAX_NUMBERS_JOINED && digits <= MAX_DIGITS_JOINED)
}

/** The word before a number, or `port` where a colon after a name or a mask makes it one. */
function contextBefore(pieces: readonly Piece[], at: number): string {
  const [word, gap] = [pieces[at - 2], pieces[at - 1]]
  if (gap?.kind !== 'gap' || !word || word.kind === 'gap') return ''
  if (gap.text === ':' && !isDigits(word.text)) return 'port'
  return /^[\s:=#([]{1,4}$/.test(gap.text) ? word.text : ''
}

/** Numbers stay near a word that stays, unless a run of them, with no word between, shows too many digits. */
function keepNumbers(units: readonly Unit[], standings: readonly Standing[], kept: boolean[]): void {
  const words = standings.map((standing, i) => (kept[i] === true && standing !== 'number' ? 'technical' : 'unknown'))
  for (let i = 0; i < units.length; i++) {
    if (standings[i] !== 'number') continue
    let end = i
    while (end < units.length && standings[end] === 'number') {
      end++
      // A measure (`9.87s`) is told apart by its unit and ends the run.
      if (isMeasure(units[end - 1])) break
    }
    const digits = units.slice(i, end).reduce((sum, unit) => sum + unit.words.join('').replace(/[^0-9]/g, '').length, 0)
    for (let k = i; k < end; k++) {
      kept[k] = digits <= MAX_DIGITS_IN_RUN && near(words, k, (standing) => standing === 'technical')
    }
    i = end - 1
  }
}

const isMeasure = (unit: Unit | undefined) => /[a-z]$/i.test(unit?.words.at(-1) ?? '')

function keepFunctionWords(standings: readonly Standing[], kept: boolean[]): void {
  const spread = (from: number, step: number) => {
    let left = 0
    for (let i = from; i >= 0 && i < standings.length; i += step) {
      if (standings[i] === 'function') {
        if (left > 0) kept[i] = true
        left--
      } else left = kept[i] === true && standings[i] !== 'level' ? MAX_FUNCTION_WORDS : 0
    }
  }
  spread(0, 1)
  spread(standings.length - 1, -1)
}

/** Writes the text again with `<*>` for each unit that does not stay; neighbouring masks become one. */
export function renderMasked(pieces: readonly Piece[], units: readonly Unit[], kept: readonly boolean[]): string {
  const out = pieces.map(({ text }) => text)
  units.forEach((unit, i) => {
    if (kept[i] === true) return
    for (let k = unit.from; k <= unit.to; k++) out[k] = k === unit.from ? MASK : ''
  })
  return collapse(out.join(''))
}

/** What may lie between two masks that become one; the end of a sentence keeps them apart. */
const BETWEEN_MASKS = /<\*>(?:(?:[\s/\\\-_:,;=|&+~#$'"`%^*–—‘’“”…×→•]|[.!?](?!["'”’]?\s))*<\*>)+/g

function collapse(text: string): string {
  return text.replace(BETWEEN_MASKS, MASK)
}
