import { digitsEnd, isDigit, isLetter, numberAt, readTime, type Stamp } from './times.ts'

/**
 * Reads the clock at one place of a line, by character codes: a log has one clock per line, and a pattern per format and
 * line would cost more than everything else together. Formats: ISO 8601 and its blank, slash, dot and underscore
 * relatives, RFC 3164 syslog, Apache and ctime, RFC 5322 dates, logcat, Spark, HDFS, compact dates, epoch seconds and
 * milliseconds, and a bare time of day.
 */
/** Months are 1 to 12, days of the week 13 to 19; by five bits of each of three letters, since every word is asked. */
const NAMES = new Uint8Array(1 << 15)
'jan feb mar apr may jun jul aug sep oct nov dec sun mon tue wed thu fri sat'.split(' ').forEach((name, i) => {
  NAMES[((name.charCodeAt(0) & 31) << 10) | ((name.charCodeAt(1) & 31) << 5) | (name.charCodeAt(2) & 31)] = i + 1
})
const LAST_MONTH = 12

/** Number of the three-letter name at `at`, 0 where none stands there. */
function nameAt(text: string, at: number, end: number): number {
  if (at + 3 > end) return 0
  const a = text.charCodeAt(at)
  const b = text.charCodeAt(at + 1)
  const c = text.charCodeAt(at + 2)
  const name = NAMES[((a & 31) << 10) | ((b & 31) << 5) | (c & 31)] ?? 0
  return name > 0 && isLetter(a) && isLetter(b) && isLetter(c) ? name : 0
}

function monthAt(text: string, at: number, end: number): number {
  const name = nameAt(text, at, end)
  return name <= LAST_MONTH ? name : 0
}

/** Most lines share their day with one of the last, even where several logs are mixed. */
const DATES = new Int32Array(64).fill(-1)
const MIDNIGHTS = new Float64Array(64)
/** Midnight UTC. */
export function midnight(year: number, month: number, day: number): number {
  const key = (year * 16 + month) * 32 + day
  const slot = (day ^ (month << 2) ^ year) & 63
  if (DATES[slot] !== key) {
    DATES[slot] = key
    MIDNIGHTS[slot] = Date.UTC(year, month - 1, day)
  }
  return MIDNIGHTS[slot] ?? 0
}

/** Sets `into` to what stands at `at`, and says whether a clock (or at least a date) stands there. */
export function readStamp(text: string, at: number, end: number, into: Stamp): boolean {
  into.at = Number.NaN
  into.end = -1
  into.dated = false
  into.yearless = false
  into.syslog = false
  const first = text.charCodeAt(at)
  if (isDigit(first)) return readNumeric(text, at, end, into)
  if (!isLetter(first)) return false
  const name = nameAt(text, at, end)
  if (name === 0) return false
  if (name > LAST_MONTH) {
    let next = at + 3
    if (text.charCodeAt(next) === 44) next++
    if (text.charCodeAt(next) !== 32) return false
    next++
    return (
      next < end &&
      (isDigit(text.charCodeAt(next)) ? readNumeric(text, next, end, into) : readMonthName(text, next, end, into))
    )
  }
  return readMonthName(text, at, end, into)
}

/** `Dec 10 06:55:46`, `Dec 10 06:55:46 2005`, `Dec 10 2005 06:55:46`, `Dec 10, 2005 06:55:46`. */
function readMonthName(text: string, at: number, end: number, into: Stamp): boolean {
  const month = monthAt(text, at, end)
  if (month === 0 || text.charCodeAt(at + 3) !== 32) return false
  let i = at + 4
  if (text.charCodeAt(i) === 32) i++
  const dayEnd = digitsEnd(text, i, end)
  if (dayEnd === i || dayEnd > i + 2) return false
  const day = numberAt(text, i, dayEnd)
  i = dayEnd
  if (text.charCodeAt(i) === 44) i++
  if (text.charCodeAt(i) !== 32) return false
  i++
  let year = 0
  if (digitsEnd(text, i, end) === i + 4 && text.charCodeAt(i + 4) === 32) {
    year = numberAt(text, i, i + 4)
    i += 5
  }
  if (!readTime(text, i, end, into)) return false
  if (year === 0 && text.charCodeAt(into.end) === 32 && digitsEnd(text, into.end + 1, end) === into.end + 5) {
    const later = numberAt(text, into.end + 1, into.end + 5)
    if (later >= 1970 && later < 2200) {
      year = later
      into.end += 5
    }
  }
  into.syslog = year === 0
  return dated(into, year, month, day)
}

function dated(into: Stamp, year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > 31) {
    into.end = -1
    return false
  }
  into.dated = true
  into.yearless = year === 0
  into.at = midnight(year === 0 ? 1970 : year, month, day) + (Number.isNaN(into.at) ? 0 : into.at)
  return true
}

function readNumeric(text: string, at: number, end: number, into: Stamp): boolean {
  const a = digitsEnd(text, at, end)
  const mark = a < end ? text.charCodeAt(a) : 0
  switch (a - at) {
    case 1:
    case 2:
      if (mark === 58) return readTime(text, at, end, into)
      if (mark === 32) return readDayMonthName(text, at, a, end, into)
      return (mark === 45 || mark === 46 || mark === 47) && readShortDate(text, at, a, end, into)
    case 4:
      return (mark === 45 || mark === 46 || mark === 47) && readYearFirst(text, at, a, end, into)
    case 6:
      return mark === 32 && readCompactPair(text, at, a, end, into)
    case 8:
      return readCompactDate(text, at, a, end, into)
    case 10:
    case 13:
      return readEpoch(text, at, a, end, into)
    default:
      return false
  }
}

