/** There is no room: for this key (`each`), or for anybody (`all`). */
export class NoRoom extends Error {
  readonly whose: 'each' | 'all'

  constructor(whose: 'each' | 'all') {
    super(`there is no room in the queue: ${whose}`)
    this.name = 'NoRoom'
    this.whose = whose
  }
}

export interface FairLimits {
  /** Jobs that run at a time. */
  concurrency: number
  /** Jobs of one key that may wait. */
  maxWaitingEach: number
  /** Jobs that may wait in all. */
  maxWaiting: number
  /** Jobs of one key that may run at a time, so that slow ones leave places free; default: as many as there are. */
  maxRunningEach?: number
  /** How many of the places may be used now; asked before each job. One of them is always left to other keys. */
  room?: () => number
}

interface Waiting {
  begin: () => void
  giveUp: (reason: Error) => void
}

interface Line {
  waiting: Waiting[]
  running: number
  /** Count of services when this line was served last. A new line stands before the last one served and no other. */
  served: number
}

/**
 * So many jobs at a time, and the next is always of the key that has the fewest running; among equals, of the one that was
 * served longest ago. Whoever brings a hundred jobs waits behind their own, not before another's first.
 */
export class FairQueue {
  readonly #limits: FairLimits
  readonly #lines = new Map<string, Line>()
  #services = 0
  #running = 0
  #waiting = 0

  constructor(limits: FairLimits) {
    this.#limits = limits
  }

  /** Settles as `work` does. Throws NoRoom at once; with `always` never, for the rest of what has begun. */
  async run<T>(key: string, work: () => Promise<T>, { always = false } = {}): Promise<T> {
    await this.#place(key, always)
    try {
      return await work()
    } finally {
      this.#leave(key)
    }
  }

  /** What has not begun does not begin any more: whoever brought it is told by `reason`. */
  abandonWaiting(reason: Error): void {
    for (const [key, line] of this.#lines) {
      this.#waiting -= line.waiting.length
      for (const { giveUp } of line.waiting.splice(0)) giveUp(reason)
      this.#forget(key, line)
    }
  }

  get size(): number {
    return this.#running + this.#waiting
  }

  #place(key: string, always: boolean): Promise<void> {
    const line = this.#lines.get(key) ?? { waiting: [], running: 0, served: this.#services - 0.5 }
    this.#lines.set(key, line)
    const free = always || (line.waiting.length === 0 && this.#mayRun(line) && this.#running < this.#places())
    if (!free && line.waiting.length >= this.#limits.maxWaitingEach) return Promise.reject(new NoRoom('each'))
    if (!free && this.#waiting >= this.#limits.maxWaiting) {
      this.#forget(key, line)
      return Promise.reject(new NoRoom('all'))
    }
    return new Promise((begin, giveUp) => {
      line.waiting.push({ begin, giveUp })
      this.#waiting++
      this.#next()
    })
  }

  #places(): number {
    const { concurrency, room } = this.#limits
    return room ? Math.min(concurrency, room()) : concurrency
  }

  #mayRun({ running }: Line): boolean {
    const { concurrency, maxRunningEach = concurrency, room } = this.#limits
    return running < (room ? Math.min(maxRunningEach, Math.max(1, this.#places() - 1)) : maxRunningEach)
  }

  #leave(key: string): void {
    this.#running--
    const line = this.#lines.get(key)
    if (line) {
      line.running--
      this.#forget(key, line)
    }
    this.#next()
  }

  #next(): void {
    while (this.#running < this.#places()) {
      const line = this.#first()
      const next = line?.waiting.shift()
      if (!line || !next) return
      line.served = ++this.#services
      line.running++
      this.#running++
      this.#waiting--
      next.begin()
    }
  }

  #first(): Line | undefined {
    let best: Line | undefined
    for (const line of this.#lines.values()) {
      if (line.waiting.length === 0 || !this.#mayRun(line)) continue
      if (!best || line.running < best.running || (line.running === best.running && line.served < best.served))
        best = line
    }
    return best
  }

  #forget(key: string, line: Line): void {
    if (line.running === 0 && line.waiting.length === 0) this.#lines.delete(key)
  }
}
