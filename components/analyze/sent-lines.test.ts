import { describe, expect, it } from 'vitest'
import { findMarkers } from '#lib/pipeline/redact/markers.ts'
import { MAX_SENT_CHARS, toSentLines, toSentRows } from './sent-lines.ts'

const markersOf = (text: string) => findMarkers(text, new Set())
const line = (number: number, text = `line ${number}`) => ({ number, text })

describe('toSentRows', () => {
  it('marks every run of lines that stays', () => {
    expect(toSentRows([line(3), line(4), line(9)], 12)).toEqual([
      { kind: 'gap', from: 1, to: 2 },
      { kind: 'line', ...line(3) },
      { kind: 'line', ...line(4) },
      { kind: 'gap', from: 5, to: 8 },
      { kind: 'line', ...line(9) },
      { kind: 'gap', from: 10, to: 12 },
    ])
  })

  it('has no gap where everything is sent', () => {
    expect(toSentRows([line(1), line(2)], 2)).toEqual([
      { kind: 'line', ...line(1) },
      { kind: 'line', ...line(2) },
    ])
  })
})

describe('toSentLines', () => {
  it('leaves lines of usual length alone', () => {
    expect(toSentLines([line(1)], markersOf)).toEqual([line(1)])
  })

  it('cuts an overlong line in the middle and keeps both ends', () => {
    const text = `start${'x'.repeat(10_000)}end`
    const [cut] = toSentLines([line(1, text)], markersOf)
    expect(cut?.text.length).toBe(MAX_SENT_CHARS)
    expect(cut?.text).toMatch(/^startx+ … x+end$/)
  })

  it('never tears a placeholder at either side of the cut', () => {
    const marker = '[EMAIL_1]'
    for (let shift = 0; shift < marker.length; shift++) {
      const text = `${'x'.repeat(shift)}${marker.repeat(2_000)}`
      const [cut] = toSentLines([line(1, text)], markersOf)
      const rest = (cut?.text ?? '').replaceAll(marker, '').replace(' … ', '')
      expect(rest).toMatch(/^x*$/)
    }
  })
})
