import { foldText } from './folded-text.ts'
import { BREAK, type Echo, type Probe } from './log-echo.ts'
import { isFree, keepByVocabulary, renderMasked, standingOfUnit } from './mask.ts'
import { markPhrases, type PhraseIndex } from './phrase-index.ts'
import { type Piece, partsOf, piecesOf, type Unit, unitsOf } from './pieces.ts'
import { type Standing, standingOf } from './vocabulary.ts'

/** A sentence of an analysis, taken apart. */
export interface Prose {
  pieces: readonly Piece[]
  units: readonly Unit[]
  free: readonly boolean[]
  standings: readonly Standing[]
  probe: Probe
  /** Index in `probe.words` of each piece that is a word or a mask. */
  wordAt: readonly number[]
}

/** What may stand in prose although a log line holds it. */
export interface Grants {
  phrases: PhraseIndex
  /** Components that are kept as such. */
  names: PhraseIndex
  /** Numbers that are stored beside the prose anyway: line numbers and counts. */
  numbers: ReadonlySet<string>
  /** Lines of the log: a number up to it, beside the word line, is a line number or a count of lines. */
  linesIn: number
}

/** A word longer than this is no word of ours; the house's limit for a run. */
const LONG_WORD = 40
/** From this length on a mixture of letters and digits is a key, a hash or an encoding. */
const LONG_TOKEN = 20
/** Letters standing alone, in a row: a word spelled out. */
const SPELLED = 4
const ASCII_WORD = /^[A-Za-z0-9]+$/

/** Takes a text apart and says which of its words must be looked for in the log. */
export function readProse(text: string, grants: Grants): Prose {
  const pieces = piecesOf(foldText(text))
  const units = unitsOf(pieces)
  const free = markPhrases(pieces, units, grants.names, markPhrases(pieces, units, grants.phrases))
  const standings = units.map((unit) => standingOfUnit(pieces, unit))
  const words: string[] = []
  const wordAt = pieces.map(({ kind, text: piece }) => {
    if (kind === 'gap') return -1
    return words.push(kind === 'mask' ? BREAK : piece.toLowerCase()) - 1
  })
  const suspect = words.map(() => false)
  const spellings = words.map(() => new Set<string>())
  units.forEach((unit, i) => {
    if (standings[i] !== 'unknown' || isFree(unit, free)) return
    const unknown = unit.words.map((word) => standingOf(word) === 'unknown')
    unit.words.forEach((word, k) => {
      const at = wordAt[unit.from + 2 * k] ?? -1
      // Where each word is known and only their joining is not, each may be what gives it away.
      if (unknown[k] === false && unknown.includes(true)) return
      spellings[at] = spellingsOf(word, unit.words.join('').toLowerCase())
      suspect[at] = spellings[at].size > 0
    })
  })
  addNeighbours(words, spellings)
  return { pieces, units, free, standings, probe: { words, suspect, spellings }, wordAt }
}

/** A short word cut in two or three (`pri ya`) is found by its neighbours, a longer one by its grams. */
function addNeighbours(words: readonly string[], spellings: readonly Set<string>[]): void {
  for (const size of [2, 3]) {
    for (let from = 0; from + size <= words.length; from++) {
      const joined = words.slice(from, from + size).join('')
      if (joined.length > MAX_NEIGHBOURS || joined.includes(BREAK) || !isUnknown(joined)) continue
      for (const own of spellings.slice(from, from + size)) if (own.size > 0) own.add(joined)
    }
  }
}

const MAX_NEIGHBOURS = 12

/** Shortest piece of a longer word that counts as the word of the log that it equals. */
const MIN_INSIDE = 4
const MAX_INSIDE = 6

/**
 * The word; the compound it is part of, without its joints; its unknown parts; each without the endings of English; and
 * the short unknown words inside it (longer ones are found by their grams): `Zarinas`, `johnDoe`, `exjohn` and `jo-hn` are
 * all heard.
 */
