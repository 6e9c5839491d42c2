/** The queue is full: the sender is asked to come again. */
export class QueueFull extends Error {
  override name = 'QueueFull'
}

/** The process is ending, and the job had not begun. */
export class JobAbandoned extends Error {
  override name = 'JobAbandoned'
}

/**
 * Jobs in memory, so many at a time, first come first served. Nothing of a job outlives the process: a delivery's row says
 * what was being done, and the sweep what became of it.
 */
export class InProcessQueue<Job> {
  readonly #run: (job: Job) => Promise<void>
  readonly #concurrency: () => number
  readonly #maxWaiting: number
  readonly #waiting = new Set<{ job: Job; settle: (outcome: Promise<void>) => void }>()
  #running = 0

  /** `run` is given each job once. `concurrency`: asked before each job. `maxWaiting`: jobs that may wait beside those that run. */
  constructor(run: (job: Job) => Promise<void>, limits: { concurrency: () => number; maxWaiting: number }) {
    this.#run = run
    this.#concurrency = limits.concurrency
    this.#maxWaiting = limits.maxWaiting
  }

  /** Settles when the job has ended, as it ended. Throws QueueFull at once where too many wait. */
  add(job: Job): Promise<void> {
    if (this.#running >= this.#concurrency() && this.#waiting.size >= this.#maxWaiting) {
      return Promise.reject(new QueueFull(`${this.#waiting.size} jobs are waiting.`))
    }
    return new Promise((resolve) => {
      this.#waiting.add({ job, settle: resolve })
      this.#next()
    })
  }

  get size(): number {
    return this.#running + this.#waiting.size
  }

  /** What has not begun does not begin any more: whoever added it is told by JobAbandoned. */
  abandonWaiting(): void {
    for (const waiting of this.#waiting) waiting.settle(Promise.reject(new JobAbandoned('the process is ending')))
    this.#waiting.clear()
  }

  #next(): void {
    const limit = this.#concurrency()
    for (const next of this.#waiting) {
      if (this.#running >= limit) return
      // A set keeps its order, and gives up its first in the same time however many wait.
      this.#waiting.delete(next)
      this.#running++
      const outcome = Promise.resolve(next.job).then(this.#run)
      next.settle(
        outcome.finally(() => {
          this.#running--
          this.#next()
        }),
      )
    }
  }
}
