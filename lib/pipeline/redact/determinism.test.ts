import { describe, expect, it } from 'vitest'
import { scanSteps } from './engine.ts'
import { defaultPolicy } from './policy.ts'
import { redact } from './redact.ts'

const pick = (n: number, seed: number) =>
  Array.from(
    { length: n },
    (_, i) => 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789'[(seed * 31 + i * 17 + i * i * 7) % 54],
  ).join('')

/** Every class of finding, over several of the engine's chunks. */
const log = Array.from({ length: 4_000 }, (_, i) =>
  [
    `2026-11-20T02:14:07Z INFO user=person${i % 90}@example.com from 81.2.${i % 200}.${i % 250}`,
    `{"level":"error","password":"${pick(14, i % 40)}","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}`,
    `payment card=4111 1111 1111 1111 declined, token=${'gh'}${'p_'}${pick(36, i % 30)}`,
  ].join('\n'),
).join('\n')

describe('the same bytes every time', () => {
  it('in 100 runs, whatever ran before', () => {
    const part = log.slice(0, 60_000)
    const first = redact(part).text
    for (let run = 0; run < 100; run++) {
      if (run % 3 === 0) redact(log.slice(run * 100, run * 100 + 5_000))
      expect(redact(part).text).toBe(first)
    }
  })

  it('whether it runs in one go or step by step', () => {
    const steps = scanSteps(log, 'raw', defaultPolicy, {})
    let step = steps.next()
    let count = 0
    while (!step.done) {
      count++
      step = steps.next()
    }
    expect(count).toBeGreaterThan(3)
    expect(step.value.text).toBe(redact(log).text)
  })
})
