import type { Chart } from '#lib/pipeline/analysis.ts'
import type { CondensedLog } from '#lib/pipeline/condense/condensed-log.ts'
import type { Redaction } from '#lib/pipeline/redact/redaction.ts'
import { printable } from '../analysis/printable.ts'
import type { Encoding } from './decode-log.ts'
import { type LogSpan, placeOf, sentOverrides, withKept } from './kept-places.ts'
import { indexLog, type LineIndex, lineOfOffset, lowerBound } from './line-index.ts'
import type { LogPart, LogSummary, Pane, RedactionPlace, Row, Segment } from './protocol.ts'
import { toSentLines, toSentRows } from './sent-lines.ts'

/** A row shows this much of its line: nobody reads on, and a 10 MB line would block the page. */
export const MAX_ROW_CHARS = 1_000

const NO_CHART: Chart = { lines: 0, buckets: [], templates: [] }

type Marker = { start: number; end: number; text: string }

export interface LogParts {
  original: string
  bytes: number
  encoding: Encoding
  parts?: readonly LogPart[]
  /** Places of the original that the person kept. */
  keep?: readonly RedactionPlace[]
  /** Selected values that stand nowhere in the log. */
  missing?: readonly number[]
  version?: number
  /** Id of the analysis that lacked this log. */
  revisionOf?: string | null
  /** Of the condensed log. */
  chart?: Chart
  redaction: Redaction
  condensed: CondensedLog
  /** Every placeholder of redacted text, from the redactor. */
  findMarkers: (text: string) => Marker[]
}

export interface LogStore {
  summary: LogSummary
  rows(pane: Pane, first: number, last: number): Row[]
  /** The exact bytes of the request: numbered redacted lines and overrides, nothing else. */
  body: Uint8Array<ArrayBuffer>
}

/** Holds a log and its redacted twin, and cuts out the rows that a pane shows. */
export function createLogStore(given: LogParts): LogStore {
  const { original, redaction, condensed, findMarkers, keep = [], parts = [], missing = [], version = 0 } = given
  const yours = indexLog(original)
  const redacted = indexLog(redaction.text)
  const spans = withKept(redaction.spans, keep, yours)
  const spanStarts = Int32Array.from(spans, (span) => span.start)
  const sent = toSentLines(condensed.lines, findMarkers)
  const sentRows = toSentRows(sent, yours.count)
  const overrides = sentOverrides({ original, index: yours, spans, sent })
  const revision = given.revisionOf ? { revisionOf: given.revisionOf } : {}
  const body = new TextEncoder().encode(JSON.stringify({ lines: sent, overrides, ...revision }))

  const markLines = linesWithSpans(spans, yours)
  const keptLines = new Set(overrides.map(({ line }) => line))
  const sentMarks = sentRows.flatMap((row, i) =>
    row.kind === 'line' && (keptLines.has(row.number) || findMarkers(row.text).length > 0) ? [i] : [],
  )
  const cutters: Record<Pane, (row: number) => Row> = {
    yours: (row) => yoursRow(original, yours, spans, spanStarts, row),
    redacted: (row) => redactedRow(row + 1, lineOf(redaction.text, redacted, row), findMarkers),
    sent: (row) => {
      const found = sentRows[row]
      if (!found) return { kind: 'gap', from: 0, to: 0 }
      return found.kind === 'gap' ? found : redactedRow(found.number, found.text, findMarkers)
    },
  }
  const counts = { yours: yours.count, redacted: redacted.count, sent: sentRows.length }
  return {
    body,
    rows(pane, first, last) {
      const from = Math.max(0, first)
      const to = Math.min(counts[pane], last)
      return Array.from({ length: Math.max(0, to - from) }, (_, i) => cutters[pane](from + i))
    },
    summary: {
      bytes: given.bytes,
      lines: yours.count,
      encoding: given.encoding,
      parts,
      version,
      chart: given.chart ?? NO_CHART,
      kept: spans.filter(({ kept }) => kept).length,
      missing,
      findings: redaction.findings,
      ruleSet: redaction.ruleSet,
      complete: redaction.complete,
      tokens: condensed.tokens,
      sentLines: sent.length,
      sentBytes: body.length,
      stayedBytes: stayedBytes(given, sent),
      rows: counts,
      marks: { yours: markLines, redacted: markLines, sent: Int32Array.from(sentMarks) },
      sentNumbers: Int32Array.from(sentRows, (row) => (row.kind === 'gap' ? row.from : row.number)),
    },
  }
}

/** Bytes of the log that are in no sent line: the lines left out, and the passages that a placeholder replaced. */
function stayedBytes({ bytes, findMarkers }: LogParts, sent: readonly { text: string }[]): number {
  const encoder = new TextEncoder()
  let left = 0
  for (const { text } of sent) {
    left += encoder.encode(text).length
    for (const marker of findMarkers(text)) left -= encoder.encode(marker.text).length
  }
  return Math.max(0, bytes - left)
}

function linesWithSpans(spans: readonly LogSpan[], index: LineIndex): Int32Array {
  const lines = new Set<number>()
  for (const span of spans) {
    const last = lineOfOffset(index, Math.max(span.start, span.end - 1))
    for (let line = lineOfOffset(index, span.start); line <= last; line++) lines.add(line)
  }
  return Int32Array.from(lines).sort()
}

function lineOf(text: string, index: LineIndex, row: number): string {
  return text.slice(index.starts[row] ?? 0, index.ends[row] ?? 0)
}

function yoursRow(text: string, index: LineIndex, spans: readonly LogSpan[], spanStarts: Int32Array, row: number): Row {
  const start = index.starts[row] ?? 0
  const end = index.ends[row] ?? 0
  const shownEnd = Math.min(end, start + MAX_ROW_CHARS)
  const segments: Segment[] = []
  let at = start
  // The span before the first that starts on this line may reach into it.
  for (let i = Math.max(0, lowerBound(spanStarts, start) - 1); i < spans.length; i++) {
    const span = spans[i]
    if (!span || span.start >= shownEnd) break
    if (span.end <= start) continue
    const from = Math.max(at, span.start)
    const to = Math.min(shownEnd, span.end)
    if (to <= from) continue
    pushText(segments, text.slice(at, from))
    const [passage, place] = [printable(text.slice(from, to)), placeOf(span, index)]
    if (span.kept) segments.push({ kind: 'kept', text: passage, place })
    else segments.push({ kind: 'redaction', placeholder: span.placeholder, text: passage, place })
    at = to
  }
  pushText(segments, text.slice(at, shownEnd))
  return { kind: 'line', number: row + 1, segments, cutChars: end - shownEnd }
}

function redactedRow(number: number, line: string, findMarkers: LogParts['findMarkers']): Row {
  const segments: Segment[] = []
  let at = 0
  // A little more than is shown, so that a placeholder on the edge is seen whole.
  for (const marker of findMarkers(line.slice(0, MAX_ROW_CHARS + 100))) {
    if (marker.start >= MAX_ROW_CHARS) break
    pushText(segments, line.slice(at, marker.start))
    segments.push({ kind: 'redaction', placeholder: marker.text })
    at = marker.end
  }
  const shownEnd = Math.max(at, Math.min(line.length, MAX_ROW_CHARS))
  pushText(segments, line.slice(at, shownEnd))
  return { kind: 'line', number, segments, cutChars: line.length - shownEnd }
}

function pushText(segments: Segment[], text: string) {
  if (text !== '') segments.push({ kind: 'text', text: printable(text) })
}