function spellingsOf(word: string, joined: string): Set<string> {
  const lower = word.toLowerCase()
  const spellings = new Set([lower, joined, ...partsOf(word).filter(isUnknown)])
  for (let size = MIN_INSIDE; size <= Math.min(MAX_INSIDE, lower.length - 1); size++) {
    for (let at = 0; at + size <= Math.min(lower.length, LONG_WORD); at++) {
      const inside = lower.slice(at, at + size)
      if (isUnknown(inside)) spellings.add(inside)
    }
  }
  for (const spelling of [...spellings]) {
    spellings.add(spelling.replace(/(?:ings?|e?[sd])$/, '')).add(spelling.replace(/s$/, ''))
  }
  for (const spelling of spellings) if (spelling.length < 2) spellings.delete(spelling)
  return spellings
}

const isUnknown = (word: string) => standingOf(word) === 'unknown'

/** The storable form: what a log line holds too stays only as published phrase, granted name or word of the vocabulary. */
export function maskProse(prose: Prose, echo: Echo, grants: Grants): string {
  const { pieces, units, free, standings, probe, wordAt } = prose
  const spelled = spelledOut(units)
  const quoted = units.map((unit) => wordsOf(unit, wordAt).some((word) => echo.isQuoted(probe, word)))
  const inQuote = keepInQuotes(prose, quoted)
  const kept = units.map((unit, i) => {
    if (isFree(unit, free)) return true
    const places = wordsOf(unit, wordAt)
    if (quoted[i] === true) return inQuote[i] === true
    if (standings[i] !== 'unknown') return true
    if (spelled[i] === true || unit.words.some(isOpaque)) return false
    if (/^[0-9][0-9.,]*$/.test(unit.words.join(''))) return isOwnNumber(pieces, unit, grants)
    return unit.words.length > 0 && !places.some((word) => echo.isHeard(probe, word))
  })
  return renderMasked(pieces, units, kept)
}

/** Numbers of ours: those that are stored beside the prose, and those of lines. */
function isOwnNumber(pieces: readonly Piece[], unit: Unit, { numbers, linesIn }: Grants): boolean {
  const digits = unit.words.join('')
  if (numbers.has(digits)) return true
  const beside = [pieces[unit.from - 2], pieces[unit.to + 2]]
  return Number(digits) <= linesIn && beside.some((piece) => piece !== undefined && /^lines?$/i.test(piece.text))
}

/** A quoted run is judged like a template, by itself: what stands around it lends it nothing. */
function keepInQuotes({ pieces, units, free }: Prose, quoted: readonly boolean[]): boolean[] {
  const kept = units.map(() => false)
  for (let from = 0; from < units.length; from++) {
    if (quoted[from] !== true) continue
    let to = from
    while (quoted[to] === true) to++
    keepByVocabulary(pieces, units.slice(from, to), free).forEach((keep, i) => {
      kept[from + i] = keep
    })
    from = to
  }
  return kept
}

function wordsOf(unit: Unit, wordAt: readonly number[]): number[] {
  const places: number[] = []
  for (let k = unit.from; k <= unit.to; k += 2) places.push(wordAt[k] ?? -1)
  return places
}

/** Letters of another script (a look-alike, or a language we do not write), keys, hashes, encodings. */
function isOpaque(word: string): boolean {
  if (!ASCII_WORD.test(word) || word.length > LONG_WORD) return true
  return word.length >= LONG_TOKEN && /\d/.test(word) && /[A-Za-z]/.test(word)
}

function spelledOut(units: readonly Unit[]): boolean[] {
  const flags = units.map(() => false)
  const isLetter = (unit: Unit | undefined) =>
    unit !== undefined && unit.words.length > 0 && unit.words.every((word) => word.length === 1)
  for (let i = 0; i < units.length; i++) {
    let end = i
    let letters = 0
    while (isLetter(units[end])) letters += units[end++]?.words.length ?? 0
    if (letters >= SPELLED) flags.fill(true, i, end)
    i = Math.max(i, end)
  }
  return flags
}
