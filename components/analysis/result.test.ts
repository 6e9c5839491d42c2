import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { poolExhausted } from '../../prisma/seed.ts'
import { Recurrence } from './recurrence.tsx'
import { Result } from './result.tsx'
import type { Chart, Past } from './types.ts'

// The page of an answer as a reader gets it: what stands there, in which order, and what stands nowhere.

const NONE: Past = { record: { right: 0, judged: 0 }, recurrences: { earlier: 0, last: null, helped: null } }
const bucket = (at: number, firstLine: number, lines: number, errors: number) => ({ at, firstLine, lines, errors })
const chart: Chart = {
  lines: 512,
  buckets: [bucket(0, 1, 300, 0), bucket(1_000, 301, 100, 0), bucket(2_000, 401, 112, 96)],
  templates: [
    {
      template: 'ERROR <*> Connection',
      count: 96,
      firstLine: 412,
      lastLine: 500,
      level: 'error',
      spark: [0, 0, 96],
    },
  ],
}
const page = (past: Past, analysis = poolExhausted('ledger', { chart })) =>
  renderToStaticMarkup(createElement(Result, { analysis, past }))
const text = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

it('leads with the decision, then why, then what to do, and ends with what left', () => {
  const said = text(page(NONE))
  const order = [
    'Act',
    '86%',
    'Evidence',
    'Errors and rate',
    'Timeline',
    'Templates',
    'What to do',
    'Ruled out',
    'Egress receipt',
  ]
  const places = order.map((words) => said.indexOf(words))
  expect(places).not.toContain(-1)
  expect([...places].sort((a, b) => a - b)).toEqual(places)
})

it('marks the cause in the chart, and says the same in a table', () => {
  const html = page(NONE)
  expect(text(html)).toContain('The 512 lines that were read, counted by the server; each column is 1 s.')
  expect(html.match(/class="stroke-ink"/g)).toHaveLength(2)
  const rows = [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/g)].map(([, row]) => text(row ?? '').trim())
  expect(rows).toContain('00:00:02 401 112 96 cause')
})

it('says how often answers as sure as this one were right here', () => {
  expect(text(page({ ...NONE, record: { right: 7, judged: 9 } }))).toContain('At 80–90 % : right 7 of 9 here.')
  expect(text(page(NONE))).toContain('nobody here has judged such an answer yet')
})

it('says that it has been here before, what the cause was, and what worked', () => {
  const last = {
    id: 'b',
    at: new Date('2026-11-20T02:14:00Z'),
    title: 'Pool of <*> full',
    rating: 'partly' as const,
    realCause: 'A leak',
  }
  const recurrences = { earlier: 2, last, helped: { id: 'a', words: 'A restart' } }
  const said = text(page({ ...NONE, recurrences }))
  expect(said).toContain('Third time in 30 days among kept analyses')
  expect(said).toContain('judged partly Pool of ⋯ full Real cause: A leak')
  expect(said).toContain('What worked A restart')
  for (const [earlier, words] of [
    [1, 'Second'],
    [20, '21st'],
    [10, '11th'],
    [112, '113th'],
    [121, '122nd'],
  ] as const)
    expect(
      text(renderToStaticMarkup(createElement(Recurrence, { recurrences: { ...recurrences, earlier } }))),
    ).toContain(`${words} time`)
})

it('needs no chart: an old analysis has none', () => {
  const said = text(page(NONE, poolExhausted('ledger')))
  expect(said).not.toContain('Errors and rate')
  expect(said).not.toContain('Templates')
})
