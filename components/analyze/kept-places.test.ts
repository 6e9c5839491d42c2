import { describe, expect, it } from 'vitest'
import { splitLines } from '#lib/pipeline/condense/lines.ts'
import { findMarkers } from '#lib/pipeline/redact/markers.ts'
import { defaultPolicy } from '#lib/pipeline/redact/policy.ts'
import { recheck } from '#lib/pipeline/redact/recheck.ts'
import { redact } from '#lib/pipeline/redact/redact.ts'
import type { RedactionOverride } from '#lib/pipeline/redact/redaction.ts'
import { selectedPlaces } from './kept-places.ts'
import { createLogStore } from './log-store.ts'
import type { RedactionPlace, Row } from './protocol.ts'

const [ANA, BEN] = [['ana', 'example.org'].join('@'), ['ben', 'example.org'].join('@')]
const SECRET = ['k3y', '4815162342'].join('-')

function storeOf(original: string, keep: readonly RedactionPlace[], values: readonly string[] = []) {
  const { places, missing } = selectedPlaces(original, values)
  const redaction = redact(original, { ...defaultPolicy, keep, values, redactToo: places })
  const lines = splitLines(redaction.text).map((text, i) => ({
    number: i + 1,
    text,
    content: 0,
    template: 0,
    at: null,
    level: 'unknown' as const,
  }))
  const condensed = {
    lines,
    templates: [],
    buckets: [],
    sparks: [],
    linesIn: lines.length,
    tokens: 7,
    text: redaction.text,
  }
  const markersOf = (text: string) => findMarkers(text, new Set())
  const sizes = { bytes: original.length, encoding: 'UTF-8' as const }
  return createLogStore({ original, ...sizes, keep, missing, version: 1, redaction, condensed, findMarkers: markersOf })
}

interface Body {
  lines: { number: number; text: string }[]
  overrides: RedactionOverride[]
}
const bodyOf = (store: ReturnType<typeof storeOf>): Body => JSON.parse(new TextDecoder().decode(store.body)) as Body

function placesIn(row: Row | undefined): RedactionPlace[] {
  if (row?.kind !== 'line') return []
  return row.segments.flatMap((segment) => (segment.kind !== 'text' && segment.place ? [segment.place] : []))
}

/** What the server does with a body: each override in the columns of the line as it was sent. */
function asServer({ lines, overrides }: Body): string {
  const rows = new Map(lines.map(({ number }, i) => [number, i + 1]))
  const keep = overrides.map((place) => ({ ...place, line: rows.get(place.line) ?? 0 }))
  return recheck(lines.map(({ text }) => text).join('\n'), { ...defaultPolicy, keep }).text
}

const LOG = `INFO start\nERROR api_key=${SECRET} mail to ${ANA} and ${BEN} bounced\nINFO mail to ${ANA} again`

describe('a kept place', () => {
  const [, , ben] = placesIn(storeOf(LOG, []).rows('yours', 1, 2)[0])
  const store = storeOf(LOG, ben ? [ben] : [])
  const body = bodyOf(store)

  it('is named by line, columns, type and class where it is shown', () => {
    expect(ben).toEqual({
      line: 2,
      start: LOG.split('\n')[1]?.indexOf(BEN),
      end: expect.any(Number),
      type: 'email',
      class: 'pii',
    })
  })

  it('is sent as it is, with an override in the columns of the sent line; nothing else is', () => {
    const line = body.lines[1]?.text ?? ''
    expect(body.overrides).toHaveLength(1)
    const [override] = body.overrides
    expect(line.slice(override?.start, override?.end)).toBe(BEN)
    expect(JSON.stringify(body)).not.toContain(ANA)
    expect(JSON.stringify(body)).not.toContain(SECRET)
  })

  it('is what the server finds at that place, so that it stays there too', () => {
    expect(asServer(body)).toContain(BEN)
    expect(asServer({ ...body, overrides: [] })).not.toContain(BEN)
    const shifted = body.overrides.map((place) => ({ ...place, start: place.start + 1 }))
    expect(asServer({ ...body, overrides: shifted })).not.toContain(BEN)
  })

  it('is still marked on the page, and counted', () => {
    expect(store.summary.kept).toBe(1)
    expect(store.rows('yours', 1, 2)[0]).toMatchObject({
      segments: expect.arrayContaining([{ kind: 'kept', text: BEN, place: ben }]),
    })
    expect([...store.summary.marks.yours]).toEqual([1, 2])
  })

  it('is none where a selected value strikes it out after all', () => {
    const struck = storeOf(LOG, ben ? [ben] : [], ['example.org'])
    expect(struck.summary.kept).toBe(0)
    expect(bodyOf(struck)).toMatchObject({ overrides: [] })
    expect(JSON.stringify(bodyOf(struck))).not.toContain(BEN)
  })
})

it('a secret or a card is not kept, whatever a changed page asks for', () => {
  const [key] = placesIn(storeOf(LOG, []).rows('yours', 1, 2)[0])
  expect(key?.class).toBe('secret')
  const store = storeOf(LOG, key ? [key] : [])
  expect(JSON.stringify(bodyOf(store))).not.toContain(SECRET)
  expect(store.summary.kept).toBe(0)
})

describe('a selected value', () => {
  it('goes wherever it stands, inside words and encoded too', () => {
    const encoded = btoa('Nightjar-2')
    const log = `Nightjar-2 is late\nOpNightjar-2x failed ${encoded}\nid=${encodeURIComponent('Nightjar-2')}`
    const body = JSON.stringify(bodyOf(storeOf(log, [], ['Nightjar-2'])))
    expect(body).not.toContain('Nightjar')
    expect(body).not.toContain(encoded.slice(0, 12))
  })

  it('is reported as missing where it stands nowhere', () => {
    expect(storeOf('one line', [], ['absent', 'line']).summary.missing).toEqual([0])
  })

  it('is not in the request in any form but its placeholder', () => {
    const body = bodyOf(storeOf('Otter Bay failed', [], ['Otter Bay']))
    expect(body.lines).toEqual([{ number: 1, text: '[CUSTOM:selected_1] failed' }])
    expect(Object.keys(body)).toEqual(['lines', 'overrides'])
  })
})
