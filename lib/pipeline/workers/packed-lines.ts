import type { NumberedLine } from '../condense/from-numbered.ts'
import { joinRedacted, type RedactedText, sliceRedacted } from '../redact/redacted-text.ts'

/**
 * Numbered lines on their way to another thread: one text and two arrays are copied at the speed of memory, ten thousand
 * objects are not (9 ms for a megabyte).
 */
export interface PackedLines {
  /** The texts, joined by line ends. */
  text: RedactedText
  numbers: Uint32Array
  /** Where each line ends in `text`; the next begins one character later. */
  ends: Uint32Array
}

export function packLines(lines: readonly NumberedLine[]): PackedLines {
  const count = lines.length
  const packed = { numbers: new Uint32Array(count), ends: new Uint32Array(count) }
  const texts: RedactedText[] = []
  let end = -1
  for (const { number, text } of lines) {
    end += 1 + text.length
    packed.numbers[texts.length] = number
    packed.ends[texts.length] = end
    texts.push(text)
  }
  return { text: joinRedacted(texts), ...packed }
}

export function unpackLines({ text, numbers, ends }: PackedLines): NumberedLine[] {
  return Array.from(numbers, (number, i) => ({
    number,
    text: sliceRedacted(text, i === 0 ? 0 : (ends[i - 1] ?? 0) + 1, ends[i]),
  }))
}

/** Whether the joined text has exactly these lines: none holds a line end or an escape of its own, and the last is not empty. */
export function isPlain({ text, ends }: PackedLines): boolean {
  if (text === '' || text.endsWith('\n') || text.includes('\r') || text.includes('\x1b')) return false
  let at = -1
  for (const end of ends) {
    at = text.indexOf('\n', at + 1)
    if (at < 0) at = text.length
    if (at !== end) return false
  }
  return true
}
