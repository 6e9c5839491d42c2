import { isBlank, lettersEnd, skipBlank, tokenEnd } from './cursor.ts'
import type { Header } from './header.ts'
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
    const found = readStamp(text, start, limit, stamp) && stamp.at >= 86_400_000
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
  if (end >= limit) return -1
  if (isDigit(text.charCodeAt(at)) && isNumberColumn(text, at, end)) {
    if (into.pidStart < 0) {
      into.pidStart = at
      into.pidEnd = digitsEnd(text, at, end)
    }
    return end
  }
  const bar = barEnd(text, at, end)
  if (bar > 0) return taken(into, at, bar)
  if (levelled) return dashEnd(text, at, end, limit, into)
  if (end - at === 6 && (text.startsWith('stdout', at) || text.startsWith('stderr', at))) {
    const flag = skipBlank(text, end, limit)
    return isBlank(text.charCodeAt(flag + 1)) ? flag + 1 : end
  }
  if (beforeLevelOrClock(text, at, end, limit, stamp)) {
    if (into.hostStart < 0) {
      into.hostStart = at
      into.hostEnd = end
    }
    return end
  }
  const dash = dashEnd(text, at, end, limit, into)
  if (dash > 0) return dash
  return beforePidTag(text, at, end, limit) ? end : -1
}

function taken(into: Header, start: number, end: number): number {
  if (into.loggerStart < 0) {
    into.loggerStart = start
    into.loggerEnd = end
  }
  return end
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

/** An identifier with a dot, dollar, slash, underscore, or two colons inside: no word of a sentence. */
function isNamed(text: string, start: number, end: number): boolean {
  let inner = false
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (isLetter(code) || isDigit(code) || code === 45) continue
    if (code !== 46 && code !== 95 && code !== 36 && code !== 47 && code !== 58 && code !== 64) return false
    if (i > start && i < end - 1) inner = true
  }
  return inner
}

/** Within the next four columns stands a level in capitals, or another clock; all between look like columns. */
function beforeLevelOrClock(text: string, at: number, firstEnd: number, limit: number, stamp: Stamp): boolean {
  let start = at
  let end = firstEnd
  for (let n = 0; n < 4; n++) {
    if (!isColumn(text, start, end, false)) return false
    start = skipBlank(text, end, limit)
    end = tokenEnd(text, start, limit)
    if (end >= limit || end === start) return false
    const letters = lettersEnd(text, start, end)
    if (
      letters > start + 2 &&
      (text.charCodeAt(start + 1) & 32) === 0 &&
      (letters === end || text.charCodeAt(letters) === 58)
    )
      if (levelAt(text, start, letters) !== UNKNOWN) return true
    if (n < 2 && readStamp(text, start, limit, stamp) && stamp.at >= 86_400_000) return true
  }
  return false
}

/** `host name[123]: `: the next token is a tag with a process number. */
function beforePidTag(text: string, at: number, end: number, limit: number): boolean {
  const tag = skipBlank(text, end, limit)
  const close = tokenEnd(text, tag, limit)
  return tag < limit && text.charCodeAt(at) !== 34 && pidStart(text, tag, close) > 0
}

/** Offset of the `[` in `name[123]:`, or -1. */
function pidStart(text: string, start: number, end: number): number {
  if (text.charCodeAt(end - 1) !== 58 || text.charCodeAt(end - 2) !== 93) return -1
  let i = end - 3
  while (i > start && isDigit(text.charCodeAt(i))) i--
  return i > start && text.charCodeAt(i) === 91 && i < end - 3 ? i : -1
}

/**
 * Offset after `name[123]:`, `name:` or a dotted logger, or -1. `named`: the format always has a tag here (syslog, logcat).
 * Names of exceptions and plain words stay in the message.
 */
export function tagEnd(
  text: string,
  at: number,
  limit: number,
  named: boolean,
  levelled: boolean,
  into: Header,
): number {
  let end = tokenEnd(text, at, limit)
  for (let words = 0; words < 3; words++) {
    const open = pidStart(text, at, end)
    if (open < 0 && named) {
      const address = macAddressEnd(text, at, end, limit)
      if (address > 0) return taken(into, at, address)
    }
    if (open > 0) {
      into.pidStart = open + 1
      into.pidEnd = end - 2
      taken(into, at, open)
      return end
    }
    if (!named || end >= limit || text.charCodeAt(end - 1) === 58) break
    end = tokenEnd(text, skipBlank(text, end, limit), limit)
  }
  end = tokenEnd(text, at, limit)
  const wide = end < limit - 1 && (text.charCodeAt(end) === 9 || isBlank(text.charCodeAt(end + 1)))
  if (text.charCodeAt(end - 1) === 58) {
    if (end - at < 3 || isException(text, end - 1)) return -1
    if (!named && !isNamed(text, at, end - 1) && !hasDash(text, at, end - 1)) return -1
    taken(into, at, end - 1)
    return end
  }
  const padded = skipBlank(text, end, limit)
  if (text.charCodeAt(padded) === 58 && isBlank(text.charCodeAt(padded + 1)) && (named || isNamed(text, at, end))) {
    taken(into, at, end)
    return padded + 1
  }
  if (!levelled || isException(text, end)) return -1
  if ((wide && lettersEnd(text, at, end) === end) || isDotted(text, at, end)) return taken(into, at, end)
  return -1
}

/** macOS puts a service between the process number and the colon: `com.apple.xpc.launchd[1] (com.apple.quicklook[70861]): `. */
function macAddressEnd(text: string, at: number, end: number, limit: number): number {
  const open = skipBlank(text, end, limit)
  if (text.charCodeAt(end - 1) !== 93 || text.charCodeAt(open) !== 40 || !isLetter(text.charCodeAt(at))) return -1
  const close = tokenEnd(text, open, limit)
  return text.charCodeAt(close - 1) === 58 && text.charCodeAt(close - 2) === 41 ? close : -1
}

function hasDash(text: string, start: number, end: number): boolean {
  let dash = false
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === 45) dash = true
    else if (!isLetter(code) && !isDigit(code)) return false
  }
  return dash
}

/** `org.apache.Foo`, `nova.compute.manager`, `crate::module`: two inner dots, or two colons. */
function isDotted(text: string, start: number, end: number): boolean {
  if (isDigit(text.charCodeAt(start)) || !isNamed(text, start, end)) return false
  let dots = 0
  for (let i = start + 1; i < end - 1; i++) {
    const code = text.charCodeAt(i)
    if (code === 46) dots++
    else if (code === 58 && text.charCodeAt(i + 1) === 58) return true
    else if (code === 47) return false
  }
  return dots >= 2
}

const EXCEPTION = /(?:Error|Exception|Failure|Fault|Warning|Errors)$/

function isException(text: string, end: number): boolean {
  return EXCEPTION.test(text.slice(Math.max(0, end - 12), end))
}
