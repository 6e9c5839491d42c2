import { describe, expect, it } from 'vitest'
import { diagnosisSchema } from '../analysis.ts'
import { JAVASCRIPT_JOBS } from './cases/javascript-jobs.ts'
import { NATIVE_JOBS } from './cases/native-jobs.ts'
import { OPERATIONS_JOBS } from './cases/operations-jobs.ts'
import { PYTHON_JOBS } from './cases/python-jobs.ts'
import { diagnosisOf, textOf } from './cases/read-case.ts'
import { SCRIPTING_JOBS } from './cases/scripting-jobs.ts'

const CASES = [...JAVASCRIPT_JOBS, ...PYTHON_JOBS, ...NATIVE_JOBS, ...SCRIPTING_JOBS, ...OPERATIONS_JOBS]

describe('a failed job', () => {
  it.each(CASES.map((one) => [one.name, one] as const))('%s', (_, { category, says, log }) => {
    const answer = diagnosisOf(log)
    expect(diagnosisSchema.safeParse(answer).success).toBe(true)
    const text = textOf(answer)
    expect([answer.category, says.filter((words) => !text.includes(words))]).toEqual([category, []])
    expect(answer.confidence).toBeGreaterThanOrEqual(0.35)
    expect(answer.decision.kind).not.toBe('none')
  })

  it('is right wherever it is sure', () => {
    const sure = CASES.map((one) => ({ one, answer: diagnosisOf(one.log) })).filter(
      ({ answer }) => answer.confidence >= 0.7,
    )
    expect(sure.length).toBeGreaterThan(CASES.length / 3)
    expect(sure.filter(({ one, answer }) => answer.category !== one.category).map(({ one }) => one.name)).toEqual([])
  })
})
