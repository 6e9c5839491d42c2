import { KIND } from './char-kinds.ts'
import { isBlank } from './cursor.ts'
import { isDigit } from './times.ts'

/** Where variables of special shapes end: addresses, URLs, values, placeholders, colours. Every function takes offsets in `text`. */

/** Ends of sentences belong to no name: `.`, and dashes. */
export function isStop(code: number): boolean {
  return code === 46 || code === 45
}

/** The offset after the last character that is no stop; at least one character stays. */
export function trimmedEnd(text: string, at: number, end: number): number {
  let last = end
  while (last > at + 1 && isStop(text.charCodeAt(last - 1))) last--
  return last
}

/** Two slashes make a path; one does at the beginning. */
export function isPath(text: string, at: number, end: number, slashes: number): boolean {
  const first = text.charCodeAt(at)
  return slashes > 1 || (end - at > 1 && (first === 47 || first === 46 || first === 126))
}

export function isHexWord(text: string, at: number, end: number): boolean {
  if (end - at < 8) return false
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i) | 32
    if (code < 97 || code > 102) return false
  }
  return true
}

export function urlEnd(text: string, at: number, end: number): number {
  let i = at
  while (i < end) {
    const code = text.charCodeAt(i)
    if (isBlank(code) || code === 34 || code === 39 || code === 60 || code === 62 || code === 41 || code === 93) break
    i++
  }
  while (i > at && (text.charCodeAt(i - 1) === 46 || text.charCodeAt(i - 1) === 44 || text.charCodeAt(i - 1) === 58))
    i--
  return i
}

/** Letters and underscores only, and not one of the words for nothing. */
export function isPlainWord(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code !== 95 && ((code | 32) < 97 || (code | 32) > 122)) return false
  }
  return end - start < 24 && !NOTHING.has(text.slice(start, end))
}

const NOTHING = new Set(['null', 'nil', 'none', 'None', 'NULL', 'undefined', 'nan', 'NaN'])

export const UNITS = new Set([
  'B',
  'KB',
  'MB',
  'GB',
  'TB',
  'kB',
  'KiB',
  'MiB',
  'GiB',
  'K',
  'M',
  'G',
  'ms',
  'us',
  'ns',
  's',
  'sec',
  'secs',
])

/** End of three or more groups of up to four hexadecimal digits joined by colons (hardware and IPv6 addresses), or -1. */
export function hexGroupsEnd(text: string, at: number, end: number): number {
  let groups = 0
  let i = at
  while (i < end) {
    let to = i
    while (to < end && isHex(text.charCodeAt(to))) to++
    if (to === i || to > i + 4) return -1
    groups++
    if (text.charCodeAt(to) !== 58 || !isHex(text.charCodeAt(to + 1))) return groups > 2 ? to : -1
    i = to + 1
  }
  return -1
}

/** End of a colour that `cat -v` or a recorder spelled as `^[[31m`, from after the brackets, or -1. */
export function caretEscapeEnd(text: string, at: number, end: number): number {
  let i = at
  while (i < end && (isDigit(text.charCodeAt(i)) || text.charCodeAt(i) === 59)) i++
  return text.charCodeAt(i) === 109 && i < end ? i + 1 : -1
}

function isHex(code: number): boolean {
  return (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 102)
}

/** After a clock: ` PDT 2005`, as ctime and some appliances write it. */
export function zoneAndYearEnd(text: string, at: number, end: number): number {
  let i = at + 1
  while (i < end && text.charCodeAt(i) >= 65 && text.charCodeAt(i) <= 90) i++
  if (i < at + 4 || text.charCodeAt(i) !== 32) return at
  let year = i + 1
  while (year < end && isDigit(text.charCodeAt(year))) year++
  return year === i + 5 ? year : at
}

/** End of a value after `=`: a quoted string, or a run to the next blank or separator outside of brackets. */
export function valueEnd(text: string, at: number, end: number): number {
  const quote = text.charCodeAt(at)
  if (quote === 34 || quote === 39) {
    for (let i = at + 1; i < end; i++) if (text.charCodeAt(i) === quote && text.charCodeAt(i - 1) !== 92) return i + 1
    return at
  }
  let depth = 0
  let i = at
  for (; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === 123 || code === 91 || code === 40) depth++
    else if (code === 125 || code === 93 || code === 41) {
      if (--depth < 0) break
    } else if (
      depth === 0 &&
      (isBlank(code) || code === 44 || code === 59 || code === 38 || code === 34 || code === 61 || code === 62)
    )
      break
  }
  if (depth > 0) for (i = at; i < end && !isBlank(text.charCodeAt(i)); i++);
  return text.charCodeAt(i - 1) === 46 && i > at + 1 ? i - 1 : i
}

/** End of a redaction placeholder (`[EMAIL_1]`, `[REDACTED:...]`, and the bracketed word of others) that opens at `at`, or -1. */
export function placeholderEnd(text: string, at: number, end: number): number {
  const angle = text.charCodeAt(at) === 0x27e8
  const first = text.charCodeAt(at + 1)
  if (!angle && (first < 65 || first > 90)) return -1
  let i = at + 1
  const limit = Math.min(end, at + 64)
  while (i < limit && text.charCodeAt(i) !== (angle ? 0x27e9 : 93)) i++
  if (i >= limit) return -1
  if (angle || text.startsWith('REDACTED', at + 1)) return i + 1
  return PLACEHOLDER.test(text.slice(at, i + 1)) ? i + 1 : -1
}

const PLACEHOLDER = /^\[[A-Z][A-Z0-9]*(?:[:_][A-Za-z0-9-]+)*_\d+\]$/

/** End of a name that a placeholder is a part of, as in `dsl-[IP_8].example.net`. */
export function gluedEnd(text: string, at: number, end: number): number {
  let i = at
  while (i < end) {
    const code = text.charCodeAt(i)
    const close = code === 91 ? placeholderEnd(text, i, end) : -1
    if (close > 0) i = close
    else if (code < 128 && (KIND[code] ?? 0) > 0 && KIND[code] !== 4) i++
    else break
  }
  return trimmedEnd(text, at, i)
}
