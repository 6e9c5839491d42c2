import { describe, expect, it } from 'vitest'
import { attackBaits, MAY_BE_REFUSED } from './attack-baits.ts'
import { recheck } from './recheck.ts'
import { redact } from './redact.ts'

/** A rule that reads more than once over a text would not end within the runner's own limit. What ten megabytes cost: `bench/redact.ts`. */
const BAITS = attackBaits(300_000)

describe('hostile input', () => {
  it.each(Object.keys(BAITS))('is read to its end, and settled: %s', (name) => {
    const log = BAITS[name]?.() ?? ''
    const { complete, text } = redact(log)
    if (!MAY_BE_REFUSED.has(name)) expect(complete).toBe(true)
    expect(text.endsWith('[REDACTED:UNSCANNED]')).toBe(!complete)
    expect(recheck(text).text).toBe(text)
    expect(text.split('\n')).toHaveLength(log.split('\n').length)
  })
})
