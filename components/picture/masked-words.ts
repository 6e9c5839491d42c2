import type { PlacedWord } from './recognized-text.ts'

/** A passage that the redactor struck out: 1-based line, UTF-16 columns of that line. */
export interface StruckOut {
  line: number
  start: number
  end: number
}

/** Below this a word may be anything, a secret too: it is painted over. */
export const LEGIBLE = 60
/** Shorter ones are like too much else. */
const MIN_LIKE_CHARS = 6
/** Of how many characters one may be read differently. */
const CHARS_PER_SLIP = 8

/**
 * The words of a picture that must not be seen: those that a struck-out passage touches, those that could not be read, and
 * those that are like a struck-out one, since a reader takes `0` for `O` in one place and not in the next.
 */
export function wordsToMask(words: readonly PlacedWord[], struck: readonly StruckOut[]): Set<PlacedWord> {
  const masked = new Set<PlacedWord>()
  const known: string[] = []
  for (const word of words) {
    const touched = struck.some(({ line, start, end }) => line === word.line && start < word.end && end > word.start)
    if (touched) known.push(folded(word.text))
    if (touched || word.confidence < LEGIBLE) masked.add(word)
  }
  const longEnough = [...new Set(known)].filter((text) => text.length >= MIN_LIKE_CHARS)
  for (const word of words) {
    if (masked.has(word)) continue
    const text = folded(word.text)
    if (longEnough.some((secret) => isLike(text, secret))) masked.add(word)
  }
  return masked
}

/** Characters that readers take for one another become one. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/[o0qd]/g, 'o')
    .replace(/[l1i|!j\]]/g, 'l')
    .replace(/[5s$]/g, 's')
    .replace(/[8b&]/g, 'b')
    .replace(/[2z]/g, 'z')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

function isLike(text: string, secret: string): boolean {
  if (text.length < MIN_LIKE_CHARS) return false
  if (text.includes(secret) || secret.includes(text)) return true
  const slips = Math.floor(secret.length / CHARS_PER_SLIP)
  return Math.abs(text.length - secret.length) <= slips && distance(text, secret, slips) <= slips
}

/** Edits from one to the other, counted no further than `most` + 1 matters. */
function distance(a: string, b: string, most: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same))
    }
    row = next
    if (Math.min(...row) > most) return most + 1
  }
  return row[b.length] ?? most + 1
}
