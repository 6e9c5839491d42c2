/** The queue is full: the sender is asked to come again. */
export class QueueFull extends Error {
  override name = 'QueueFull'
}

/**
 * Jobs in memory, so many at a time, first come first served. Nothing of a job outlives the process: a delivery's row says
 * what was being done, and the sweep what became of it.
 */
export class InProcessQueue<Job> {
  readonly #run: (job: Job) => Promise<void>
  readonly #concurrency: number
  readonly #maxWaiting: number
  readonly #waiting: { job: Job; settle: (outcome: Promise<void>) => void }[] = []
  #running = 0

  /** `run` is given each job once. `maxWaiting`: jobs that may wait beside those that run. */
  constructor(run: (job: Job) => Promise<void>, limits: { concurrency: number; maxWaiting: number }) {
    this.#run = run
    this.#concurrency = limits.concurrency
    this.#maxWaiting = limits.maxWaiting
  }

  /** Settles when the job has ended, as it ended. Throws QueueFull at once where too many wait. */
  add(job: Job): Promise<void> {
    if (this.#running >= this.#concurrency && this.#waiting.length >= this.#maxWaiting) {
      return Promise.reject(new QueueFull(`${this.#waiting.length} jobs are waiting.`))
    }
    return new Promise((resolve) => {
      this.#waiting.push({ job, settle: resolve })
      this.#next()
    })
  }

  get size(): number {
    return this.#running + this.#waiting.length
  }

  #next(): void {
    if (this.#running >= this.#concurrency) return
    const next = this.#waiting.shift()
    if (!next) return
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
