import { describe, expect, it } from 'vitest'
import { AnchorIndex } from './anchor-index.ts'
import { TOOLS } from './tools/all.ts'

describe('the index of anchors', () => {
  it('finds what looking for each anchor would find', () => {
    const anchors = TOOLS.flatMap(({ rules }) => rules.map((rule) => rule.anchors))
    const index = new AnchorIndex(anchors)
    const lines = [
      ...anchors.flat(),
      ...anchors.flat().map((anchor) => `x ${anchor}y`),
      '',
      'a',
      'Error: x',
      '🙂 E ',
      'error TS2345: FAILED (errors=1)',
    ]
    for (const line of lines) {
      const slow = anchors.flatMap((list, owner) => (list.some((anchor) => line.includes(anchor)) ? [owner] : []))
      expect([line, index.ownersIn(line)]).toEqual([line, slow])
    }
  })
})
