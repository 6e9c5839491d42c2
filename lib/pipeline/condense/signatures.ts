import { KIND } from './char-kinds.ts'
import { isBlank, skipBlank } from './cursor.ts'
import { isDigit, type Stamp } from './times.ts'
import { readStamp } from './timestamps.ts'
import {
  caretEscapeEnd,
  gluedEnd,
  hexGroupsEnd,
  isHexWord,
  isPath,
  isPlainWord,
  isStop,
  placeholderEnd,
  trimmedEnd,
  UNITS,
  urlEnd,
  valueEnd,
  zoneAndYearEnd,
} from './variables.ts'

/** Tokens after this many, and characters after this many, count as one variable. */
const MAX_TOKENS = 160
const MAX_CHARS = 1_500

/** Between two variables these make one of them: addresses with ports, lists, ranges, times. */
const CONNECTORS = new Uint8Array(128)
for (const c of ',:;@#&*|') CONNECTORS[c.charCodeAt(0)] = 1

/** JSON keys whose string is a sentence or a class, not a value of its own. */
const PROSE_KEYS = new Set(
  'msg message error err event level severity lvl log reason type logger status state exception detail title'.split(
    ' ',
  ),
)

/**
 * Splits a message into constant and variable tokens, and hashes what is constant. Two lines with the same hashes have the
 * same constants in the same places, whatever the order in which they are read. Variables are: anything with a digit, paths
 * and URLs, values after `=` that are no state word, values of JSON keys, redaction placeholders, long hexadecimal words.
 * One scanner serves many lines; the arrays hold the last one's tokens.
 */
export class SignatureScanner {
  readonly starts = new Int32Array(MAX_TOKENS + 4)
  readonly ends = new Int32Array(MAX_TOKENS + 4)
  /** Bit 0: variable. Bit 1: a blank stands before. Bit 2: a word (letters), not punctuation. */
  readonly flags = new Uint8Array(MAX_TOKENS + 4)
  count = 0
  hashA = 0
  hashB = 0
  private readonly stamp: Stamp = { at: Number.NaN, end: -1, dated: false, yearless: false, syslog: false }
  private text = ''
  private end = 0
  private lastVariable = -1
  private savedA = 0
  private savedB = 0

  /** Scans `text.slice(start, end)`. */
  scan(text: string, start: number, end: number): void {
    this.text = text
    this.end = Math.min(end, start + MAX_CHARS)
    this.count = 0
    this.hashA = 0x811c9dc5
    this.hashB = 0x1b873593
    this.lastVariable = -1
    const json = text.charCodeAt(start) === 123 && text.charCodeAt(skipBlank(text, start + 1, end)) === 34
    let at = start
    let spaced = 0
    while (at < this.end && this.count < MAX_TOKENS) {
      const code = text.charCodeAt(at)
      const kind = code < 128 ? (KIND[code] ?? 0) : isBlank(code) ? 4 : 1
      if (kind === 4) {
        spaced = 2
        at++
        continue
      }
      at = kind === 0 ? this.delimiter(at, code, spaced, json) : this.piece(at, spaced)
      spaced = 0
    }
    if (at < end) this.variable(at, end, 2)
  }

  /** A run of letters, digits and joiners; returns the offset after it. */
  private piece(at: number, spaced: number): number {
    const { text, end } = this
    let i = at
    let digits = 0
    let slashes = 0
    let wordA = 0x811c9dc5
    let wordB = 17
    for (; i < end; i++) {
      const code = text.charCodeAt(i)
      const kind = code < 128 ? KIND[code] : isBlank(code) ? 4 : 1
      if (kind === 2) digits++
      else if (kind === 3) {
        if (code === 47 || code === 92) slashes++
        else if (code === 46 && text.charCodeAt(i + 1) === 46) break
      } else if (kind !== 1) break
      wordA = Math.imul(wordA ^ code, 0x01000193)
      wordB = (Math.imul(wordB, 31) + code) | 0
    }
    if (i === at) return this.dots(at, spaced)
    if (text.charCodeAt(i) === 91 && placeholderEnd(text, i, end) > 0)
      return this.variable(at, gluedEnd(text, i, end), spaced)
    if (slashes === 0 && text.charCodeAt(i) === 58) {
      if (text.charCodeAt(i + 1) === 47 && text.charCodeAt(i + 2) === 47)
        return this.variable(at, urlEnd(text, i + 3, end), spaced)
      if (isDigit(text.charCodeAt(i + 1)) && text.slice(at, i).includes('.', 1)) return this.variable(at, i, spaced)
    }
    if (i - at <= 4) {
      const to = this.shortVariableEnd(at, i)
      if (to > 0) return this.variable(at, to, spaced)
    }
    if (digits > 0 || (slashes > 0 && isPath(text, at, i, slashes)) || isHexWord(text, at, i)) {
      const last = trimmedEnd(text, at, i)
      this.variable(at, last, spaced)
      return last < i ? this.punctuation(last, i) : i
    }
    const code = text.charCodeAt(i - 1)
    if (!isStop(code) || i === at + 1) return this.constant(at, i, spaced | 4, wordA, wordB)
    const last = trimmedEnd(text, at, i)
    this.word(at, last, spaced)
    return this.punctuation(last, i)
  }

