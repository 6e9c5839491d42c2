import type { Analysis } from './analysis.ts'
import type { CondensedLog } from './condense/condensed-log.ts'
import { fromNumberedLines } from './condense/from-numbered.ts'
import { diagnose } from './diagnose/diagnose.ts'
import type { Received } from './receive.ts'

/** An answer as it lives in memory: with quotes, beside the log it was drawn from. Gone when the request ends. */
export interface Investigation {
  analysis: Analysis
  log: CondensedLog
}

/** Condenses and explains what was received, with the built-in engine: no request leaves this process. */
export function investigate(received: Received): Investigation {
  const log = fromNumberedLines(received.lines, { now: Date.now() })
  const analysis: Analysis = {
    ...diagnose(log),
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
