import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_SCROLL_PX, rowWindow, scrollTopFor, topRow } from './row-window.ts'

const box = { heightPx: 200, rowPx: 20, overscan: 5 }

describe('rowWindow', () => {
  it('shows the first rows at the top and leaves no gap above them', () => {
    expect(rowWindow({ ...box, rows: 1_000, scrollTopPx: 0 })).toEqual({
      first: 0,
      last: 16,
      offsetPx: 0,
      totalPx: 20_000,
    })
  })

  it('shows the last row at the bottom', () => {
    const { last, totalPx } = rowWindow({ ...box, rows: 1_000, scrollTopPx: 19_800 })
    expect(last).toBe(1_000)
    expect(totalPx).toBe(20_000)
  })

  it('shows everything where everything fits', () => {
    expect(rowWindow({ ...box, rows: 3, scrollTopPx: 0 })).toEqual({ first: 0, last: 3, offsetPx: 0, totalPx: 60 })
    expect(rowWindow({ ...box, rows: 0, scrollTopPx: 0 })).toEqual({ first: 0, last: 0, offsetPx: 0, totalPx: 0 })
  })

  it('stays inside when a browser reports a position beyond the ends', () => {
    expect(rowWindow({ ...box, rows: 100, scrollTopPx: -50 }).offsetPx).toBe(0)
    const beyond = rowWindow({ ...box, rows: 100, scrollTopPx: 9_999 })
    expect(beyond.offsetPx + (beyond.last - beyond.first) * box.rowPx).toBeCloseTo(2_000)
  })

  it('never asks for more height than a browser can lay out, and still reaches every row', () => {
    const rows = 10_000_000
    expect(rowWindow({ ...box, rows, scrollTopPx: 0 }).totalPx).toBe(MAX_SCROLL_PX)
    expect(rowWindow({ ...box, rows, scrollTopPx: MAX_SCROLL_PX }).last).toBe(rows)
  })

  it('covers the visible part at every position', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (rows, share) => {
        const totalPx = Math.min(rows * box.rowPx, MAX_SCROLL_PX)
        const scrollTopPx = share * Math.max(0, totalPx - box.heightPx)
        const { first, last, offsetPx } = rowWindow({ ...box, rows, scrollTopPx })
        expect(offsetPx).toBeLessThanOrEqual(scrollTopPx + 0.01)
        const bottomPx = offsetPx + (last - first) * box.rowPx
        expect(bottomPx).toBeGreaterThanOrEqual(Math.min(scrollTopPx + box.heightPx, totalPx) - 0.01)
      }),
    )
  })
})

describe('scrollTopFor', () => {
  it('brings any row into view', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000_000 }), fc.nat(), (rows, n) => {
        const row = n % rows
        const top = topRow({ ...box, rows, scrollTopPx: scrollTopFor(row, { ...box, rows }) })
        expect(row).toBeGreaterThanOrEqual(Math.floor(top) - 0.01)
        expect(row).toBeLessThanOrEqual(top + box.heightPx / box.rowPx)
      }),
    )
  })
})
