import { describe, expect, it } from 'vitest'
import { poolExhausted } from '../../prisma/seed.ts'
import type { Analysis } from '../pipeline/analysis.ts'
import { postMortemOf } from './facts.ts'
import { postMortemMarkdown } from './markdown.ts'
import { postMortemPdf } from './pdf.tsx'
import { slackCopy } from './slack-copy.ts'

const createdAt = new Date('2026-11-20T02:16:30Z')
const reported = (changes: Partial<Analysis> = {}) => ({
  createdAt,
  alert: null,
  analysis: poolExhausted('depot', changes),
})

const HOSTILE =
  '# x ![a](http://e.example/p) <img src=x onerror=alert(1)> | `code` @channel www.e.example \u202e\u0007 [l](javascript:1)'

describe('a post-mortem', () => {
  it('holds the decision, the timeline, evidence by line, and what people have to write', () => {
    const text = postMortemMarkdown(postMortemOf(reported()))
    const { analysis } = reported()
    const [place] = analysis.rootCauses.flatMap(({ evidence }) => evidence)
    expect(text).toContain('2026-11-20 02:16 UTC')
    for (const title of ['## Timeline', '## Causes', '## Actions', '## Impact', '## What left and what stayed'])
      expect(text).toContain(title)
    expect(text).toContain(`| ${place?.line} | ×${place?.count} |`)
    expect(text).toContain('To be written by a person.')
  })

  it('makes no markup, link, picture or mention of what a log said', () => {
    const cause = { ...poolExhausted('d').rootCauses[0], summary: HOSTILE }
    const evidence = [{ line: 7, count: 1, template: HOSTILE }]
    const text = postMortemMarkdown(
      postMortemOf(
        reported({ title: HOSTILE, summary: HOSTILE, rootCauses: [{ ...cause, evidence }] as Analysis['rootCauses'] }),
      ),
    )
    // Outside code spans.
    const prose = text.replace(/(`+)[\s\S]*?\1/g, '')
    expect(prose).not.toMatch(/<img|!\[a\]|\]\(http|http:\/\/|@channel|www\.e/)
    expect(text).not.toMatch(/[\u202e\u0007]/)
    // A row of a table keeps its three cells, whatever stands in it.
    const row = text.split('\n').find((line) => line.startsWith('| 7 |')) ?? ''
    expect(row.replaceAll('\\|', '').split('|')).toHaveLength(5)
  })

  it('as PDF has text that can be selected, a language, and more than one page where there is much', async () => {
    const many = Array.from({ length: 30 }, (_, i) => ({
      line: i + 1,
      at: null,
      label: `step ${i} `.repeat(30),
      kind: 'burst' as const,
    }))
    const pdf = Buffer.from(await postMortemPdf(postMortemOf(reported({ timeline: many, title: HOSTILE }))))
    const raw = pdf.toString('latin1')
    expect(raw.startsWith('%PDF-')).toBe(true)
    expect(raw).toMatch(/\/Lang \(en\)/)
    expect(raw).toContain('/ToUnicode')
    expect(raw.match(/\/Type \/Page\b(?!s)/g)?.length).toBeGreaterThan(1)
    expect(raw).not.toMatch(/\/(URI|JavaScript|Launch|EmbeddedFile)\b/)
  })

  it('for Slack names the cause by line, mentions nobody, and keeps its own link alone', () => {
    const text = slackCopy(reported({ title: `${HOSTILE} <!here> <@U1>` }), 'https://lethe.example/analyses/1')
    expect(text).toMatch(/line \d+/)
    expect(text).not.toMatch(/<!|<@|@channel|@here/)
    expect(text.split('\n').at(-1)).toBe('https://lethe.example/analyses/1')
  })
})
