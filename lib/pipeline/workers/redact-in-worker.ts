import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { Unavailable } from '../../errors.ts'
import type { RedactionPolicy } from '../redact/policy.ts'
import type { JobName, Jobs, Reply, Request } from './jobs.ts'
import { JobLost, WorkerPool } from './worker-pool.ts'

/** Jobs waiting for a thread beyond this are refused: each holds a text in memory. */
const MAX_WAITING = 32
/** What a thread may need beyond its budget: to start, to write its output, on a machine that is busy. */
const GRACE_MS = 3_000
/** Loading the rules took three seconds on a machine with four times more work than processors. */
const START_MS = 15_000
const CHECK_MS = 2_000
/** A thread over it ends alone; the server goes on. */
const MAX_MEMORY_MB = 512

/** 2 s and half a second for each MB: past it, lines not yet scanned become `[REDACTED:UNSCANNED]`. */
export const budgetMsFor = (chars: number): number => 2_000 + (chars / 1_000_000) * 500

/** On globalThis: a bundler may load this module more than once, and each copy would have threads of its own. */
const held = globalThis as typeof globalThis & { letheRedactors?: WorkerPool }

function pool(): WorkerPool {
  held.letheRedactors ??= new WorkerPool(startWorker, Math.min(2, availableParallelism()), MAX_WAITING, START_MS)
  return held.letheRedactors
}

function startWorker(): Worker {
  return new Worker(new URL('./redaction.worker.ts', import.meta.url), {
    name: 'redactor',
    // No settings, no database address, no key: it needs text and rules.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB },
    stdout: true,
    stderr: true,
  })
}

/** `recheck` on a thread of its own. Throws Unavailable where the thread ends before it has answered; nothing is kept then. */
export function recheckInWorker(text: string, policy: RedactionPolicy): Promise<Jobs['recheck']['answered']> {
  const budgetMs = budgetMsFor(text.length)
  return ask('recheck', { text, policy, budgetMs }, 2 * budgetMs + GRACE_MS)
}

/** What of a policy cannot be used, with reasons; compiled on a thread of its own. Throws Unavailable. */
export async function checkPolicyInWorker(policy: RedactionPolicy): Promise<Jobs['check']['answered']['rejected']> {
  return (await ask('check', { policy }, CHECK_MS + GRACE_MS)).rejected
}

/** Ends the threads: for tests, and at shutdown. */
export async function closeRedactors(): Promise<void> {
  await held.letheRedactors?.close()
  delete held.letheRedactors
}

async function ask<N extends JobName>(
  job: N,
  asked: Jobs[N]['asked'],
  timeoutMs: number,
): Promise<Jobs[N]['answered']> {
  const reply = await pool()
    .run({ job, asked } as Request, timeoutMs)
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
        ? 'Too many logs are being checked at this moment.'
        : 'The redactor did not finish, so nothing was analyzed.',
    kept: 'Nothing was saved.',
    todo: reason === 'busy' ? 'Try again in a minute.' : 'Try again; if it stays so, send a smaller part of the log.',
  })
}
