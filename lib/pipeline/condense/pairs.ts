import { isBlank, skipBlank } from './cursor.ts'
import type { Header } from './header.ts'
import { DEBUG, ERROR, FATAL, INFO, levelAt, levelOfLetter, UNKNOWN, WARN } from './levels.ts'
import { digitsEnd, isDigit, isLetter, type Stamp } from './times.ts'
import { readStamp } from './timestamps.ts'

/** Level and clock of a line that is made of pairs: logfmt (`level=warn msg="..."`) and JSON (`{"level":"warn",...}`). */

const LEVEL_KEYS = new Set([
  'level',
  'lvl',
  'severity',
  'loglevel',
  'log_level',
  'levelname',
  'log.level',
  'severity_text',
  'severitytext',
  '@l',
  's',
])
const TIME_KEYS = new Set([
  'time',
  'ts',
  't',
  'timestamp',
  '@timestamp',
  '@t',
  'datetime',
  'date',
  'eventtime',
  'asctime',
  '$date',
])
const MAX_CHARS = 2_000
const MAX_PAIRS = 40

const stamp: Stamp = { at: Number.NaN, end: -1, dated: false, yearless: false, syslog: false }

/** Fills level and clock of `into` where the line consists of pairs and the header had none; else changes nothing. */
export function readPairs(text: string, at: number, end: number, into: Header): void {
  const limit = Math.min(end, at + MAX_CHARS)
  if (text.charCodeAt(at) === 123) readJson(text, at + 1, limit, into)
  else readLogfmt(text, at, limit, into)
}

function readLogfmt(text: string, at: number, limit: number, into: Header): void {
  let i = at
  for (let n = 0; n < MAX_PAIRS && i < limit; n++) {
    let keyEnd = i
    while (keyEnd < limit && isKeyCode(text.charCodeAt(keyEnd))) keyEnd++
    if (keyEnd === i || text.charCodeAt(keyEnd) !== 61) return
    let from = keyEnd + 1
    const quoted = text.charCodeAt(from) === 34
    if (quoted) from++
    let to = from
    while (to < limit && (quoted ? text.charCodeAt(to) !== 34 : !isBlank(text.charCodeAt(to)))) to++
    if (keyEnd - i < 16 && take(text.slice(i, keyEnd), text, from, to, into)) return
    i = skipBlank(text, quoted ? to + 1 : to, limit)
  }
}

function isKeyCode(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 95 || code === 46 || code === 45 || code === 64
}

/** Keys of any depth, in order; strings are skipped whole, so text inside them names no key. */
function readJson(text: string, at: number, limit: number, into: Header): void {
  let i = at
  for (let n = 0; n < MAX_PAIRS; n++) {
    const open = findCode(text, i, limit, 34)
    if (open < 0) return
    const close = stringEnd(text, open + 1, limit)
    let next = skipBlank(text, close + 1, limit)
    if (next >= limit || text.charCodeAt(next) !== 58) {
      i = close + 1
      continue
    }
    next = skipBlank(text, next + 1, limit)
    const quoted = text.charCodeAt(next) === 34
    const to = quoted ? stringEnd(text, next + 1, limit) : scalarEnd(text, next, limit)
    if (close - open < 16 && take(text.slice(open + 1, close), text, quoted ? next + 1 : next, to, into)) return
    i = quoted ? to + 1 : Math.max(to, next)
  }
}

function findCode(text: string, at: number, limit: number, code: number): number {
  for (let i = at; i < limit; i++) if (text.charCodeAt(i) === code) return i
  return -1
}

function stringEnd(text: string, at: number, limit: number): number {
  let i = at
  while (i < limit && text.charCodeAt(i) !== 34) i += text.charCodeAt(i) === 92 ? 2 : 1
  return Math.min(i, limit)
}

function scalarEnd(text: string, at: number, limit: number): number {
  let i = at
  while (i < limit && (isDigit(text.charCodeAt(i)) || text.charCodeAt(i) === 46)) i++
  return i
}

/** Says whether nothing is left to look for. */
function take(key: string, text: string, from: number, to: number, into: Header): boolean {
  const name = key.toLowerCase()
  if (into.level === UNKNOWN && LEVEL_KEYS.has(name)) into.level = levelOfValue(text, from, to)
  else if (Number.isNaN(into.at) && TIME_KEYS.has(name)) {
    // The blank stands for the quote or comma after the value.
    if (from < to && readStamp(text, from, to, stamp) && stamp.dated) {
      into.at = stamp.at
      into.yearless = stamp.yearless
    }
  }
  return into.level !== UNKNOWN && !Number.isNaN(into.at)
}

/** A word, a letter, or pino's and Bunyan's numbers (10 to 60 in tens). */
function levelOfValue(text: string, from: number, to: number): number {
  if (digitsEnd(text, from, to) === to && to === from + 2) {
    const value = Number(text.slice(from, to))
    return value >= 60 ? FATAL : value >= 50 ? ERROR : value >= 40 ? WARN : value >= 30 ? INFO : DEBUG
  }
  return to === from + 1 ? levelOfLetter(text.charCodeAt(from)) : levelAt(text, from, to)
}
