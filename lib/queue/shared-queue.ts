import { type Job, Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { renewQueuedDeliveries } from '../data/delivery-states.ts'
import { log } from '../log.ts'
import { type AlertJob, DEADLINE_MS, sizeOf } from './alert-job.ts'
import { type AlertQueue, CONCURRENCY, type Load, LocalAlertQueue, type Run } from './alert-queue.ts'
import { countInHand } from './in-hand.ts'
import { LEASE_SECONDS, withLease } from './leases.ts'
import { onRedisState, trustedRedis } from './redis.ts'
import { quietMoment, roomFor } from './room.ts'
import { openJob, sealJob } from './sealed-job.ts'

/**
 * The queue that several processes share: BullMQ on a Redis that keeps nothing. A job there is the ids of its tenant and
 * delivery and a sealed text; the key never enters Redis. It goes when it has ended, however it ended. Where Redis is away, jobs
 * wait in this process instead: nothing is refused for that.
 */
const NAME = 'alerts'
const PREFIX = 'lethe'
/** A worker that has not renewed for so long has gone, and its job is another's. */
const LOCK_MS = 30_000
const STALLED_EVERY_MS = 10_000
/** Handed on so often; then something in it kills its workers. */
const MAX_STALLED = 3
const WATCH_MS = 1_000
const RENEW_MS = 20_000
const RENEW_AT_ONCE = 500

interface Stored {
  tenant: string
  sealed: string
}

export class SharedAlertQueue implements AlertQueue {
  readonly #local: LocalAlertQueue
  readonly #queue: Queue<Stored>
  readonly #worker: Worker<Stored>
  readonly #timers: NodeJS.Timeout[]
  /** Of all processes, as of a second ago. */
  #shared: Load = { jobs: 0, bytes: 0 }
  #working = 0

  /** `client`: checked by now. `run` is what this process does with a job. */
  constructor(client: Redis, url: string, run: Run) {
    this.#local = new LocalAlertQueue(run)
    const options = { prefix: PREFIX, skipVersionCheck: true }
    this.#queue = new Queue<Stored>(NAME, {
      ...options,
      connection: client,
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
    })
    // Waits on Redis for work, so it needs a connection of its own; it writes no text.
    const connection = new Redis(url, { maxRetriesPerRequest: null })
    connection.on('error', () => {})
    this.#worker = new Worker<Stored>(NAME, (job) => this.#work(job, run), {
      ...options,
      connection,
      concurrency: CONCURRENCY,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_EVERY_MS,
      maxStalledCount: MAX_STALLED,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    })
    this.#queue.on('error', () => {})
    this.#worker.on('error', () => {})
    onRedisState((state) => {
      if (state === 'refused') void this.#leave()
    })
    this.#timers = [
      setInterval(() => void this.#watch(), WATCH_MS).unref(),
      setInterval(() => void this.renewHeld(), RENEW_MS).unref(),
    ]
    void this.#watch()
  }

  async add(job: AlertJob): Promise<void> {
    if (!(await this.#store(job))) await this.#local.add(job)
  }

  load(): Load {
    const local = this.#local.load()
    return { jobs: local.jobs + this.#shared.jobs, bytes: local.bytes + this.#shared.bytes }
  }

  /** Takes no more; what it works on goes on, and what waits in Redis is there for the others. */
  async stopTaking(): Promise<void> {
    await this.#worker.close()
  }

  async abandonWaiting(): Promise<void> {
    await this.#local.abandonWaiting()
  }

  /** What lies in Redis is held, by whoever looks. Also before anybody marks leases that have ended. */
  async renewHeld(): Promise<void> {
    const client = trustedRedis()
    if (!client) return
    try {
      const [waiting, active] = await Promise.all([
        client.lrange(this.#queue.toKey('wait'), 0, -1),
        client.lrange(this.#queue.toKey('active'), 0, -1),
      ])
      const ids = [...waiting, ...active].filter((id) => UUID.test(id))
      for (let at = 0; at < ids.length; at += RENEW_AT_ONCE)
        await renewQueuedDeliveries(ids.slice(at, at + RENEW_AT_ONCE), LEASE_SECONDS)
    } catch {
      log.warn('leases of the shared queue were not renewed')
    }
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    await this.#worker.close()
    await this.#queue.close()
  }

  /** False where Redis does not take it now. */
  async #store(job: AlertJob): Promise<boolean> {
    if (!trustedRedis()) return false
    try {
      await this.#queue.add('alert', { tenant: job.tenant, sealed: sealJob(job) }, { jobId: job.deliveryId })
      this.#shared.jobs++
      this.#shared.bytes += sizeOf(job)
      return true
    } catch {
      // Should it have arrived all the same, whoever comes second finds the delivery taken.
      log.warn('the shared queue did not take a job')
      return false
    }
  }

  async #work({ id, data }: Job<Stored>, run: Run): Promise<void> {
    const job = openJob(data.tenant, data.sealed)
    if (job.deliveryId !== id) throw new Error('a job lies under another name')
    this.#working++
    try {
      await quietMoment()
      await countInHand(() => withLease(job.tenant, job.deliveryId, () => run(job, 'again')))
    } finally {
      this.#working--
    }
  }

  /** Depth and memory, and away with what waits beyond its deadline: its row says so when its lease has ended. */
  async #watch(): Promise<void> {
    this.#worker.concurrency = roomFor(CONCURRENCY)
    const client = trustedRedis()
    if (!client) {
      this.#shared = { jobs: this.#working, bytes: 0 }
      return
    }
    try {
      const { wait = 0, active = 0, delayed = 0 } = await this.#queue.getJobCounts('wait', 'active', 'delayed')
      const memory = /^used_memory_dataset:(\d+)/m.exec(await client.info('memory'))?.[1]
      this.#shared = { jobs: wait + active + delayed, bytes: Number(memory ?? 0) }
      if (wait > 0) await this.#queue.clean(DEADLINE_MS + 60_000, 100, 'wait')
    } catch {
      this.#shared = { jobs: this.#working, bytes: 0 }
    }
  }

  /** It keeps or drops: what was put there is taken away as far as it lets us, and nothing more is put there. */
  async #leave(): Promise<void> {
    await this.#queue.obliterate({ force: true }).catch(() => log.error('the shared queue could not be emptied'))
    await this.#worker.close().catch(() => {})
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
