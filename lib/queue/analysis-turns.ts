import type { TenantId } from '../data/unscoped.ts'
import { RateLimited, Unavailable } from '../errors.ts'
import { FairQueue, NoRoom } from './fair-queue.ts'

/**
 * Places for analyses that people ask for: each workspace a bounded number under way, and a fair line for the worker
 * threads. A place on the threads is held while one works, never while a model is asked.
 */
export interface AnalysisTurns {
  /** Runs one analysis. Throws RateLimited or Unavailable at once, with the time after which to come again. */
  admit<T>(tenant: TenantId, analyze: (turn: Turn) => Promise<T>): Promise<T>
}
/** `finish`: the end of what has begun, which is never turned away; a reply may be paid for by then. */
export type Turn = <T>(work: () => Promise<T>, stage?: 'begin' | 'finish') => Promise<T>

export interface TurnLimits {
  /** Analyses of one workspace, and of all, from request to answer. Each holds a log of half a megabyte and its copies. */
  underWayEach: number
  underWay: number
  /** As many as there are worker threads: alerts find theirs behind at most one job each. */
  concurrency: number
  waitingEach: number
  waiting: number
}

const LIMITS: TurnLimits = { underWayEach: 32, underWay: 200, concurrency: 2, waitingEach: 16, waiting: 64 }
const RETRY_AFTER_SECONDS = 5

export function createAnalysisTurns(limits: TurnLimits = LIMITS): AnalysisTurns {
  const { concurrency, waitingEach: maxWaitingEach, waiting: maxWaiting } = limits
  const threads = new FairQueue({ concurrency, maxWaitingEach, maxWaiting })
  const underWay = new Map<TenantId, number>()
  let all = 0
  const count = (tenant: TenantId, change: 1 | -1) => {
    const now = (underWay.get(tenant) ?? 0) + change
    if (now === 0) underWay.delete(tenant)
    else underWay.set(tenant, now)
    all += change
  }
  return {
    admit: async (tenant, analyze) => {
      if ((underWay.get(tenant) ?? 0) >= limits.underWayEach) throw tooMany()
      if (all >= limits.underWay) throw full()
      count(tenant, 1)
      try {
        return await analyze((work, stage) => threads.run(tenant, work, { always: stage === 'finish' }).catch(refused))
      } finally {
        count(tenant, -1)
      }
    },
  }
}

/** On globalThis: a bundler may load this module more than once, and each copy would count for itself. */
const held = globalThis as typeof globalThis & { letheAnalysisTurns?: AnalysisTurns }

export const admitAnalysis: AnalysisTurns['admit'] = (tenant, analyze) => {
  held.letheAnalysisTurns ??= createAnalysisTurns()
  return held.letheAnalysisTurns.admit(tenant, analyze)
}

function refused(error: unknown): never {
  if (!(error instanceof NoRoom)) throw error
  throw error.whose === 'each' ? tooMany() : full()
}

const tooMany = () =>
  new RateLimited(RETRY_AFTER_SECONDS, {
    happened: 'This workspace has too many analyses under way.',
    kept: 'Nothing of this one was saved.',
  })

const full = () =>
  new Unavailable(
    {
      happened: 'Too many logs are being worked through at this moment.',
      kept: 'Nothing was saved.',
      todo: `Try again in ${RETRY_AFTER_SECONDS} seconds.`,
    },
    undefined,
    RETRY_AFTER_SECONDS,
  )
