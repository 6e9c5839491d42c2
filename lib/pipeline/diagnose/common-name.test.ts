import { describe, expect, it } from 'vitest'
import { commonName } from './common-name.ts'
import type { Row } from './row.ts'

const row = (number: number, header: string, message: string): Row => ({
  number,
  text: `${header} ${message}`,
  clean: `${header} ${message}`,
  message,
  template: 0,
  count: 1,
  at: null,
  level: 'error',
  echo: false,
  step: -1,
})
const failing = (node: (i: number) => string, count = 8) =>
  Array.from({ length: count }, (_, i) => row(i + 1, `2031-03-04T05:06:${10 + i}Z ${node(i)} kernel:`, 'memory error'))
const fine = Array.from({ length: 40 }, (_, i) =>
  row(100 + i, `2031-03-04T05:07:${10 + i}Z node-${i} kernel:`, 'all well'),
)

describe('the name that repeated lines share', () => {
  it('is the node that keeps failing', () => {
    const rows = failing(() => 'node-77')
    expect(commonName(rows, [...rows, ...fine])).toBe('node-77')
  })

  it('is none where several nodes fail, where the lines are few, or where the whole log is of one machine', () => {
    const spread = failing((i) => `node-${i}`)
    const few = failing(() => 'node-77', 3)
    const one = failing(() => 'node-5')
    const same = Array.from({ length: 40 }, (_, i) =>
      row(100 + i, `2031-03-04T05:07:${10 + i}Z node-5 app:`, 'all well'),
    )
    expect(commonName(spread, [...spread, ...fine])).toBeNull()
    expect(commonName(few, [...few, ...fine])).toBeNull()
    expect(commonName(one, [...one, ...same])).toBeNull()
  })
})
