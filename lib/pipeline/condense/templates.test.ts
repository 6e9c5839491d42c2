import { expect, test } from 'vitest'
import { asRedacted } from '../redact/redacted-text.ts'
import { mineTemplates } from './templates.ts'

const mine = (lines: readonly string[]) => mineTemplates(lines.map(asRedacted))

/** Pieces of a template between its variables stand in the line in that order. */
function standsIn(template: string, line: string): boolean {
  const folded = line.replace(/\s+/g, ' ').trim()
  let at = 0
  for (const piece of template.split('<*>')) {
    const wanted = piece.replace(/\s+/g, ' ').trim()
    const found = folded.indexOf(wanted, at)
    if (found < 0) return false
    at = found + wanted.length
  }
  return true
}

/** Groups as sets of line numbers, for comparing two minings. */
function groups(lines: Int32Array): string[] {
  const members = new Map<number, number[]>()
  lines.forEach((t, i) => {
    members.set(t, [...(members.get(t) ?? []), i])
  })
  return [...members.values()].map((m) => m.join(',')).sort()
}

const CLOCK = '2031-03-04 05:06:07,890 INFO com.acme.Ship: '

const MIXED = [
  ...Array.from({ length: 9 }, (_, i) => `${CLOCK}parcel ${i * 7} of 10.0.0.${i}:50${i} routed in ${i}.5 ms`),
  ...['ann', 'bob', 'cat', 'dan', 'eve'].map((name) => `${CLOCK}session opened for user ${name} by (uid=0)`),
  ...['started', 'stopped', 'paused', 'resumed', 'failed'].map(
    (state) => `${CLOCK}the relay to the harbour was ${state} cleanly`,
  ),
  ...['a/b/c.txt', 'd/e.txt', '/f'].map((path) => `${CLOCK}wrote file=${path} mode=fast`),
  '{"ts":1930000000,"level":"error","msg":"upload failed","key":"alpha"}',
  '{"ts":1930000001,"level":"error","msg":"upload failed","key":"beta"}',
  '{"ts":1930000002,"level":"error","msg":"download failed","key":"gamma"}',
  'Mar  4 05:06:07 ship-1 sshd[12]: Invalid user ann from 10.0.0.1',
  'Mar  4 05:06:08 ship-1 sshd[13]: Invalid user 0101 from 10.0.0.2',
  '',
  '   ',
]

test('numbers, addresses, users and paths are variables; a template stands in each of its lines', () => {
  const { templates, lines } = mine(MIXED)
  expect(templates[0]?.template).toBe('<*> parcel <*> of <*> routed in <*>')
  expect(templates.map((t) => t.template)).toContain('<*> session opened for user <*> by (uid=<*>)')
  expect(templates.map((t) => t.template)).toContain('<*> Invalid user <*> from <*>')
  lines.forEach((t, i) => {
    expect(standsIn(templates[t]?.template ?? '?', MIXED[i] ?? ''), `${templates[t]?.template} in ${MIXED[i]}`).toBe(
      true,
    )
  })
})

test('state words are never merged: started, stopped and failed are three events', () => {
  const { templates } = mine(MIXED)
  expect(templates.filter((t) => t.template.includes('relay to the harbour'))).toHaveLength(5)
})

test('JSON lines are grouped by their keys and message', () => {
  const { templates } = mine(MIXED)
  const json = templates.filter((t) => t.template.startsWith('{'))
  expect(json.map((t) => t.count)).toEqual([2, 1])
  expect(json[0]?.level).toBe('error')
})

test('counts, first and last lines and samples are those of the log', () => {
  const { templates, lines } = mine(MIXED)
  expect(templates.reduce((sum, t) => sum + t.count, 0)).toBe(MIXED.length)
  templates.forEach((t, id) => {
    expect(lines[t.firstLine - 1]).toBe(id)
    expect(lines[t.lastLine - 1]).toBe(id)
    expect(t.sample).toBe(MIXED[t.firstLine - 1])
  })
})

test('grouping does not depend on the order of lines', () => {
  const order = MIXED.map((_, i) => (i * 13 + 5) % MIXED.length)
  expect(new Set(order).size).toBe(MIXED.length)
  const shuffled = mine(order.map((i) => MIXED[i] ?? '')).lines
  const back = new Int32Array(MIXED.length)
  order.forEach((from, to) => {
    back[from] = shuffled[to] ?? -1
  })
  expect(groups(back)).toEqual(groups(mine(MIXED).lines))
})

test('redaction placeholders are variables, brackets and all', () => {
  const { templates } = mine([
    'mail to [EMAIL_1] bounced',
    'mail to [EMAIL_2] bounced',
    'key [SECRET:api-key_7] is old',
  ])
  expect(templates.map((t) => t.template)).toEqual(['mail to <*> bounced', 'key <*> is old'])
})

test('units, bounds, dates and hardware addresses belong to their number', () => {
  const { templates } = mine([
    'Mar  4 05:06:07 h a: kept 5 KB for <1 sec since Mon Mar  3 04:05:06 2031 at 00:11:43:e3:ba:c3',
    'Mar  4 05:06:07 h a: kept 71 B for 00:02 since Tue Mar  4 04:05:06 2031 at ff:a1:ee:e3:ba:dd',
  ])
  expect(templates).toHaveLength(1)
})

test('every line has a template, also where thousands of shapes differ', () => {
  const word = (n: number) =>
    String.fromCharCode(97 + (n % 26), 97 + ((n >> 3) % 26), 97 + ((n >> 5) % 26), 97 + ((n >> 7) % 26))
  const lines = Array.from({ length: 5_000 }, (_, i) => `${word(i * 31)} ${word(i * 7)} ${word(i)} ${word(i * 3)}`)
  const { templates, lines: of } = mine(lines)
  lines.forEach((line, i) => {
    expect(standsIn(templates[of[i] ?? -1]?.template ?? '?', line)).toBe(true)
  })
})
