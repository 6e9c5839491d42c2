import { foldText } from './folded-text.ts'
import { type Piece, piecesOf, type Unit } from './pieces.ts'

/** Published texts, found again word by word whatever the case and the punctuation between. */
export type PhraseIndex = ReadonlyMap<string, readonly (readonly string[])[]>

/** Holes of our own sentences: what stands in them came from a log and is not published. */
const HOLE = /\{[^{}]*\}|<\*>|\$<[^<>]*>/
/** A lone word is a phrase only if it is a name that no letter to a friend holds: `ENOSPC`, `OOMKilled`. */
const NAME = /^(?=.*[a-zA-Z])(?:.*[A-Z].*[A-Z]|.*[a-z].*[A-Z]|.*\d)/

/** Thousands of texts that never change: indexed once for each list, as long as the list lives. */
const indexed = new WeakMap<readonly string[], PhraseIndex>()

/** Splits each phrase at its holes; a part of fewer than two words counts only if it is a name. The list must not change. */
export function indexPhrases(phrases: readonly string[]): PhraseIndex {
  const found = indexed.get(phrases)
  if (found) return found
  const parts = phrases.flatMap((phrase) => phrase.split(HOLE)).map(wordsOf)
  const made = indexOf(parts.filter(([first = '', second]) => second !== undefined || NAME.test(first)))
  indexed.set(phrases, made)
  return made
}

/** Whole names (of components) that were granted to stay; a single word counts. */
export function indexNames(names: readonly string[]): PhraseIndex {
  return indexOf(names.map(wordsOf))
}

function wordsOf(text: string): string[] {
  return piecesOf(foldText(text)).flatMap(({ kind, text: word }) => (kind === 'word' ? [word] : []))
}

function indexOf(sequences: readonly (readonly string[])[]): PhraseIndex {
  const index = new Map<string, string[][]>()
  for (const words of sequences) {
    const lower = words.map((word) => word.toLowerCase())
    const [first] = lower
    if (first !== undefined) index.set(first, [...(index.get(first) ?? []), lower])
  }
  for (const known of index.values()) known.sort((a, b) => b.length - a.length)
  return index
}

/** Marks the pieces of each sequence that stands whole in the text, from the start of a unit to the end of one. */
export function markPhrases(
  pieces: readonly Piece[],
  units: readonly Unit[],
  index: PhraseIndex,
  free: boolean[] = pieces.map(() => false),
): boolean[] {
  const ends = new Set(units.map(({ to }) => to))
  for (const { from } of units) {
    const piece = pieces[from]
    if (piece?.kind !== 'word') continue
    const found = index
      .get(piece.text.toLowerCase())
      ?.find((words) => standsAt(pieces, from, words) && ends.has(from + 2 * (words.length - 1)))
    if (found) for (let k = 0; k < found.length; k++) free[from + 2 * k] = true
  }
  return free
}

/** Words and gaps alternate; a mask between two words breaks the sequence. */
function standsAt(pieces: readonly Piece[], at: number, words: readonly string[]): boolean {
  return words.every((word, k) => {
    const piece = pieces[at + 2 * k]
    if (piece?.kind !== 'word' || piece.text.toLowerCase() !== word) return false
    return k === 0 || pieces[at + 2 * k - 1]?.kind === 'gap'
  })
}
