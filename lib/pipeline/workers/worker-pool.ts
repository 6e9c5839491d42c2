import type { Worker } from 'node:worker_threads'

/** The job was not done: its thread ended or was ended, or too many were waiting. Carries nothing of the job. */
export class JobLost extends Error {
  readonly reason: 'overrun' | 'died' | 'busy' | 'failed'

  constructor(reason: JobLost['reason']) {
    super(`a worker's job was not done: ${reason}`)
    this.name = 'JobLost'
    this.reason = reason
  }
}

interface Task {
  message: unknown
  timeoutMs: number
  resolve(answer: unknown): void
  reject(error: JobLost): void
}

interface Thread {
  worker: Worker
  /** Has it answered once? */
  warm: boolean
  /** What it works on now. */
  task: Task | null
  timer: NodeJS.Timeout | null
}

/**
 * A few threads that take one job at a time. A job over its time ends with its thread, and the next job starts another:
 * `terminate` stops a running regular expression too. Threads start when first needed and do not keep the process alive.
 */
export class WorkerPool {
  readonly #start: () => Worker
  readonly #size: number
  readonly #maxWaiting: number
  readonly #startMs: number
  readonly #threads = new Set<Thread>()
  readonly #waiting: Task[] = []

  /** `startMs`: what a new thread may take to load, beyond the time of its first job. */
  constructor(start: () => Worker, size: number, maxWaiting: number, startMs: number) {
    this.#start = start
    this.#size = size
    this.#maxWaiting = maxWaiting
    this.#startMs = startMs
  }

  /** The worker's answer to `message`, as it was posted. Throws JobLost. `timeoutMs` counts from when a thread takes it. */
  run(message: unknown, timeoutMs: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length >= this.#maxWaiting) return reject(new JobLost('busy'))
      this.#waiting.push({ message, timeoutMs, resolve, reject })
      this.#next()
    })
  }

  /** Ends every thread; what they worked on is lost. */
  async close(): Promise<void> {
    for (const { reject } of this.#waiting.splice(0)) reject(new JobLost('died'))
    await Promise.all([...this.#threads].map((thread) => this.#end(thread, 'died')))
  }

  #next(): void {
    if (this.#waiting.length === 0) return
    const idle = [...this.#threads].find(({ task }) => task === null)
    const thread = idle ?? (this.#threads.size < this.#size ? this.#open() : null)
    const task = thread && this.#waiting.shift()
    if (!thread || !task) return
    thread.task = task
    thread.timer = setTimeout(
      () => void this.#end(thread, 'overrun'),
      task.timeoutMs + (thread.warm ? 0 : this.#startMs),
    )
    thread.worker.ref()
    thread.worker.postMessage(task.message)
  }

  #open(): Thread {
    const thread: Thread = { worker: this.#start(), warm: false, task: null, timer: null }
    thread.worker.on('message', (answer: unknown) => {
      thread.warm = true
      this.#release(thread)?.resolve(answer)
      thread.worker.unref()
      this.#next()
    })
    // Out of memory, a script that does not load: the thread is gone either way.
    thread.worker.on('error', () => void this.#end(thread, 'died'))
    thread.worker.on('exit', () => void this.#end(thread, 'died'))
    this.#threads.add(thread)
    return thread
  }

  #release(thread: Thread): Task | null {
    const { task, timer } = thread
    if (timer) clearTimeout(timer)
    thread.task = null
    thread.timer = null
    return task
  }

  async #end(thread: Thread, reason: JobLost['reason']): Promise<void> {
    if (!this.#threads.delete(thread)) return
    this.#release(thread)?.reject(new JobLost(reason))
    // A waiting job need not wait until the old thread is gone.
    this.#next()
    await thread.worker.terminate()
  }
}
