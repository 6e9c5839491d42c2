import { describe, expect, it } from 'vitest'
import { TOOLS } from './all.ts'

const RULES = TOOLS.flatMap((tool) =>
  tool.rules.map((rule) => [`${tool.id} ${rule.pattern.source.slice(0, 60)}`, rule] as const),
)

/** The source without escapes and character classes. */
const bare = (source: string): string => source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'c')

describe('the table of tools', () => {
  it('has unique ids, and rules with anchors, weights and bounded patterns', () => {
    expect(new Set(TOOLS.map(({ id }) => id)).size).toBe(TOOLS.length)
    for (const [name, { anchors, weight, pattern }] of RULES) {
      expect([name, anchors.length > 0]).toEqual([name, true])
      expect(weight).toBeGreaterThan(0)
      expect(weight).toBeLessThanOrEqual(0.95)
      expect([name, /[gy]/.test(pattern.flags)]).toEqual([name, false])
    }
  })

  it('has no repeat without a limit and no back reference', () => {
    const faults = RULES.filter(([, { pattern }]) =>
      /[*+]|\{\d+,\}|\\[1-9]/.test(bare(pattern.source).replace(/\(\?<\w+>/g, '(')),
    ).map(([name]) => name)
    expect(faults).toEqual([])
  })

  it('names only groups that the engine reads', () => {
    const known = new Set([
      'file',
      'line',
      'test',
      'message',
      'code',
      'value',
      'count',
      'files',
      'failed',
      'component',
      'command',
      'step',
      'exit',
    ])
    for (const [name, { pattern, summary }] of RULES) {
      const groups = [...pattern.source.matchAll(/\(\?<(\w+)>/g)].map((match) => match[1] ?? '')
      expect([name, groups.filter((group) => !known.has(group))]).toEqual([name, []])
      for (const place of summary?.matchAll(/\{(\w+)/g) ?? []) expect(groups).toContain(place[1])
    }
  })

  it('stays cheap on baits: its own anchors over and over, and runs of one character', () => {
    const runs = ['a', ' ', '1', '/', '.', '(a:', 'a.b/', 'a > ', '1 x, ', 'error: ', 'A_'].map((bait) =>
      bait.repeat(4_000 / bait.length),
    )
    for (const [, { anchors, pattern }] of RULES)
      for (const bait of [
        ...runs,
        ...anchors.map((anchor) => `${anchor} `.repeat(Math.ceil(4_000 / (anchor.length + 1)))),
      ])
        pattern.exec(bait.slice(0, 4_000))
    expect(RULES.length).toBeGreaterThan(300)
  })
})
