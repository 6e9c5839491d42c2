import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

// docs/asvs.md says how many requirements are met: it is counted here, and every link is followed.

const ROOT = path.dirname(import.meta.dirname)
const text = readFileSync(path.join(ROOT, 'docs/asvs.md'), 'utf8')
const STATES = ['met', 'not applicable', 'open'] as const

/** Requirements of levels 1 and 2 in each chapter of ASVS 5.0.0. */
const IN_CHAPTER = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7]

const rows = [...text.matchAll(/^\| V(\d+)\.(\d+)\.(\d+) \| ([12]) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  (match) => ({
    id: `${match[1]}.${match[2]}.${match[3]}`,
    chapter: Number(match[1]),
    state: match[6] ?? '',
    where: match[7] ?? '',
  }),
)
const count = (state: string) => rows.filter((row) => row.state === state).length
const linksOf = (where: string) => [...where.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? '')

describe('the table of ASVS 5.0', () => {
  it('names the 253 requirements of levels 1 and 2, each once, in their chapters', () => {
    expect(text.match(/^\| V/gm)).toHaveLength(253)
    expect(rows).toHaveLength(253)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(253)
    expect(IN_CHAPTER.map((_, at) => rows.filter(({ chapter }) => chapter === at + 1).length)).toEqual(IN_CHAPTER)
  })

  it('knows three states; nothing is met without a link, and every link leads to a file of the tree', () => {
    for (const { id, state, where } of rows) {
      expect(STATES, id).toContain(state)
      expect(where.trim().length, id).toBeGreaterThan(5)
      if (state === 'met') expect(linksOf(where).length, id).toBeGreaterThan(0)
      for (const link of linksOf(where)) expect(existsSync(path.join(ROOT, 'docs', link)), `${id}: ${link}`).toBe(true)
    }
  })

  it('says the figures that its rows give: at least 95 % of the applicable are met', () => {
    const [met, none, open] = [count('met'), count('not applicable'), count('open')]
    expect(met + none + open).toBe(253)
    const share = ((met * 100) / (met + open)).toFixed(1)
    expect(text.replace(/\s+/g, ' ')).toContain(
      `253 requirements: ${met} met, ${none} not applicable, ${open} open. Of the ${met + open} applicable ones ${share} % are met.`,
    )
    expect(met / (met + open)).toBeGreaterThanOrEqual(0.95)
  })
})
