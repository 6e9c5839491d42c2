import { log } from '../log.ts'
import { investigateAlert } from '../pipeline/investigate-alert.ts'
import { alertQueue } from './alert-queue.ts'
import { countOfWork } from './in-hand.ts'
import { flushTally } from './tally.ts'

/**
 * A server that is told to end waits for what it holds (in-hand.ts). What has not begun after this time is not begun any more:
 * it is marked interrupted at once, so that another process, or the next, tells its people. Whoever started this process
 * gives it some seconds more than this before it is killed (ops/server.ts).
 */
const PATIENCE_MS = 10_000

/** On globalThis: a bundler may load this module more than once. */
const held = globalThis as typeof globalThis & { letheDraining?: boolean }

/** True once this process was told to end: it is not ready for more. */
export const isDraining = (): boolean => held.letheDraining === true

export function drainOnSignal(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void drain())
}

async function drain(): Promise<void> {
  if (held.letheDraining) return
  held.letheDraining = true
  log.info('ending: what is held is worked through', { deliveries: countOfWork() })
  void alertQueue(investigateAlert).stopTaking()
  setTimeout(() => void alertQueue(investigateAlert).abandonWaiting(), PATIENCE_MS).unref()
  await flushTally().catch(() => log.warn('figures were not written'))
}
