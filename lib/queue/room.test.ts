import { describe, expect, it } from 'vitest'
import { nextSteps, noteAnswering, quietMoment, roomFor } from './room.ts'

describe('room for analyses', () => {
  it('gets smaller while the event loop is busy and comes back when it has time', () => {
    const busy = Array.from({ length: 30 }).reduce<number>((steps) => nextSteps(steps, 0.9), 0)
    expect(busy).toBe(16)
    expect(nextSteps(busy, 0.5)).toBe(busy)
    expect(Array.from({ length: 30 }).reduce<number>((steps) => nextSteps(steps, 0.2), busy)).toBe(0)
  })

  it('is never none', async () => {
    const until = performance.now() + 2_500
    let least = 8
    // Nothing but work, looked at every hundred milliseconds of it.
    while (performance.now() < until) {
      noteAnswering()
      least = Math.min(least, roomFor(8))
    }
    expect(least).toBeLessThan(8)
    await new Promise((resolve) => setTimeout(resolve, 1))
    expect(roomFor(8)).toBeGreaterThanOrEqual(1)
    // Nobody waits for an answer any more.
    expect(roomFor(8, performance.now() + 501)).toBe(8)
    expect(least).toBeGreaterThanOrEqual(1)
  })

  it('a moment of quiet is waited for while senders wait, and not for ever', async () => {
    const busyFor = (ms: number) => {
      for (const until = performance.now() + ms; performance.now() < until; ) noteAnswering()
    }
    busyFor(150)
    let over = false
    const waited = quietMoment(400).then(() => {
      over = true
    })
    for (let i = 0; i < 3; i++) {
      await new Promise((resolve) => setImmediate(resolve))
      busyFor(120)
    }
    expect(over).toBe(false)
    busyFor(120)
    await waited
    // Nobody waits any more: at once.
    await new Promise((resolve) => setTimeout(resolve, 600))
    const from = performance.now()
    await quietMoment(60_000)
    expect(performance.now() - from).toBeLessThan(5_000)
  })
})
