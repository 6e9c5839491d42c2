import type { Analysis } from './analysis.ts'
import type { CondensedLog } from './condense/condensed-log.ts'
import type { Received } from './receive.ts'
import { explainInWorker } from './workers/diagnose-in-worker.ts'

/** An answer as it lives in memory: with quotes, beside the log it was drawn from. Gone when the request ends. */
export interface Investigation {
  analysis: Analysis
  log: CondensedLog
}

/**
 * Condenses and explains what was received, with the built-in engine, on a thread of its own: no request leaves this process,
 * and none waits for it.
 */
export async function investigate(received: Received): Promise<Investigation> {
  const { log, diagnosis } = await explainInWorker(received.lines)
  const analysis: Analysis = {
    ...diagnosis,
    engine: 'local',
    model: null,
    tokens: { in: log.tokens, out: 0 },
    receipt: {
      measuredBy: 'server',
      bytesIn: received.bytesIn,
      linesIn: received.lines.length,
      redactions: [...received.redactions],
      ruleSet: received.ruleSet,
      rawBytesStored: 0,
      bytesStored: 0,
      requests: [],
    },
  }
  return { analysis, log }
}
