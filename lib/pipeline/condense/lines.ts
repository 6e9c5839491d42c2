import { asRedacted, type RedactedText } from '../redact/redacted-text.ts'

/** Where each line stands in `text`; line `i` is `text.slice(starts[i], ends[i])` and has number `i + 1`. */
export interface LineTable {
  text: RedactedText
  starts: Int32Array
  ends: Int32Array
  count: number
}

// Control sequences (ECMA-48 CSI) and operating system commands (xterm's OSC), never across a line end.
const ESCAPES = /\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\r\n\x1b]*(?:\x07|\x1b\\)/g

/** The text without terminal escapes. Line ends stay, so numbers stay. */
export function stripEscapes(text: RedactedText): RedactedText {
  return text.includes('\x1b') ? asRedacted(text.replace(ESCAPES, '')) : text
}

/**
 * Finds the lines of a log without copying them. `\r\n`, `\n` and a lone `\r` each end a line; escapes are stripped; the
 * end of the last line does not begin another. Numbers are those of the original, for ever.
 */
export function indexLines(raw: RedactedText): LineTable {
  const text = stripEscapes(raw)
  let capacity = 1024 + (text.length >> 5)
  let starts = new Int32Array(capacity)
  let ends = new Int32Array(capacity)
  let count = 0
  let start = 0
  let nextReturn = text.indexOf('\r')
  let nextFeed = text.indexOf('\n')
  while (start < text.length) {
    if (nextFeed >= 0 && nextFeed < start) nextFeed = text.indexOf('\n', start)
    if (nextReturn >= 0 && nextReturn < start) nextReturn = text.indexOf('\r', start)
    let end = nextFeed < 0 ? text.length : nextFeed
    let next = end + 1
    if (nextReturn >= 0 && nextReturn < end) {
      end = nextReturn
      next = nextFeed === end + 1 ? end + 2 : end + 1
    }
    if (count === capacity) {
      capacity *= 2
      starts = grown(starts, capacity)
      ends = grown(ends, capacity)
    }
    starts[count] = start
    ends[count++] = end
    start = next
  }
  return { text, starts, ends, count }
}

function grown(from: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(capacity)
  to.set(from)
  return to
}

/** The text of line `index` (0-based). */
export function lineAt(table: LineTable, index: number): RedactedText {
  return asRedacted(table.text.slice(table.starts[index], table.ends[index]))
}

/** Lines of a log as the product numbers them; element `i` is line `i + 1`. */
export function splitLines(text: RedactedText): RedactedText[] {
  const table = indexLines(text)
  return Array.from({ length: table.count }, (_, i) => lineAt(table, i))
}
