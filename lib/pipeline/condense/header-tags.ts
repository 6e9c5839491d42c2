import { isBlank, lettersEnd, skipBlank, tokenEnd } from './cursor.ts'
import type { Header } from './header.ts'
import { isDigit, isLetter } from './times.ts'

/** Tags and loggers: `name[123]:`, `name:`, dotted names. */

export function taken(into: Header, start: number, end: number): number {
  if (into.loggerStart < 0) {
    into.loggerStart = start
    into.loggerEnd = end
  }
  return end
}

/** An identifier with a dot, dollar, slash, underscore, or two colons inside: no word of a sentence. */
export function isNamed(text: string, start: number, end: number): boolean {
  let inner = false
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (isLetter(code) || isDigit(code) || code === 45) continue
    if (code !== 46 && code !== 95 && code !== 36 && code !== 47 && code !== 58 && code !== 64) return false
    if (i > start && i < end - 1) inner = true
  }
  return inner
}

/** Offset of the `[` in `name[123]:`, or -1. */
export function pidStart(text: string, start: number, end: number): number {
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
  const first = tokenEnd(text, at, limit)
  let end = first
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
  end = first
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

/** By the last letter, since most names end otherwise. */
function isException(text: string, end: number): boolean {
  switch (text.charCodeAt(end - 1)) {
    case 114:
      return text.startsWith('Error', end - 5)
    case 110:
      return text.startsWith('Exception', end - 9)
    case 101:
      return text.startsWith('Failure', end - 7)
    case 116:
      return text.startsWith('Fault', end - 5)
    case 103:
      return text.startsWith('Warning', end - 7)
    case 115:
      return text.startsWith('Errors', end - 6)
    default:
      return false
  }
}