/** `2015-10-18 18:01:47,978`, `2024/05/01T12:00:00Z`, `2005-06-03-15.42.50.675872`, and the date alone. */
function readYearFirst(text: string, at: number, a: number, end: number, into: Stamp): boolean {
  const year = numberAt(text, at, a)
  const b = digitsEnd(text, a + 1, end)
  if (year < 1970 || year > 2200 || b === a + 1 || b > a + 3 || text.charCodeAt(b) !== text.charCodeAt(a)) return false
  const c = digitsEnd(text, b + 1, end)
  if (c === b + 1 || c > b + 3) return false
  return withTime(text, c, end, into, year, numberAt(text, a + 1, b), numberAt(text, b + 1, c))
}

/** A date that ends at `c`, with the time after it if there is one. */
function withTime(
  text: string,
  c: number,
  end: number,
  into: Stamp,
  year: number,
  month: number,
  day: number,
): boolean {
  const mark = c < end ? text.charCodeAt(c) : 0
  const joined = mark === 84 || mark === 32 || mark === 95 || mark === 45 || mark === 58
  if (!joined || !readTime(text, c + 1, end, into)) {
    if (c < end && (isLetter(mark) || mark === 45 || mark === 46)) return false
    into.end = c
  }
  return dated(into, year, month, day)
}

/** `17/06/09 20:10:40`, `03-17 16:13:38.811`, `10.30 16:49:06`, `10/Oct/2000:13:55:36 -0700`, `31.12.2024 23:59:59`. */
function readShortDate(text: string, at: number, a: number, end: number, into: Stamp): boolean {
  const x = numberAt(text, at, a)
  const mark = text.charCodeAt(a)
  const named = monthAt(text, a + 1, end)
  const b = named > 0 ? a + 4 : digitsEnd(text, a + 1, end)
  if (b === a + 1 || (named === 0 && b > a + 3)) return false
  const y = named > 0 ? named : numberAt(text, a + 1, b)
  if (text.charCodeAt(b) !== mark) {
    if (named > 0 || mark === 47 || text.charCodeAt(b) !== 32 || !readTime(text, b + 1, end, into)) return false
    return dated(into, 0, x, y)
  }
  const c = digitsEnd(text, b + 1, end)
  const z = numberAt(text, b + 1, c)
  if (c === b + 5) {
    const dayFirst = named > 0 || x > 12 || mark === 46
    return withTime(text, c, end, into, z, dayFirst ? y : x, dayFirst ? x : y)
  }
  if (c !== b + 3 || text.charCodeAt(c) !== 32 || !readTime(text, c + 1, end, into)) return false
  return dated(into, 2000 + x, y, z)
}

/** `01 Jan 2024 00:00:00.123`. */
function readDayMonthName(text: string, at: number, a: number, end: number, into: Stamp): boolean {
  const month = monthAt(text, a + 1, end)
  if (month === 0 || text.charCodeAt(a + 4) !== 32) return false
  const c = digitsEnd(text, a + 5, end)
  if (c !== a + 9) return readTime(text, a + 5, end, into) && dated(into, 0, month, numberAt(text, at, a))
  return withTime(text, c, end, into, numberAt(text, a + 5, c), month, numberAt(text, at, a))
}

/** `081109 203615`: year, month, day; hour, minute, second. */
function readCompactPair(text: string, at: number, a: number, end: number, into: Stamp): boolean {
  const b = digitsEnd(text, a + 1, end)
  const mark = b < end ? text.charCodeAt(b) : 32
  if (b !== a + 7 || mark !== 32) return false
  const hours = numberAt(text, a + 1, a + 3)
  const minutes = numberAt(text, a + 3, a + 5)
  const seconds = numberAt(text, a + 5, a + 7)
  if (hours > 23 || minutes > 59 || seconds > 60) return false
  into.at = ((hours * 60 + minutes) * 60 + seconds) * 1000
  into.end = b
  return dated(into, 2000 + numberAt(text, at, at + 2), numberAt(text, at + 2, at + 4), numberAt(text, at + 4, a))
}

/** `20171223-22:15:29:606`, `20240501T120000Z`, `20240501 12:00:00`. A date alone could be any number and is none. */
function readCompactDate(text: string, at: number, a: number, end: number, into: Stamp): boolean {
  const year = numberAt(text, at, at + 4)
  const mark = a < end ? text.charCodeAt(a) : 0
  if (year < 1970 || year > 2200 || (mark !== 45 && mark !== 84 && mark !== 32 && mark !== 95)) return false
  const b = digitsEnd(text, a + 1, end)
  if (b === a + 7) {
    const t = numberAt(text, a + 1, b)
    into.at = (Math.floor(t / 10_000) * 3600 + (Math.floor(t / 100) % 100) * 60 + (t % 100)) * 1000
    into.end = text.charCodeAt(b) === 90 ? b + 1 : b
  } else if (!readTime(text, a + 1, end, into)) return false
  return dated(into, year, numberAt(text, at + 4, at + 6), numberAt(text, at + 6, a))
}

/** Seconds or milliseconds since 1970, between 1999 and 2050, standing alone. */
function readEpoch(text: string, at: number, a: number, end: number, into: Stamp): boolean {
  const value = numberAt(text, at, a) * (a - at === 10 ? 1000 : 1)
  let to = a
  if (a - at === 10 && text.charCodeAt(a) === 46) to = digitsEnd(text, a + 1, end)
  const mark = to < end ? text.charCodeAt(to) : 32
  if (value < 915e9 || value > 2.53e12 || (mark !== 32 && mark !== 93 && mark !== 9 && mark !== 124)) return false
  into.dated = true
  into.at = value
  into.end = to
  return true
}
