import { describe, expect, it } from 'vitest'
import { HEALTHY_LOGS } from './cases/healthy-logs.ts'
import { diagnosisOf } from './cases/read-case.ts'

const WORDS = /error|failed|0 failures|refused|timed out|retry/i

describe('logs of things that went well', () => {
  it('are at least 60, at least 25 of them with words of failure', () => {
    expect(HEALTHY_LOGS.length).toBeGreaterThanOrEqual(60)
    expect(HEALTHY_LOGS.filter(({ log }) => WORDS.test(log)).length).toBeGreaterThanOrEqual(25)
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
