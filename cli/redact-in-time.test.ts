import { describe, expect, it } from 'vitest'
import { redact } from '../lib/pipeline/redact/redact.ts'
import { redactInTime, unscannedNotice } from './redact-in-time.ts'

const LOG = Array.from({ length: 20_000 }, (_, i) => `line ${i} password=Tr0ub4dor${i}`).join('\n')

describe('a redaction of the command line', () => {
  it('is the same as one without a budget where it ends in time', () => {
    const inTime = redactInTime(LOG, () => 0)
    expect(inTime.text).toBe(redact(LOG).text)
    expect(unscannedNotice(inTime)).toBeUndefined()
  })

  it('holds back what it did not reach, and says how many lines that were', () => {
    let time = 0
    const late = redactInTime(LOG, () => {
      time += 300
      return time
    })
    const lines = late.text.split('\n')
    expect(lines).toHaveLength(20_000)
    expect(lines.at(-1)).toBe('[REDACTED:UNSCANNED]')
    expect(late.text).not.toMatch(/Tr0ub4dor/)
    const count = lines.filter((line) => line === '[REDACTED:UNSCANNED]').length
    expect(unscannedNotice(late)).toContain(`${count.toLocaleString('en')} lines were not scanned`)
  })
})
