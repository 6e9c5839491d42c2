import { expect, test } from 'vitest'
import { estimateTokens, lineCost, recalibrate } from './tokens.ts'

/** The published classes, counted the slow way. */
function reference(text: string): number {
  let units = 0
  for (const [t] of text.matchAll(/[A-Za-z]+|\d+|\s+|[^\sA-Za-z\d]/g)) {
    if (/^\d/.test(t)) units += Math.ceil(t.length / 2.6)
    else if (/^[A-Za-z]/.test(t)) units += t.length <= 6 ? 1 : Math.ceil(t.length / 5)
    else if (/\s/.test(t)) units += t.includes('\n') || t.length > 1 ? 1 : 0
    else units += t.charCodeAt(0) > 127 ? 1.5 : 0.85
  }
  return Math.ceil(units * 1.53)
}

const SAMPLES = [
  '',
  ' ',
  'one two  three\n\nfour',
  '2024-05-01T12:00:00.123Z ERROR [main] c.e.Service - connection refused (code=111)',
  'äöü … ✗ 漢字 😀 mixed with text',
  `${'x'.repeat(500)} ${'1'.repeat(90)}\t\t\tend`,
]

test('the estimate is never below the reference and at most two percent and a token above it', () => {
  for (const sample of SAMPLES) {
    expect(estimateTokens(sample)).toBeGreaterThanOrEqual(reference(sample))
    expect(estimateTokens(sample)).toBeLessThanOrEqual(reference(sample) * 1.02 + 1)
  }
})

test('the sum of line costs covers a judge who rounds up every line', () => {
  const lines = Array.from({ length: 400 }, (_, i) => `${i}\tworker-${i % 7}: step ${i * 13} took ${i}ms`)
  const cost = lines.reduce((sum, line) => sum + lineCost(line), 0) * 1.54
  expect(cost).toBeGreaterThanOrEqual(lines.reduce((sum, line) => sum + reference(`${line}\n`), 0))
})

test('earlier families need fewer tokens', () => {
  const text = SAMPLES[3] ?? ''
  expect(estimateTokens(text, 'claude-earlier')).toBeLessThan(estimateTokens(text))
})

test('a reply moves the factor a fifth of the way, and an absurd one cannot move it far', () => {
  const text = 'word '.repeat(1_000)
  expect(recalibrate('claude-newest', 1.5, text, 2_000)).toBeCloseTo(1.6)
  expect(recalibrate('claude-newest', 1.5, text, 1_000_000)).toBeLessThanOrEqual(3.08)
  expect(recalibrate('claude-newest', 1.5, 'too short to tell', 900)).toBe(1.5)
})
