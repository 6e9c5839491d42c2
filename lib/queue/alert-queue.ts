import type { AlertJob } from './alert-job.ts'
import { sizeOf } from './alert-job.ts'
import { FairQueue } from './fair-queue.ts'
import { JobAbandoned } from './in-process.ts'
import { quietMoment, roomFor } from './room.ts'

/**
 * Where alerts wait for their analysis. Two kinds: in this process, and in a Redis that keeps nothing (shared-queue.ts), when
 * there is one.
 */
export interface AlertQueue {
  /** Settles when nothing more is to be done here: the job has ended, or a queue shared by several processes holds it. */
  add(job: AlertJob): Promise<void>
  /** What waits and what runs, as far as this process knows. */
  load(): Load
  /** The process is ending: no job of others is begun any more. */
  stopTaking(): Promise<void>
  /** What waits in this process does not begin any more. */
  abandonWaiting(): Promise<void>
  /** What lies where other processes see it is held, whoever put it there. */
  renewHeld(): Promise<void>
}

export interface Load {
  jobs: number
  bytes: number
}

/**
 * Analyses at a time. Most of one is waiting for a model or a sender; what computes runs on the threads of the pipeline, which
 * are as many as processors.
 */
export const CONCURRENCY = 8
/** Of one workspace: a model that does not answer holds a place for minutes, and must not hold them all. */
const MAX_RUNNING_EACH = 6
const MAX_WAITING = 50_000

/** The default: bounded concurrency, in memory, workspaces in turn. */
export class LocalAlertQueue implements AlertQueue {
  readonly #run: Run
  readonly #queue = new FairQueue({
    concurrency: CONCURRENCY,
    maxRunningEach: MAX_RUNNING_EACH,
    maxWaitingEach: MAX_WAITING,
    maxWaiting: MAX_WAITING,
    room: () => roomFor(CONCURRENCY),
  })
  #bytes = 0

  constructor(run: Run) {
    this.#run = run
  }

  async add(job: AlertJob): Promise<void> {
    const bytes = sizeOf(job)
    this.#bytes += bytes
    await this.#queue
      .run(job.tenant, async () => {
        await quietMoment()
        await this.#run(job)
      })
      .finally(() => {
        this.#bytes -= bytes
      })
  }

  load(): Load {
    return { jobs: this.#queue.size, bytes: this.#bytes }
  }

  /** All of them are its own. */
  async stopTaking(): Promise<void> {}

  async abandonWaiting(): Promise<void> {
    this.#queue.abandonWaiting(new JobAbandoned('the process is ending'))
  }

  /** leases.ts renews what a process holds. */
  async renewHeld(): Promise<void> {}
}

/** `again`: where the shared queue hands a job on, the one before may have begun it. */
export type Run = (job: AlertJob, turn?: 'first' | 'again') => Promise<void>

/** On globalThis: a bundler may load this module more than once, and each copy would have a queue of its own. */
const held = globalThis as typeof globalThis & { letheAlertQueue?: AlertQueue }

/** The queue of this process. `run` is what it does with a job; whoever asks first gives it. */
export function alertQueue(run: Run): AlertQueue {
  held.letheAlertQueue ??= new LocalAlertQueue(run)
  return held.letheAlertQueue
}

/** Puts another in its place, before any job came: at boot, and in tests. */
export function putAlertQueue(queue: AlertQueue): void {
  held.letheAlertQueue = queue
}
