import { isBlank } from './cursor.ts'
import { digitsEnd, numberAt } from './times.ts'
import { midnight } from './timestamps.ts'

/** Small judgements about the parts of a header. */

export function boundary(code: number): boolean {
  return isBlank(code) || code === 58 || code === 124 || code === 44 || code === 93 || code === 91 || code === 45
}

/** Blank-delimited `-`, `--`, `|`, `:`, `,`; a sign before a number is none. */
export function separatorsEnd(text: string, at: number, limit: number): number {
  let i = at
  while (i < limit) {
    const code = text.charCodeAt(i)
    if (code !== 45 && code !== 124 && code !== 58 && code !== 44 && code !== 62) break
    i++
  }
  const last = text.charCodeAt(i - 1)
  return i < limit && (isBlank(text.charCodeAt(i)) || last === 124 || last === 44 || last === 58) ? i : -1
}

/** `12.345678`: seconds since boot, as the kernel prints them. */
export function isUptime(text: string, at: number, close: number): boolean {
  const dot = digitsEnd(text, at, close)
  return dot > at && text.charCodeAt(dot) === 46 && digitsEnd(text, dot + 1, close) === close && close - dot === 7
}

export function monthDay(text: string, at: number, timeOfDay: number): number {
  const month = numberAt(text, at, at + 2)
  const day = numberAt(text, at + 2, at + 4)
  return month < 1 || month > 12 || day < 1 || day > 31 ? Number.NaN : midnight(1970, month, day) + timeOfDay
}
