import { createHash } from 'node:crypto'
import type { TenantId } from '../data/unscoped.ts'
import { timed } from '../metrics.ts'
import type { Analysis, Egress, RootCause } from './analysis.ts'
import type { SentPicture } from './analyze/picture.ts'
import { calibration } from './analyze/token-factor.ts'
import { chartOf } from './condense/chart-of.ts'
import type { CondensedLog } from './condense/condensed-log.ts'
import { answerByPolicy, readModelState } from './investigate-model.ts'
import type { AlertSeverity } from './parse/normalized-alert.ts'
import type { Received } from './receive.ts'
import { explainInWorker } from './workers/diagnose-in-worker.ts'
import { packLines } from './workers/packed-lines.ts'

/** An answer as it lives in memory: with quotes, beside the log it was drawn from. Gone when the request ends. */
export interface Investigation {
  analysis: Analysis
  log: CondensedLog
  /** What it holds of the month's plan until it is counted; none where no model could be asked. */
  claim?: string | undefined
  /** Resolves when the use of a model has been counted; never rejects. */
  settled?: Promise<void> | undefined
}

export type StageName = 'redacting' | 'condensing' | 'asking' | 'repairing' | 'checking' | 'second_opinion' | 'storing'

/** What happens, for whoever watches. In memory only: drafts hold quotes, requests the exact body that left. */
export type Progress =
  | { event: 'stage'; data: { stage: StageName } }
  /** Its evidence has passed; its confidence is not yet capped by everything. */
  | { event: 'draft'; data: { cause: RootCause } }
  | {
      event: 'request'
      data: Pick<Egress, 'at' | 'purpose' | 'model' | 'host' | 'bodySha256'> & { body: string }
    }
export type Watch = (progress: Progress) => void

export interface About {
  /** Of the alert, where there is one. */
  severity?: AlertSeverity | undefined
  /** False where an alert carries no log: then no model is asked. */
  hasLog?: boolean | undefined
  /** Masked by the browser; goes to a model only where the workspace allows it. */
  picture?: SentPicture | undefined
  watch?: Watch | undefined
  /** Waits for a place on the worker threads; by default there is no line to stand in. */
  turn?: (<T>(work: () => Promise<T>) => Promise<T>) | undefined
}

/** Of a condensed log, by estimate. */
const BUDGET_TOKENS = 8_000

/** Less where replies have shown that this text has more tokens than estimated; never more. */
const budgetTokens = (): number => Math.floor(BUDGET_TOKENS / Math.max(1, calibration()))

/**
 * Condenses and explains what was received, with the built-in engine on a thread of its own; then asks a model where the
 * workspace's policy allows one. A model that does not answer costs its answer alone: the built-in engine's stands, with
 * the reason as `notice`. Holds no transaction while it waits. Throws Unavailable where the thread gave no answer.
 */
export async function investigate(tenant: TenantId, received: Received, about: About = {}): Promise<Investigation> {
  const { turn = (work) => work(), watch = () => {} } = about
  watch({ event: 'stage', data: { stage: 'condensing' } })
  const packed = packLines(received.lines)
  const { log, diagnosis, state } = await turn(async () => {
    const read = readModelState(tenant)
    return { ...(await timed('explain', () => explainInWorker(packed, budgetTokens()))), state: read }
  })
  const { requests, claim, settled, ...answer } = await timed('answer', () =>
    answerByPolicy(tenant, log, diagnosis, { ...about, watch, state }),
  )
  const analysis: Analysis = {
    ...answer,
    chart: chartOf(log),
    receipt: {
      measuredBy: 'server',
      bytesIn: received.bytesIn,
      linesIn: received.lines.length,
      redactions: [...received.redactions],
      ruleSet: received.ruleSet,
      textSha256: createHash('sha256').update(packed.text).digest('hex'),
      rawBytesStored: 0,
      bytesStored: 0,
      requests,
    },
  }
  return { analysis, log, claim, settled }
}
