import { availableParallelism } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { Unavailable } from '../../errors.ts'
import type { JobName, Jobs, Reply, Request } from './jobs.ts'
import { JobLost, WorkerPool } from './worker-pool.ts'

/** Jobs waiting for a thread beyond this are refused: each holds a text in memory. */
const MAX_WAITING = 32
/** What a thread may need beyond its budget: to start, to write its output, on a machine that is busy. */
const GRACE_MS = 3_000
/** Loading the rules took three seconds on a machine with four times more work than processors; the thread stands behind others. */
const START_MS = 30_000
/** A thread over it ends alone; the server goes on. */
const MAX_MEMORY_MB = 512
/** Room for what one job makes and drops: with the default a fifth of a job's time goes into collecting it. */
const MAX_YOUNG_MB = 96

/**
 * What lies about before a thread looks for what it may drop: it keeps 22 MB, and with V8's own 30 it looked at every third log of
 * a megabyte, which took 30 ms each time.
 */
const INITIAL_MEMORY_MB = 128

/** On globalThis: a bundler may load this module more than once, and each copy would have threads of its own. */
const held = globalThis as typeof globalThis & { lethePipeline?: WorkerPool }

function pool(): WorkerPool {
  held.lethePipeline ??= new WorkerPool(startWorker, Math.min(2, availableParallelism()), MAX_WAITING, START_MS)
  return held.lethePipeline
}

function startWorker(): Worker {
  // The server is started with little room for young objects, which a thread that begins would take over against its own limit.
  setFlagsFromString('--max-semi-space-size=0')
  // Of threads that begin from now on; the server's own heap has begun.
  setFlagsFromString(`--initial-old-space-size=${INITIAL_MEMORY_MB}`)
  return new Worker(new URL('./pipeline.worker.ts', import.meta.url), {
    name: 'pipeline',
    // No settings, no database address, no key: it needs text and rules.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB, maxYoungGenerationSizeMb: MAX_YOUNG_MB },
    stdout: true,
    stderr: true,
  })
}

/** Ends the threads: for tests, and at shutdown. */
export async function closePipelinePool(): Promise<void> {
  await held.lethePipeline?.close()
  delete held.lethePipeline
}

/**
 * One job on a thread. `timeoutMs` is the job's own; a little is added for a busy machine. Throws Unavailable where the thread
 * ends before it has answered, and where too many jobs are waiting.
 */
export async function ask<N extends JobName>(
  job: N,
  asked: Jobs[N]['asked'],
  timeoutMs: number,
): Promise<Jobs[N]['answered']> {
  const reply = await pool()
    .run({ job, asked } as Request, timeoutMs + GRACE_MS)
    .catch((error: unknown) => {
      throw error instanceof JobLost ? refusal(error.reason) : error
    })
  // The worker answers a job with that job's answer: the two are one file's types.
  const answered = (reply as Reply).answered as Jobs[N]['answered'] | null
  if (!answered) throw refusal('failed')
  return answered
}

function refusal(reason: JobLost['reason']): Unavailable {
  return new Unavailable({
    happened:
      reason === 'busy'
        ? 'Too many logs are being worked through at this moment.'
        : 'The log could not be worked through in time, so there is no analysis.',
    kept: 'Nothing was saved.',
    todo: reason === 'busy' ? 'Try again in a minute.' : 'Try again; if it stays so, send a smaller part of the log.',
  })
}
