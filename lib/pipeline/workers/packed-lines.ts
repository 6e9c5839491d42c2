import type { NumberedLine } from '../condense/from-numbered.ts'
import { joinRedacted, type RedactedText, sliceRedacted } from '../redact/redacted-text.ts'

/**
 * Numbered lines on their way to another thread: one text and two arrays are copied at the speed of memory, ten thousand
 * objects are not (9 ms for a megabyte).
 */
export interface PackedLines {
  text: RedactedText
  numbers: Uint32Array
  /** Where each line ends in `text`; the next begins there. */
  ends: Uint32Array
}

export function packLines(lines: readonly NumberedLine[]): PackedLines {
  const ends = new Uint32Array(lines.length)
  let end = 0
  lines.forEach(({ text }, i) => {
    end += text.length
    ends[i] = end
  })
  return {
    text: joinRedacted(
      lines.map(({ text }) => text),
      '',
    ),
    numbers: Uint32Array.from(lines, ({ number }) => number),
    ends,
  }
}

export function unpackLines({ text, numbers, ends }: PackedLines): NumberedLine[] {
  return Array.from(numbers, (number, i) => ({
    number,
    text: sliceRedacted(text, ends[i - 1] ?? 0, ends[i]),
  }))
}
