import { expect, test } from 'vitest'
import { asRedacted } from '../redact/redacted-text.ts'
import { condense } from './condense.ts'
import type { CondensedLog } from './condensed-log.ts'
import { fromNumberedLines } from './from-numbered.ts'
import { splitLines } from './lines.ts'

/** Numbers that look random and are the same in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >>> 8) % below
  }
}

/** A service's log of our own invention: requests, a cause, its symptoms, recovery. */
function serviceLog(lines: number, seed = 3): string[] {
  const random = randomFrom(seed)
  return Array.from({ length: lines }, (_, i) => {
    const clock = new Date(Date.UTC(2031, 2, 4) + i * 500).toISOString()
    return [
      `${clock} INFO [http-${random(9)}] com.acme.Api: GET /parcels/${random(9_000)} answered 200 in ${random(90)} ms`,
      `${clock} DEBUG [http-${random(9)}] com.acme.Cache: hit for parcel-${random(9_000)}`,
      `${clock} INFO [job-${random(3)}] com.acme.Sweep: removed ${random(50)} stale carts`,
    ][random(3)] as string
  })
}

const asLog = (lines: readonly string[]) => asRedacted(lines.join('\n'))

/** Numbers of the kept lines, read from the text alone. */
function numbersIn(log: CondensedLog): number[] {
  return log.text.split('\n').flatMap((line) => (line.startsWith('#') ? [] : [Number(/^(\d+)\t/.exec(line)?.[1])]))
}

function expectGrounded(log: CondensedLog, source: readonly string[]): void {
  for (const line of log.text.split('\n')) {
    if (line.startsWith('#')) continue
    const [, number, shown] = /^(\d+)\t(.*)$/s.exec(line) ?? []
    const folded = (source[Number(number) - 1] ?? '').replace(/\s+/g, ' ').trim()
    let at = 0
    for (const piece of (shown ?? '').split('…')) {
      const found = folded.indexOf(piece.replace(/\s+/g, ' ').trim(), at)
      expect(found, `${shown} in ${folded}`).toBeGreaterThanOrEqual(0)
      at = found
    }
  }
}

test('a rare cause without a level word is kept under thousands of look-alike symptoms', () => {
  const lines = serviceLog(6_000)
  lines[2_500] = '2031-03-04T00:20:50.000Z ledger-db: write /var/lib/ledger/segment: no space left on device'
  for (let i = 2_501; i < 3_400; i++)
    lines[i] = `2031-03-04T00:21:00.000Z ERROR com.acme.Api: request ${i} failed with status 502`
  const log = condense(asLog(lines), { budgetTokens: 2_000 })
  expect(numbersIn(log)).toContain(2_501)
  expect(log.lines.find((l) => l.number === 2_501)?.text).toBe(lines[2_500])
})

test('what stands right before a burst is kept, whatever its words', () => {
  const lines = serviceLog(4_000)
  lines[1_999] = '2031-03-04T00:16:39.000Z INFO com.acme.Flags: set checkout.router to the new fleet'
  for (let i = 2_000; i < 2_400; i++)
    lines[i] = `2031-03-04T00:17:00.000Z WARN com.acme.Api: retrying call ${i} to upstream`
  expect(numbersIn(condense(asLog(lines), { budgetTokens: 2_000 }))).toContain(2_000)
})

test('the end of a failed run is kept: totals, the failed test, both sides of the assertion, the exit code', () => {
  const lines = [
    ...Array.from({ length: 800 }, (_, i) => `ok ${i} ships parcel ${i}`),
    'FAIL test/ship.test.ts',
    '  ● ship › rejects an empty parcel',
    '    expect(received).toBe(expected)',
    '    Expected: "empty"',
    '    Received: "full"',
    '      at Object.<anonymous> (test/ship.test.ts:32:38)',
    ...Array.from({ length: 400 }, (_, i) => `ok ${i + 900} ships crate ${i}`),
    'Tests: 1 failed, 1200 passed, 1201 total',
    'error: script "test" exited with code 1',
  ]
  const kept = numbersIn(condense(asLog(lines), { budgetTokens: 700 }))
  for (const number of [801, 802, 804, 805, 806, 1_207, 1_208]) expect(kept).toContain(number)
})

test('a short log is kept whole, but for its blank lines', () => {
  const lines = ['first', '', 'second', 'error: third', '   ', 'fourth']
  const log = condense(asLog(lines))
  expect(numbersIn(log)).toEqual([1, 3, 4, 6])
  expect(log.linesIn).toBe(6)
})

test('against a known-good log, what is new ranks first', () => {
  const good = [
    ...serviceLog(1_500, 5),
    ...Array.from({ length: 40 }, (_, i) => `ERROR com.acme.Legacy: cannot read cart ${i}`),
  ]
  const bad = [
    ...serviceLog(1_500, 6),
    ...Array.from({ length: 40 }, (_, i) => `ERROR com.acme.Legacy: cannot read cart ${i}`),
  ]
  bad[700] = '2031-03-04T00:05:50.000Z INFO com.acme.Router: berth nine answers with an older protocol'
  const options = { budgetTokens: 400 }
  expect(numbersIn(condense(asLog(bad), options))).not.toContain(701)
  const log = condense(asLog(bad), { ...options, knownGood: asLog(good) })
  expect(numbersIn(log)).toContain(701)
  expect(log.linesIn).toBe(bad.length)
  expect(log.templates.reduce((sum, t) => sum + t.count, 0)).toBe(bad.length)
})

