import { describe, expect, it } from 'vitest'
import { attackBaits } from './attack-baits.ts'
import { redact } from './redact.ts'

/** A rule that reads more than once over a text would not end within the runner's own limit. What ten megabytes cost: `bench/redact.ts`. */
const BAITS = attackBaits(1_000_000)

describe('hostile input', () => {
  it.each(Object.keys(BAITS))('is read to its end: %s', (name) => {
    const log = BAITS[name] ?? ''
    const { complete, text } = redact(log)
    expect(complete).toBe(true)
    expect(text.split('\n')).toHaveLength(log.split('\n').length)
  })
})
