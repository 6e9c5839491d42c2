import { foldText } from './folded-text.ts'
import { BREAK, type Echo, type Probe } from './log-echo.ts'
import { isFree, keepByVocabulary, renderMasked, standingOfUnit } from './mask.ts'
import { markPhrases, type PhraseIndex } from './phrase-index.ts'
import { type Piece, piecesOf, type Unit, unitsOf } from './pieces.ts'
import type { Standing } from './vocabulary.ts'

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
  const written: string[] = []
  const wordAt = pieces.map(({ kind, text: piece }) => {
    if (kind === 'gap') return -1
    written.push(kind === 'mask' ? BREAK : piece)
    return words.push(kind === 'mask' ? BREAK : piece.toLowerCase()) - 1
  })
  const suspect = words.map(() => false)
  units.forEach((unit, i) => {
    if (standings[i] !== 'unknown' || isFree(unit, free)) return
    for (let k = unit.from; k <= unit.to; k += 2) suspect[wordAt[k] ?? -1] = (words[wordAt[k] ?? -1] ?? '').length > 1
  })
  return { pieces, units, free, standings, probe: { words, written, suspect }, wordAt }
}

/** The storable form: what a log line holds too stays only as published phrase, granted name or word of the vocabulary. */
export function maskProse(prose: Prose, echo: Echo, grants: Grants): string {
  const { pieces, units, free, standings, probe, wordAt } = prose
  const byVocabulary = keepByVocabulary(pieces, units, free)
  const spelled = spelledOut(units)
  const kept = units.map((unit, i) => {
    if (isFree(unit, free)) return true
    const places = wordsOf(unit, wordAt)
    if (places.some((word) => echo.isQuoted(probe, word))) return byVocabulary[i] === true
    if (standings[i] !== 'unknown') return true
    if (spelled[i] === true || unit.words.some(isOpaque)) return false
    if (unit.words.some((word) => /^[0-9]/.test(word)) && /^[0-9.,]+$/.test(unit.words.join('')))
      return grants.numbers.has(unit.words.join(''))
    return unit.words.length > 0 && !places.some((word) => echo.isHeard(probe, word))
  })
  return renderMasked(pieces, units, kept)
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