test('identical input gives identical bytes', () => {
  const text = asLog(serviceLog(2_000))
  expect(JSON.stringify(condense(text))).toBe(JSON.stringify(condense(text)))
})

test('never over the budget, whatever it is', () => {
  const text = asLog([
    ...serviceLog(900),
    'x'.repeat(90_000),
    `fatal: ${'漢字'.repeat(4_000)}`,
    `Error: ${'1,'.repeat(9_000)}`,
  ])
  for (const budgetTokens of [100, 150, 300, 1_000, 3_000, 8_000, 20_000]) {
    expect(condense(text, { budgetTokens }).tokens).toBeLessThanOrEqual(budgetTokens)
  }
})

test('a thousand mutations never throw, stay within the budget, and keep numbers that resolve', () => {
  const random = randomFrom(11)
  const base = [
    ...serviceLog(60),
    'Traceback (most recent call last):',
    '  File "a.py", line 3',
    'ValueError: bad',
    '{"level":"error","msg":"x"}',
    '[EMAIL_1] a=[b {c} (d',
    '##[error]exit code 1',
  ].join('\n')
  const pieces = [
    '\r',
    '\n',
    '\r\n',
    '\x1b[31m',
    '\x1b]0;',
    '[',
    ']',
    '{"',
    '=',
    '://',
    '\u0000',
    '\ud83d',
    '😀',
    '<*>',
    '…',
    '\t',
    '[SECRET:a-b_1',
    '^[[31m',
    '9'.repeat(400),
    '/'.repeat(50),
    'error: ',
    '2031-03-04 05:06:07',
  ]
  for (let n = 0; n < 1_000; n++) {
    let text = base.slice(random(base.length), random(base.length) + 400)
    for (let k = 0; k < 6; k++) {
      const at = random(text.length + 1)
      text = text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at + random(4))
    }
    const log = condense(asRedacted(text), { budgetTokens: 100 + random(900) })
    const source = splitLines(asRedacted(text))
    expect(log.linesIn).toBe(source.length)
    for (const { number, template } of log.lines) {
      expect(number).toBeGreaterThanOrEqual(1)
      expect(number).toBeLessThanOrEqual(source.length)
      expect(log.templates[template]).toBeDefined()
    }
    if (n % 10 === 0) expectGrounded(log, source)
  }
})

test('long lines are cut so that both ends stand in the line', () => {
  const lines = [...serviceLog(50), `Error: first ${'middle '.repeat(2_000)}last words`]
  const log = condense(asLog(lines), { budgetTokens: 1_000 })
  expectGrounded(log, lines)
  expect(log.text).toMatch(/51\tError: first .*….*last words/)
  expect(log.lines.at(-1)?.text.length).toBeLessThanOrEqual(2_000)
})

test('buckets count every line and every error once, and carry the clock', () => {
  const lines = serviceLog(3_000)
  lines[1_000] = '2031-03-04T00:08:20.000Z ERROR com.acme.Api: lost'
  const { buckets } = condense(asLog(lines))
  expect(buckets.reduce((sum, b) => sum + b.lines, 0)).toBe(3_000)
  expect(buckets.reduce((sum, b) => sum + b.errors, 0)).toBe(1)
  expect(buckets[0]?.at).toBe(Date.UTC(2031, 2, 4))
})

test('a clock without a year gets the latest year that is not in the future, and turns it in January', () => {
  const lines = ['Dec 30 23:59:59 ship-1 a[1]: before', '  a continuation', 'Jan  1 00:00:01 ship-1 a[1]: after']
  const log = condense(asLog(lines), { now: Date.UTC(2031, 0, 5) })
  expect(log.lines.map((l) => l.at && new Date(l.at).getUTCFullYear())).toEqual([2030, 2030, 2031])
})

test('no text gives an empty log', () => {
  expect(condense(asRedacted(''))).toMatchObject({ lines: [], templates: [], buckets: [], linesIn: 0 })
})

test('progress runs to the end', () => {
  const seen: number[] = []
  const text = asLog(serviceLog(9_000))
  condense(text, { onProgress: (done) => seen.push(done) })
  expect(seen.length).toBeGreaterThan(1)
  expect(seen.at(-1)).toBe(text.length)
  expect(seen).toEqual([...seen].sort((a, b) => a - b))
})

test('the server rebuilds the same kept lines from what a browser sends, and counts only those', () => {
  const browser = condense(asLog(serviceLog(5_000)), { budgetTokens: 2_000 })
  const server = fromNumberedLines(browser.lines, { budgetTokens: 2_000 })
  expect(server.lines.map((l) => [l.number, l.text])).toEqual(browser.lines.map((l) => [l.number, l.text]))
  expect(server.templates.reduce((sum, t) => sum + t.count, 0)).toBe(browser.lines.length)
  expect(server.templates.every((t) => server.lines.some((l) => l.number === t.firstLine))).toBe(true)
})

test('a browser cannot send numbers out of order, or more than the budget', () => {
  const line = (number: number, text: string) => ({ number, text: asRedacted(text) })
  expect(() => fromNumberedLines([line(2, 'a'), line(2, 'b')])).toThrow(RangeError)
  expect(() => fromNumberedLines([line(0, 'a')])).toThrow(RangeError)
  const many = Array.from({ length: 3_000 }, (_, i) => line(i * 5 + 1, `error: number ${i} of many`))
  expect(fromNumberedLines(many, { budgetTokens: 1_000 }).tokens).toBeLessThanOrEqual(1_000)
  expect(fromNumberedLines([line(7, 'two\nlines')]).lines).toMatchObject([{ number: 7, text: 'two lines' }])
})
