import { performance } from 'node:perf_hooks'

/**
 * How much may be worked on at a time beside answering. Senders wait for their 202 (Sentry for one second) and nobody waits for
 * an analysis: so while the event loop is busy, analyses give way one by one, and come back one by one when it has time.
 */
const LOOK_MS = 100
const BUSY = 0.75
const IDLE = 0.5
/** At least so many go on, however busy it is: what waits must end too, and one that hangs must not be the only one. */
const LEAST = 2
/** Steps down from the most that is asked for. */
const MOST_STEPS = 16

interface Room {
  steps: number
  lookedAt: number
  last: ReturnType<typeof performance.eventLoopUtilization>
}

/** On globalThis: a bundler may load this module more than once, and there is one event loop. */
const held = globalThis as typeof globalThis & { letheRoom?: Room }

/** At most `most`, less while the event loop is busy. */
export function roomFor(most: number, now = performance.now()): number {
  held.letheRoom ??= { steps: 0, lookedAt: now, last: performance.eventLoopUtilization() }
  const room = held.letheRoom
  if (now - room.lookedAt >= LOOK_MS) {
    const present = performance.eventLoopUtilization()
    room.steps = nextSteps(room.steps, performance.eventLoopUtilization(present, room.last).utilization)
    room.last = present
    room.lookedAt = now
  }
  return Math.max(Math.min(LEAST, most), most - room.steps)
}

/** Pure: one down where it was busy, one up where it had time. `utilization` in 0..1. */
export function nextSteps(steps: number, utilization: number): number {
  if (utilization > BUSY) return Math.min(MOST_STEPS, steps + 1)
  return utilization < IDLE ? Math.max(0, steps - 1) : steps
}
