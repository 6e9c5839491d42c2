/** What the readers of clocks say about one place of a line. */
export interface Stamp {
  /** Epoch milliseconds; without a date, milliseconds of the day. Without a zone UTC is assumed. */
  at: number
  /** Offset after the clock; -1 where there is none. */
  end: number
  /** A date was read, not only a time of day. */
  dated: boolean
  /** The clock names no year; `at` then lies in 1970. */
  yearless: boolean
  /** `Mon DD HH:MM:SS`, after which syslog puts the host. */
  syslog: boolean
}

const DAY_MS = 86_400_000

export const isDigit = (code: number) => code >= 48 && code <= 57
export const isLetter = (code: number) => (code | 32) >= 97 && (code | 32) <= 122

/** Digits from `at`, at most `end`; returns the offset after them. */
export function digitsEnd(text: string, at: number, end: number): number {
  let i = at
  while (i < end && isDigit(text.charCodeAt(i))) i++
  return i
}

export function numberAt(text: string, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) value = value * 10 + text.charCodeAt(i) - 48
  return value
}

/** `HH:MM:SS` (or with dots), a fraction, AM or PM, and a zone; `at` becomes milliseconds since midnight UTC. */
export function readTime(text: string, at: number, end: number, into: Stamp): boolean {
  const a = digitsEnd(text, at, end)
  const mark = a < end ? text.charCodeAt(a) : 0
  if (a === at || a > at + 2 || (mark !== 58 && mark !== 46) || a + 6 > end || text.charCodeAt(a + 3) !== mark)
    return false
  if (digitsEnd(text, a + 1, a + 3) !== a + 3 || digitsEnd(text, a + 4, a + 6) !== a + 6) return false
  const hours = numberAt(text, at, a)
  const minutes = numberAt(text, a + 1, a + 3)
  const seconds = numberAt(text, a + 4, a + 6)
  if (hours > 23 || minutes > 59 || seconds > 60) return false
  let ms = ((hours * 60 + minutes) * 60 + seconds) * 1000
  let i = a + 6
  const point = i < end ? text.charCodeAt(i) : 0
  if ((point === 46 || point === 44 || point === 58) && i + 1 < end && isDigit(text.charCodeAt(i + 1))) {
    const to = digitsEnd(text, i + 1, end)
    ms += millis(text, i + 1, to)
    i = to
  }
  into.end = i
  into.at = ms
  readZone(text, i, end, into)
  return true
}

/** The first three digits of a fraction. */
function millis(text: string, from: number, to: number): number {
  const value = numberAt(text, from, Math.min(to, from + 3))
  return to - from >= 3 ? value : to - from === 2 ? value * 10 : value * 100
}

function readZone(text: string, at: number, end: number, into: Stamp): void {
  let i = at
  if (text.charCodeAt(i) === 90) {
    into.end = i + 1
    return
  }
  if (text.charCodeAt(i) === 32) i++
  const code = i < end ? text.charCodeAt(i) : 0
  if ((code | 32) === 97 || (code | 32) === 112) {
    const meridian = (text.charCodeAt(i + 1) | 32) === 109 && !isLetter(text.charCodeAt(i + 2))
    if (meridian && into.at < DAY_MS) {
      const pm = (code | 32) === 112
      const noonHour = into.at >= DAY_MS / 2
      if (pm && !noonHour) into.at += DAY_MS / 2
      else if (!pm && noonHour) into.at -= DAY_MS / 2
      into.end = i + 2
    }
  } else if (text.startsWith('UTC', i) || text.startsWith('GMT', i)) into.end = i + 3
  else if (code === 43 || code === 45) {
    const a = digitsEnd(text, i + 1, end)
    const colon = a === i + 3 && text.charCodeAt(a) === 58 && digitsEnd(text, a + 1, end) === a + 3
    if (a !== i + 5 && !colon) return
    const minutes =
      numberAt(text, i + 1, i + 3) * 60 + (colon ? numberAt(text, a + 1, a + 3) : numberAt(text, i + 3, a))
    into.at += (code === 43 ? -1 : 1) * minutes * 60_000
    into.end = colon ? a + 3 : a
  }
}
