import { describe, expect, it } from 'vitest'
import { HEALTHY_LOGS as FIRST_LOGS } from './cases/healthy-logs.ts'
import { MORE_HEALTHY_LOGS } from './cases/more-healthy-logs.ts'
import { diagnosisOf } from './cases/read-case.ts'

const HEALTHY_LOGS = [...FIRST_LOGS, ...MORE_HEALTHY_LOGS]
const WORDS = /error|failed|0 failures|refused|timed out|retry/i

describe('logs of things that went well', () => {
  it('are at least 80, at least 40 of them with words of failure', () => {
    expect(HEALTHY_LOGS.length).toBeGreaterThanOrEqual(80)
    expect(HEALTHY_LOGS.filter(({ log }) => WORDS.test(log)).length).toBeGreaterThanOrEqual(40)
  })

  it.each(HEALTHY_LOGS.map(({ name, log }) => [name, log] as const))('%s is not called a failure', (_, log) => {
    const { category, confidence, verdict, title } = diagnosisOf(log)
    const calledFailure = category !== 'healthy' && verdict !== 'no_action' && confidence >= 0.5
    expect([calledFailure, title]).toEqual([false, title])
  })

  it('are called healthy in nine of ten cases', () => {
    const healthy = HEALTHY_LOGS.filter(({ log }) => diagnosisOf(log).category === 'healthy')
    expect(healthy.length / HEALTHY_LOGS.length).toBeGreaterThanOrEqual(0.9)
  })
})
