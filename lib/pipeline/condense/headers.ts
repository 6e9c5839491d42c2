import type { Level } from './condensed-log.ts'

/** What stands before a line's message. Offsets are in the text that was scanned; -1 where the part is missing. */
export interface Header {
  /** Epoch milliseconds (UTC where the line names no zone), or null. */
  at: number | null
  level: Level
  /** Where the message begins. */
  content: number
}

const STAMP = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\s?/y
const LEVEL =
  /\b(?:(FATAL|CRITICAL|PANIC|EMERG)|(ERROR|##\[error\]|SEVERE)|(WARN(?:ING)?)|(INFO|NOTICE)|(DEBUG|TRACE))\b/

/** Reads the header of `text.slice(start, end)`. */
export function scanHeader(text: string, start: number, end: number): Header {
  STAMP.lastIndex = start
  const stamp = STAMP.exec(text)
  const content = stamp && stamp.index + stamp[0].length <= end ? stamp.index + stamp[0].length : start
  const at = stamp
    ? Date.parse(
        stamp[0]
          .trim()
          .replace(' ', 'T')
          .replace(',', '.')
          .replace(/(\.\d{3})\d+/, '$1'),
      )
    : Number.NaN
  const word = LEVEL.exec(text.slice(content, Math.min(end, content + 80)))
  const level: Level = !word
    ? 'unknown'
    : word[1]
      ? 'fatal'
      : word[2]
        ? 'error'
        : word[3]
          ? 'warn'
          : word[4]
            ? 'info'
            : 'debug'
  return { at: Number.isNaN(at) ? null : at, level, content }
}
