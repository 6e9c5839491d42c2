import { isBlank, lettersEnd, skipBlank, tokenEnd } from './cursor.ts'
import type { Header } from './header.ts'
import { isNamed, pidStart, taken } from './header-tags.ts'
import { levelAt, UNKNOWN } from './levels.ts'
import { digitsEnd, isDigit, isLetter, type Stamp } from './times.ts'
import { readStamp } from './timestamps.ts'

/** The parts of a header that are neither clock nor level: prefixes of containers, columns, hosts, loggers and tags. */

/** Offset after `[pod/name/container] ` (kubectl) or `name-1  | ` (compose) where a clock follows, else `at`. */
export function containerPrefix(text: string, at: number, limit: number, stamp: Stamp): number {
  let next = at
  const first = text.charCodeAt(at)
  if (first === 91) {
    if (!text.startsWith('pod/', at + 1)) return at
    next = tokenEnd(text, at, limit)
  } else {
    if (!isLetter(first)) return at
    const end = tokenEnd(text, at, Math.min(limit, at + 64))
    const bar = skipBlank(text, end, limit)
    if (bar === end || text.charCodeAt(bar) !== 124) return at
    next = bar + 1
  }
  next = skipBlank(text, next, limit)
  const clock = text.charCodeAt(next) === 91 ? next + 1 : next
  return next < limit && readStamp(text, clock, limit, stamp) ? next : at
}

/**
 * Offset of a clock that stands behind a few columns, as clusters and log collectors write it
 * (`nova-api.log.1 2017-05-16 00:00:00.008`, `134681 node-246 unix.hw state 1077804742`), or -1.
 */
export function laterStamp(text: string, at: number, limit: number, stamp: Stamp): number {
  let start = at
  for (let n = 0; n < 5; n++) {
    const end = tokenEnd(text, start, limit)
    if (end >= limit || !isColumn(text, start, end, n > 0)) return -1
    start = skipBlank(text, end, limit)
    if (start >= limit || !isDigit(text.charCodeAt(start))) continue
    const found = readStamp(text, start, limit, stamp) && stamp.dated
    if (found && (n < 2 || digitsEnd(text, start, limit) >= start + 10)) return start
  }
  return -1
}

/** Looks like a value in a column rather than a word of a sentence. `loose` also takes plain lower-case words. */
function isColumn(text: string, start: number, end: number, loose: boolean): boolean {
  let marked = false
  let lower = false
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === 61 || code === 34 || code === 39 || code === 40 || code === 123) return false
    if (code >= 97 && code <= 122) lower = true
    else if (isDigit(code) || code === 46 || code === 95 || code === 47 || code === 64) marked = true
  }
  return text.charCodeAt(end - 1) !== 58 && (marked || loose || !lower)
}

/** Offset after a column between the clock and the level or message, or -1 where the message may begin. */
export function columnEnd(
  text: string,
  at: number,
  limit: number,
  levelled: boolean,
  stamp: Stamp,
  into: Header,
): number {
  const end = tokenEnd(text, at, limit)
  const bar = barEnd(text, at, end)
  if (bar > 0) return taken(into, at, bar)
  if (end >= limit) return -1
  if (isDigit(text.charCodeAt(at)) && isNumberColumn(text, at, end)) {
    if (into.pidStart < 0) {
      into.pidStart = at
      into.pidEnd = digitsEnd(text, at, end)
    }
    return end
  }
  if (levelled) return text.charCodeAt(end - 1) === 58 ? -1 : dashEnd(text, at, end, limit, into)
  if (end - at === 6 && (text.startsWith('stdout', at) || text.startsWith('stderr', at))) {
    const flag = skipBlank(text, end, limit)
    return isBlank(text.charCodeAt(flag + 1)) ? flag + 1 : end
  }
  const next = nextLevelOrClock(text, at, end, limit, stamp)
  if (next > 0) {
    if (into.hostStart < 0) {
      into.hostStart = at
      into.hostEnd = end
    }
    return next
  }
  const dash = dashEnd(text, at, end, limit, into)
  if (dash > 0) return dash
  return beforePidTag(text, at, end, limit) ? end : -1
}

/** A process or thread number: `25746`, `1234#5678:`, `0x7f3a`. */
function isNumberColumn(text: string, at: number, end: number): boolean {
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i)
    if (!isDigit(code) && code !== 35 && !(code === 58 && i === end - 1)) return false
  }
  return true
}

/** The next `|` of a pipe-separated header: the token stands between two of them. */
function barEnd(text: string, at: number, end: number): number {
  if (text.charCodeAt(at - 1) !== 124) return -1
  for (let i = at; i < end; i++) if (text.charCodeAt(i) === 124) return i
  return -1
}

/** A name before ` - `: `c.e.Service - `, `chrome.exe *64 - `. Plain words before a dash belong to the message. */
function dashEnd(text: string, at: number, end: number, limit: number, into: Header): number {
  if (!isNamed(text, at, end)) return -1
  let last = end
  let next = skipBlank(text, end, limit)
  if (text.charCodeAt(next) === 42) {
    last = tokenEnd(text, next, limit)
    next = skipBlank(text, last, limit)
  }
  const code = text.charCodeAt(next)
  if ((code !== 45 && code !== 58) || !isBlank(text.charCodeAt(next + 1))) return -1
  return taken(into, at, last)
}

/**
 * Offset of the level in capitals, or of another clock, that stands within the next four columns; -1 where none does or
 * something between is no column.
 */
function nextLevelOrClock(text: string, at: number, firstEnd: number, limit: number, stamp: Stamp): number {
  let start = at
  let end = firstEnd
  for (let n = 0; n < 4; n++) {
    if (!isColumn(text, start, end, false)) return -1
    start = skipBlank(text, end, limit)
    end = tokenEnd(text, start, limit)
    if (end >= limit || end === start) return -1
    if (isShouted(text, start, end)) {
      const letters = lettersEnd(text, start, end)
      const whole = letters === end || text.charCodeAt(letters) === 58
      if (whole && levelAt(text, start, letters) !== UNKNOWN) return start
    } else if (n < 2 && readStamp(text, start, limit, stamp) && stamp.dated) return start
  }
  return -1
}

/** Begins with three capitals. */
function isShouted(text: string, start: number, end: number): boolean {
  if (end < start + 3) return false
  for (let i = start; i < start + 3; i++) {
    const code = text.charCodeAt(i)
    if (code < 65 || code > 90) return false
  }
  return true
}

/** `host name[123]: `: the next token is a tag with a process number. */
function beforePidTag(text: string, at: number, end: number, limit: number): boolean {
  const tag = skipBlank(text, end, limit)
  const close = tokenEnd(text, tag, limit)
  return tag < limit && text.charCodeAt(at) !== 34 && pidStart(text, tag, close) > 0
}
