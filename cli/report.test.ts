import { describe, expect, it } from 'vitest'
import type { Analysis } from '../lib/pipeline/analysis.ts'
import { printable, wrapped } from './printable.ts'
import { reportOf } from './report.ts'

const ANALYSIS: Analysis = {
  title: 'pytest: tests/test_a.py::test_b: assert 1 == 2',
  summary: 'pytest reports failing tests. Message: assert 1 == 2.',
  category: 'test_failure',
  verdict: 'action_required',
  decision: { kind: 'act', reason: 'The cause is named by the log itself.', involve: 'the author of the change' },
  confidence: 0.82,
  confidenceReasons: ['3 lines support it.'],
  component: 'tests/test_a.py',
  rootCauses: [
    {
      summary: 'pytest: tests/test_a.py::test_b: assert 1 == 2',
      confidence: 0.82,
      component: 'tests/test_a.py',
      kind: 'cause',
      evidence: [
        {
          line: 12,
          template: 'E assert <*> == <*>',
          count: 2,
          quote: 'E \x1b[31massert 1 == 2\x1b]0;owned\x07\u202e\u200b\r\n next',
        },
      ],
    },
  ],
  timeline: [{ line: 12, at: null, label: 'E assert 1 == 2', kind: 'cause' }],
  actions: [
    {
      description: 'Run the failing test alone.',
      command: 'python -m pytest "tests/test_a.py::test_b"',
      risk: 'read_only',
    },
  ],
  ruledOut: [{ hypothesis: 'A network failure', reason: 'None of the 40 lines read says so.' }],
  dataGaps: ['The change that this job tested.'],
  killTest: null,
  engine: 'local',
  model: null,
  tokens: { in: 100, out: 0 },
  receipt: {
    measuredBy: 'cli',
    bytesIn: 10,
    linesIn: 40,
    redactions: [],
    ruleSet: 'x',
    rawBytesStored: 0,
    bytesStored: 0,
    requests: [],
  },
}

describe('the report', () => {
  it('leads with the decision and shows evidence, actions, gaps and the receipt', () => {
    const text = reportOf(ANALYSIS, { width: 80, colour: false })
    expect(text.split('\n')[0]).toBe('ACT')
    for (const words of [
      'Confidence 82 %',
      '12 E assert 1 == 2 next (×2)',
      '[read-only]',
      'Ruled out',
      'What we do not know',
      'Nothing left this machine',
    ])
      expect(text).toContain(words)
  })

  it('has no colour unless asked, and lets no control of the log through', () => {
    const plain = reportOf(ANALYSIS, { width: 80, colour: false })
    expect(plain).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u200b]/)
    const coloured = reportOf(ANALYSIS, { width: 80, colour: true })
    expect(coloured).toContain('\x1b[33;1mACT\x1b[0m')
    expect(coloured.replace(/\x1b\[[\d;]{1,5}m/g, '')).toBe(plain)
  })

  it('keeps within the width of the terminal', () => {
    for (const width of [20, 40, 61, 80, 400])
      for (const line of reportOf(ANALYSIS, { width, colour: false }).split('\n'))
        expect(line.length).toBeLessThanOrEqual(Math.max(40, Math.min(100, width)))
  })
})

describe('text for a terminal', () => {
  it('loses escapes, controls, bidi marks and invisible characters, and nothing else', () => {
    expect(printable('a\x1b[2Jb\x1b]8;;http://x\x07c\x07d\u202ee\u2066f\u200bg\x9bh\tö→✓')).toBe('abcdefgh ö→✓')
  })
  it('wraps at blanks and within words that are too long', () => {
    expect(wrapped('aa bb cccccc', 5)).toEqual(['aa bb', 'ccccc', 'c'])
  })
})