  /** A word whose hash is not known yet. */
  private word(start: number, end: number, spaced: number): number {
    let a = 0x811c9dc5
    let b = 17
    for (let i = start; i < end; i++) {
      const code = this.text.charCodeAt(i)
      a = Math.imul(a ^ code, 0x01000193)
      b = (Math.imul(b, 31) + code) | 0
    }
    return this.constant(start, end, spaced | 4, a, b)
  }

  /** Leaders, as in `interrupt.......0`, are punctuation. */
  private dots(at: number, spaced: number): number {
    let i = at
    while (i < this.end && this.text.charCodeAt(i) === 46) i++
    return this.punctuation(at, i, spaced)
  }

  /** End of a variable that begins with a short word: a date, a hardware address, the unit of the number before; or -1. */
  private shortVariableEnd(at: number, last: number): number {
    const { text, end } = this
    if (text.charCodeAt(last) === 58) {
      const address = hexGroupsEnd(text, at, end)
      if (address > 0) return address
    }
    if (last - at === 3 && readStamp(text, at, end, this.stamp)) return zoneAndYearEnd(text, this.stamp.end, end)
    if (this.lastVariable === this.count - 1 && this.count > 0 && UNITS.has(text.slice(at, last))) return last
    return -1
  }

  /** One character of punctuation, or a variable that it opens; returns the offset after it. */
  private delimiter(at: number, code: number, spaced: number, json: boolean): number {
    const { text, end } = this
    if (code === 91 || code === 0x27e8) {
      const close = placeholderEnd(text, at, end)
      if (close > 0) return this.variable(at, gluedEnd(text, close, end), spaced)
    }
    if (code === 94 && text.charCodeAt(at + 1) === 91 && text.charCodeAt(at + 2) === 91) {
      const colour = caretEscapeEnd(text, at + 3, end)
      if (colour > 0) return this.variable(at, colour, spaced)
    }
    // `<1 sec`, `>99`: a bound is a value.
    if (spaced && (code === 60 || code === 62) && isDigit(text.charCodeAt(at + 1)))
      return this.variable(at, at + 1, spaced)
    this.punctuation(at, at + 1, spaced)
    if (spaced && (code === 40 || code === 91) && text.charCodeAt(at + 1) === code + (code === 40 ? 1 : 2))
      return this.variable(at + 1, at + 1, 0)
    if (code === 61) return this.value(at + 1)
    if (json && code === 58 && text.charCodeAt(at - 1) === 34) return this.jsonValue(at + 1)
    return at + 1
  }

  /** What stands after `=`: a plain word may be a state and stays (merging decides), everything else is a variable. */
  private value(at: number): number {
    const { text, end } = this
    const last = valueEnd(text, at, end)
    if (last === at) return at
    if (isPlainWord(text, at, last)) return this.word(at, last, 0)
    return this.variable(at, last, 0)
  }

  private jsonValue(at: number): number {
    const { text, end } = this
    const from = skipBlank(text, at, end)
    const spaced = from > at ? 2 : 0
    if (text.charCodeAt(from) !== 34) return at
    let open = at - 3
    while (open > 0 && text.charCodeAt(open) !== 34) open--
    if (PROSE_KEYS.has(text.slice(open + 1, at - 2))) return at
    let close = from + 1
    while (close < end && text.charCodeAt(close) !== 34) close += text.charCodeAt(close) === 92 ? 2 : 1
    return this.variable(from, Math.min(close + 1, end), spaced)
  }

  private constant(start: number, end: number, flags: number, a: number, b: number): number {
    const n = this.count++
    this.starts[n] = start
    this.ends[n] = end
    this.flags[n] = flags
    this.mix(a + (flags & 2), b + (flags & 2))
    this.lastVariable = -1
    return end
  }

  /** Punctuation; connectors leave the variable before them open. */
  private punctuation(start: number, end: number, spaced = 0): number {
    const code = this.text.charCodeAt(start)
    const n = this.count++
    this.starts[n] = start
    this.ends[n] = end
    this.flags[n] = spaced
    this.mix(code + spaced * 256 + (end - start) * 4096, code * 31 + spaced + end - start)
    if (end > start + 1 || !CONNECTORS[code]) this.lastVariable = -1
    return end
  }

  private mix(a: number, b: number): void {
    this.hashA = Math.imul(this.hashA ^ a, 0x01000193) ^ (this.hashA >>> 15)
    this.hashB = (Math.imul(this.hashB, 0x85ebca6b) + Math.imul(b, 0xcc9e2d51)) ^ (this.hashB >>> 13)
  }

  /** Adds a variable, or lengthens the one before it where only connectors stand between. Returns `end`. */
  private variable(start: number, end: number, spaced: number): number {
    if (this.lastVariable >= 0) {
      this.count = this.lastVariable + 1
      this.ends[this.lastVariable] = end
      this.hashA = this.savedA
      this.hashB = this.savedB
      return end
    }
    const n = this.count++
    this.starts[n] = start
    this.ends[n] = end
    this.flags[n] = spaced | 1
    this.mix(0x2a2a + spaced, 0x2a + spaced)
    this.savedA = this.hashA
    this.savedB = this.hashB
    this.lastVariable = n
    return end
  }
}
