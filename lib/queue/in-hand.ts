/**
 * Work that goes on after its response. A server that is told to end waits for `after()` callbacks and for nothing else
 * (Next 16), so one callback at a time waits for all of the work: a request that finds one waiting adds none.
 */
interface InHand {
  count: number
  kept: boolean
  ended: (() => void)[]
}

/** On globalThis: a bundler may load this module more than once. */
const held = globalThis as typeof globalThis & { letheInHand?: InHand }
function inHand(): InHand {
  held.letheInHand ??= { count: 0, kept: false, ended: [] }
  return held.letheInHand
}

/** Counts `work` until it has settled. */
export async function countInHand(work: () => Promise<void>): Promise<void> {
  const state = inHand()
  state.count++
  try {
    await work()
  } finally {
    state.count--
    if (state.count === 0) {
      state.kept = false
      for (const resolve of state.ended.splice(0)) resolve()
    }
  }
}

/** Begins `work` once the response is on its way, and keeps the process until all work has settled. `work` never rejects. */
export function workAfter(work: () => Promise<void>, after: (callback: () => Promise<void>) => void): void {
  const state = inHand()
  beginWork(work)
  if (state.kept) return
  state.kept = true
  after(untilWorked)
}

/** The same where somebody else keeps the process, with `untilWorked`. */
export function beginWork(work: () => Promise<void>): void {
  setImmediate(() => void countInHand(work))
}

/** Settles when nothing is in hand. What was begun before this was asked is counted before it looks. */
export function untilWorked(): Promise<void> {
  const state = inHand()
  return new Promise((resolve) =>
    setImmediate(() => (state.count === 0 ? settle(state, resolve) : state.ended.push(resolve))),
  )
}

function settle(state: InHand, resolve: () => void): void {
  state.kept = false
  resolve()
}

/** How many deliveries this process works on or holds. */
export const countOfWork = (): number => inHand().count
