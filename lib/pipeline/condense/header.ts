/** What stands before a line's message. All places are offsets in the scanned text, end exclusive; -1: not there. */
export interface Header {
  /** Epoch milliseconds; NaN where the line has no dated clock. UTC where it names no zone. */
  at: number
  /** The clock names no year; `at` then lies in 1970. */
  yearless: boolean
  /** One of the numbers in `levels.ts`. */
  level: number
  /** Where the message begins. */
  content: number
  /** Where the last clock of the header ends, with the blank after it; the line's start where it has none. */
  clockEnd: number
  hostStart: number
  hostEnd: number
  pidStart: number
  pidEnd: number
  threadStart: number
  threadEnd: number
  loggerStart: number
  loggerEnd: number
}
