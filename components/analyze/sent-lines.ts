/** One line as it goes over the wire. */
export interface SentLine {
  number: number
  text: string
}

export type SentRow = ({ kind: 'line' } & SentLine) | { kind: 'gap'; from: number; to: number }

/** Longest line that is sent: beyond it a line holds data, not a cause, and would crowd out the others. */
export const MAX_SENT_CHARS = 4_000
const TAIL_CHARS = 1_000
const CUT = ' … '

type FindMarkers = (text: string) => { start: number; end: number; text: string }[]

/** The condensed lines, the overlong ones cut in the middle, where no placeholder is torn. */
export function toSentLines(lines: readonly SentLine[], findMarkers: FindMarkers): SentLine[] {
  return lines.map(({ number, text }) => ({ number, text: shortened(text, findMarkers) }))
}

function shortened(text: string, findMarkers: FindMarkers): string {
  if (text.length <= MAX_SENT_CHARS) return text
  let head = MAX_SENT_CHARS - TAIL_CHARS - CUT.length
  let tail = text.length - TAIL_CHARS
  for (const { start, end } of findMarkers(text)) {
    if (start < head && head < end) head = start
    if (start < tail && tail < end) tail = end
  }
  return `${text.slice(0, head)}${CUT}${text.slice(tail)}`.toWellFormed()
}

/** The sent lines with a row for every run of lines between them, before and after. */
export function toSentRows(sent: readonly SentLine[], lineCount: number): SentRow[] {
  const rows: SentRow[] = []
  let next = 1
  for (const line of sent) {
    if (line.number > next) rows.push({ kind: 'gap', from: next, to: line.number - 1 })
    rows.push({ kind: 'line', ...line })
    next = line.number + 1
  }
  if (next <= lineCount) rows.push({ kind: 'gap', from: next, to: lineCount })
  return rows
}
