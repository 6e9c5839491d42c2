import { isBlank, lettersEnd, skipBlank, tokenEnd } from './cursor.ts'
import type { Header } from './header.ts'
import { ERROR, INFO, levelAt, levelOfLetter, UNKNOWN, WARN } from './levels.ts'
import { readPairs } from './pairs.ts'
import { digitsEnd, isDigit, isLetter, type Stamp } from './times.ts'
import { readStamp } from './timestamps.ts'

const stamp: Stamp = { at: Number.NaN, end: -1, dated: false, yearless: false, syslog: false }

/**
 * Level and clock that stand in the message itself: JSON and logfmt pairs, GitHub Actions' `##[error]`, the `error:` of
 * compilers and tools, `npm ERR!`, Ruby's `E, [...]`, kubectl's events, and access logs, where a 5xx answer is an error.
 */
export function readMessage(text: string, at: number, end: number, into: Header): void {
  const code = text.charCodeAt(at)
  if (code === 123 || isLetter(code)) readPairs(text, at, end, into)
  if (isDigit(code) || Number.isNaN(into.at)) readAccess(text, at, end, into)
  if (into.level !== UNKNOWN) return
  if (code === 35) {
    if (text.startsWith('##[', at)) into.level = levelAt(text, at + 3, lettersEnd(text, at + 3, end))
  } else if (code === 58) {
    if (text.startsWith('::', at)) into.level = levelAt(text, at + 2, lettersEnd(text, at + 2, end))
  } else if (code === 91) {
    into.level = levelAt(text, at + 1, lettersEnd(text, at + 1, end))
  } else if (isLetter(code)) readWord(text, at, end, into)
  else if (isDigit(code)) readEvent(text, at, end, into)
}

function readWord(text: string, at: number, end: number, into: Header): void {
  const wordEnd = lettersEnd(text, at, Math.min(end, at + 12))
  const after = wordEnd < end ? text.charCodeAt(wordEnd) : 32
  if (after === 58 || after === 91 || after === 33) into.level = levelAt(text, at, wordEnd)
  else if (after === 44 && wordEnd === at + 1) {
    into.level = text.charCodeAt(at + 3) === 91 ? levelOfLetter(text.charCodeAt(at)) : UNKNOWN
    if (readStamp(text, at + 4, end, stamp) && stamp.dated && Number.isNaN(into.at)) into.at = stamp.at
  } else if (after === 32 && text.startsWith('npm ', at))
    into.level = levelAt(text, at + 4, lettersEnd(text, at + 4, end))
  else if (isBlank(after)) {
    const level = (text.charCodeAt(at + 1) & 32) === 0 ? levelAt(text, at, wordEnd) : UNKNOWN
    if (level >= WARN) into.level = level
  }
}

/** `12m   Warning   BackOff   pod/name   Back-off restarting failed container`. */
function readEvent(text: string, at: number, end: number, into: Header): void {
  const age = tokenEnd(text, at, Math.min(end, at + 8))
  const word = skipBlank(text, age, end)
  if (age === at || word < age + 2) return
  if (text.startsWith('Warning ', word)) into.level = WARN
  else if (text.startsWith('Normal ', word)) into.level = INFO
}

/** `1.2.3.4 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 502 2326`. */
function readAccess(text: string, at: number, end: number, into: Header): void {
  const limit = Math.min(end, at + 120)
  let open = tokenEnd(text, at, limit)
  if (text.charCodeAt(open + 1) !== 45) return
  while (open < limit && text.charCodeAt(open) !== 91) open++
  if (open >= limit || !readStamp(text, open + 1, limit, stamp) || !stamp.dated) return
  into.at = stamp.at
  let i = stamp.end + 3
  const last = Math.min(end, i + 4_000)
  while (i < last && (text.charCodeAt(i) !== 34 || text.charCodeAt(i - 1) === 92)) i++
  if (text.charCodeAt(i + 2) === 53 && digitsEnd(text, i + 2, last) === i + 5) into.level = ERROR
}
