import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * How much may be worked on at a time beside answering. Senders wait for their 202 (Sentry for one second) and nobody waits for
 * an analysis: so while the event loop is busy, analyses give way one by one, and come back one by one when it has time.
 */
const LOOK_MS = 100
const BUSY = 0.7
const IDLE = 0.45
/** So long after the last delivery nobody waits for an answer, and nothing has to give way. */
const QUIET_MS = 500
/** At least so many go on, however busy it is: what waits must end too, and one that hangs must not be the only one. */
const LEAST = 2
/** So long one waits for time beside the answers; then it goes on all the same. */
const LONGEST_WAIT_MS = 2_000
/** Steps down from the most that is asked for. */
const MOST_STEPS = 16

interface Room {
  steps: number
  /** Of the event loop, in the last tenth of a second. */
  utilization: number
  lookedAt: number
  /** When somebody was last waiting for an answer. */
  answeredAt: number
  last: ReturnType<typeof performance.eventLoopUtilization>
}

/** On globalThis: a bundler may load this module more than once, and there is one event loop. */
const held = globalThis as typeof globalThis & { letheRoom?: Room }

function presentRoom(now: number): Room {
  held.letheRoom ??= {
    ...{ steps: 0, utilization: 0, lookedAt: now, answeredAt: Number.NEGATIVE_INFINITY },
    last: performance.eventLoopUtilization(),
  }
  return held.letheRoom
}

/** A sender is waiting for its answer. */
export function noteAnswering(now = performance.now()): void {
  presentRoom(now).answeredAt = now
}

/** At most `most`, less while the event loop is busy and senders wait for it. */
export function roomFor(most: number, now = performance.now()): number {
  const room = lookAt(now)
  if (now - room.answeredAt > QUIET_MS) return most
  return Math.max(Math.min(LEAST, most), most - room.steps)
}

/** Settles when senders have had their answers, or there is time beside them; after two seconds in any case. */
export async function quietMoment(longestMs = LONGEST_WAIT_MS): Promise<void> {
  for (const from = performance.now(); ; await sleep(LOOK_MS)) {
    const now = performance.now()
    const { utilization, answeredAt } = lookAt(now)
    if (utilization <= BUSY || now - answeredAt > QUIET_MS || now - from >= longestMs) return
  }
}

function lookAt(now: number): Room {
  const room = presentRoom(now)
  if (now - room.lookedAt < LOOK_MS) return room
  const present = performance.eventLoopUtilization()
  room.utilization = performance.eventLoopUtilization(present, room.last).utilization
  room.steps = nextSteps(room.steps, room.utilization)
  room.last = present
  room.lookedAt = now
  return room
}

/** Pure: one down where it was busy, one up where it had time. `utilization` in 0..1. */
export function nextSteps(steps: number, utilization: number): number {
  if (utilization > BUSY) return Math.min(MOST_STEPS, steps + 1)
  return utilization < IDLE ? Math.max(0, steps - 1) : steps
}
