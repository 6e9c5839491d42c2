import { describe, expect, it } from 'vitest'
import { diagnosisSchema } from '../analysis.ts'
import { FRESH_ENVELOPE_JOBS } from './cases/fresh-envelope-jobs.ts'
import { FRESH_INCIDENTS } from './cases/fresh-incidents.ts'
import { FRESH_LANGUAGE_JOBS } from './cases/fresh-language-jobs.ts'
import { FRESH_OTHER_JOBS } from './cases/fresh-other-jobs.ts'
import { FRESH_PLATFORM_JOBS } from './cases/fresh-platform-jobs.ts'
import { FRESH_SECOND_INCIDENTS } from './cases/fresh-second-incidents.ts'
import { FRESH_SECOND_JOBS } from './cases/fresh-second-jobs.ts'
import { diagnosisOf } from './cases/read-case.ts'

const JOBS = [
  ...FRESH_LANGUAGE_JOBS,
  ...FRESH_PLATFORM_JOBS,
  ...FRESH_OTHER_JOBS,
  ...FRESH_SECOND_JOBS,
  ...FRESH_ENVELOPE_JOBS,
]
const INCIDENTS = [...FRESH_INCIDENTS, ...FRESH_SECOND_INCIDENTS]
const CASES = [...JOBS, ...INCIDENTS.map(({ evidence, ...rest }) => ({ ...rest, quotes: [evidence] }))]

describe('a log written after the rules', () => {
  it('is one of at least seventy', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(70)
  })

  it.each(CASES.map((one) => [one.name, one] as const))('%s', (_, { categories, quotes, log }) => {
    const answer = diagnosisOf(log)
    expect(diagnosisSchema.safeParse(answer).success).toBe(true)
    const [first] = answer.rootCauses
    const said = first?.evidence.map(({ quote }) => quote).join('\n') ?? ''
    expect([categories.includes(answer.category), answer.category]).toEqual([true, answer.category])
    expect(quotes.filter((words) => !said.includes(words))).toEqual([])
    expect(answer.decision.kind).not.toBe('none')
  })
})

describe('every answer', () => {
  it.each(CASES.map((one) => [one.name, one] as const))(
    'of %s shows no line twice and names one cause at most',
    (_, { log }) => {
      const { rootCauses, timeline } = diagnosisOf(log)
      for (const { evidence } of rootCauses) {
        const quotes = evidence.map(({ quote }) => quote)
        expect(new Set(quotes).size).toBe(quotes.length)
      }
      expect(timeline.filter(({ kind }) => kind === 'cause').length).toBeLessThanOrEqual(1)
      expect(new Set(timeline.map(({ line }) => line)).size).toBe(timeline.length)
    },
  )
})
