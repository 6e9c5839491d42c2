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

/** Of lines that were cut out of one text here: to join them again would copy a log of a megabyte for nothing. */
const cutFrom = new WeakMap<readonly NumberedLine[], PackedLines>()

/**
 * The lines of a text with plain line ends, from the character `from`, without those that are blank; the first of them is number
 * `after + 1`. `packLines` has them joined already.
 */
export function numberLines(text: RedactedText, from = 0, after = 0): NumberedLine[] {
  const lines: NumberedLine[] = []
  const [numbers, ends, runs]: [number[], number[], RedactedText[]] = [[], [], []]
  let packed = -1
  let runStart = from
  for (let start = from, number = after + 1; start <= text.length; number++) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    const line = sliceRedacted(text, start, end)
    if (isBlank(line)) {
      if (start > runStart) runs.push(sliceRedacted(text, runStart, start - 1))
      runStart = end + 1
    } else {
      lines.push({ number, text: line })
      numbers.push(number)
      packed += 1 + line.length
      ends.push(packed)
    }
    start = end + 1
  }
  if (runStart < text.length) runs.push(sliceRedacted(text, runStart))
  const [only] = runs
  const joined = only !== undefined && runs.length === 1 ? only : joinRedacted(runs)
  cutFrom.set(lines, { text: joined, numbers: Uint32Array.from(numbers), ends: Uint32Array.from(ends) })
  return lines
}

/** Most lines begin with a sign that is none of the blanks. */
const isBlank = (line: string): boolean => !(line.charCodeAt(0) > 32 && line.charCodeAt(0) < 127) && line.trim() === ''

export function packLines(lines: readonly NumberedLine[]): PackedLines {
  const known = cutFrom.get(lines)
  if (known) return known
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
