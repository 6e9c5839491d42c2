import { describe, expect, it } from 'vitest'
import type { CondensedLog } from '#lib/pipeline/condense/condensed-log.ts'
import { splitLines } from '#lib/pipeline/condense/lines.ts'
import { findMarkers } from '#lib/pipeline/redact/markers.ts'
import { redact } from '#lib/pipeline/redact/redact.ts'
import type { RedactedText } from '#lib/pipeline/redact/redacted-text.ts'
import { createLogStore, MAX_ROW_CHARS } from './log-store.ts'

const markersOf = (text: string) => findMarkers(text, new Set())
const ADDRESS = 'alice@acme.example'

/** A condenser that keeps the lines it is told to. */
function keeping(text: RedactedText, keep: (number: number) => boolean): CondensedLog {
  const all = splitLines(text).map((line, i) => ({
    number: i + 1,
    text: line,
    content: 0,
    template: 0,
    at: null,
    level: 'unknown' as const,
  }))
  const lines = all.filter(({ number }) => keep(number))
  return { lines, templates: [], buckets: [], sparks: [], linesIn: all.length, tokens: 7, text }
}

function storeOf(original: string, keep: (number: number) => boolean = () => true) {
  const redaction = redact(original)
  const condensed = keeping(redaction.text, keep)
  const bytes = new TextEncoder().encode(original).length
  return createLogStore({ original, bytes, encoding: 'UTF-8', redaction, condensed, findMarkers: markersOf })
}

const bodyOf = (store: ReturnType<typeof storeOf>): unknown => JSON.parse(new TextDecoder().decode(store.body))

describe('createLogStore', () => {
  const store = storeOf(`INFO start\nERROR no mail to ${ADDRESS}, giving up\nINFO end\n`)

  it('shows the original with the passages that go', () => {
    expect(store.rows('yours', 1, 2)).toEqual([
      {
        kind: 'line',
        number: 2,
        segments: [
          { kind: 'text', text: 'ERROR no mail to ' },
          {
            kind: 'redaction',
            placeholder: '[EMAIL_1]',
            text: ADDRESS,
            place: { line: 2, start: 17, end: 35, type: 'email', class: 'pii' },
          },
          { kind: 'text', text: ', giving up' },
        ],
        cutChars: 0,
      },
    ])
  })

  it('shows the redacted twin without them', () => {
    expect(JSON.stringify(store.rows('redacted', 0, 3))).not.toContain(ADDRESS)
    expect(JSON.stringify(store.rows('sent', 0, 9))).not.toContain(ADDRESS)
    expect(store.rows('redacted', 1, 2)).toMatchObject([{ segments: [{}, { placeholder: '[EMAIL_1]' }, {}] }])
  })

  it('sends numbered redacted lines and overrides, nothing else', () => {
    const body = bodyOf(store)
    expect(body).toEqual({
      lines: [
        { number: 1, text: 'INFO start' },
        { number: 2, text: 'ERROR no mail to [EMAIL_1], giving up' },
        { number: 3, text: 'INFO end' },
      ],
      overrides: [],
    })
    expect(store.summary.sentBytes).toBe(JSON.stringify(body).length)
  })

  it('knows the rows with redactions, for jumping', () => {
    expect([...store.summary.marks.yours]).toEqual([1])
    expect([...store.summary.marks.sent]).toEqual([1])
  })

  it('counts as stayed exactly what no sent line holds', () => {
    // The address and three line ends.
    expect(store.summary.stayedBytes).toBe(ADDRESS.length + 3)
  })

  it('marks lines that stay as gaps', () => {
    const long = storeOf(`${'INFO working on item\n'.repeat(2_000)}ERROR disk full\n`, (number) => number > 1_999)
    expect(long.summary).toMatchObject({ lines: 2_001, sentLines: 2, rows: { yours: 2_001, sent: 3 } })
    expect(long.rows('sent', 0, 9)).toMatchObject([
      { kind: 'gap', from: 1, to: 1_999 },
      { number: 2_000 },
      { number: 2_001 },
    ])
  })

  it('cuts a very long line for the eye only', () => {
    const text = `ERROR ${'x'.repeat(5_000)}`
    const [row] = storeOf(text).rows('yours', 0, 1)
    expect(row).toMatchObject({ cutChars: text.length - MAX_ROW_CHARS })
  })

  it('shows no control characters', () => {
    const [row] = storeOf('\x1b[31mERROR\x1b[0m a\u202eb\n').rows('yours', 0, 1)
    expect(row).toMatchObject({ segments: [{ kind: 'text', text: 'ERROR ab' }] })
  })

  it('answers with what there is when asked for rows beyond the end', () => {
    expect(store.rows('yours', 2, 99)).toHaveLength(1)
    expect(store.rows('sent', 50, 60)).toEqual([])
  })
})
