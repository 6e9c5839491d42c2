/** A stretch of folded text: a mask that already stands, a word (letters, marks, digits), or what lies between. */
export interface Piece {
  kind: 'mask' | 'word' | 'gap'
  text: string
}

export const MASK = '<*>'
const PIECE = /<\*>|[\p{L}\p{M}\p{N}]+|(?:(?!<\*>)[^\p{L}\p{M}\p{N}])+/gu
const WORD_START = /^[\p{L}\p{M}\p{N}]/u
// Acronym before a capitalised word, word, digits, anything else (letters outside ASCII stay one part).
const PART = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^A-Za-z0-9]+/g

/** The pieces of a folded text, in order; joined they give the text again. */
export function piecesOf(text: string): Piece[] {
  return Array.from(text.matchAll(PIECE), ([piece]) => ({ kind: kindOf(piece), text: piece }))
}

const ASCII = /^[\x00-\x7f]*$/
const WORDS = /[\p{L}\p{M}\p{N}]+/gu

/** The words of a folded text, in order. */
export function eachWord(text: string, visit: (word: string) => void): void {
  if (!ASCII.test(text)) {
    for (const [word] of text.matchAll(WORDS)) visit(word)
    return
  }
  // The same without a match for each word, which costs more than the word.
  let start = -1
  for (let i = 0; i <= text.length; i++) {
    const c = i < text.length ? text.charCodeAt(i) | 32 : 0
    const isWord = (c >= 97 && c <= 122) || isDigit(text, i)
    if (isWord && start < 0) start = i
    else if (!isWord && start >= 0) {
      visit(text.slice(start, i))
      start = -1
    }
  }
}

function isDigit(text: string, i: number): boolean {
  const c = text.charCodeAt(i)
  return c >= 48 && c <= 57
}

function kindOf(piece: string): Piece['kind'] {
  if (piece === MASK) return 'mask'
  return WORD_START.test(piece) ? 'word' : 'gap'
}

/** `HTTPSConnectionPool2` as `https`, `connection`, `pool`, `2`. */
export function partsOf(word: string): string[] {
  return Array.from(word.matchAll(PART), ([part]) => part.toLowerCase())
}

/**
 * Words that share a fate because no space, slash, dot or bracket stands between them: `pre-commit`, `max_pool_size`.
 * A mask is a unit without words: it keeps the distance of what it hides.
 */
export interface Unit {
  /** Index of the first and the last piece. */
  from: number
  to: number
  words: string[]
}

/** Joints of compounds, and marks of emphasis that may stand inside a word. */
const GLUE = /^(?:[-_$'’]{1,2}|[*~`]{1,3})$/
const NUMBER_GLUE = /^[.:,/+]$/
const ENDS_WITH_DIGIT = /[0-9]$/
const STARTS_WITH_DIGIT = /^[0-9]/

/** Groups words into units. Numbers are also joined over `.`, `:`, `,`, `/` and `+`: a date or an address is one thing. */
export function unitsOf(pieces: readonly Piece[]): Unit[] {
  const units: Unit[] = []
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]
    if (!piece || piece.kind === 'gap') continue
    const unit: Unit = { from: i, to: i, words: piece.kind === 'mask' ? [] : [piece.text] }
    while (piece.kind === 'word' && joins(pieces, unit.to)) {
      unit.to += 2
      unit.words.push(pieces[unit.to]?.text ?? '')
    }
    units.push(unit)
    i = unit.to
  }
  return units
}

function joins(pieces: readonly Piece[], at: number): boolean {
  const [left, gap, right] = [pieces[at], pieces[at + 1], pieces[at + 2]]
  if (!left || gap?.kind !== 'gap' || right?.kind !== 'word') return false
  if (GLUE.test(gap.text)) return true
  return NUMBER_GLUE.test(gap.text) && ENDS_WITH_DIGIT.test(left.text) && STARTS_WITH_DIGIT.test(right.text)
}
