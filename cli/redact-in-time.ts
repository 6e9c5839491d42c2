import { defaultPolicy } from '../lib/pipeline/redact/policy.ts'
import { redact } from '../lib/pipeline/redact/redact.ts'
import type { Redaction } from '../lib/pipeline/redact/redaction.ts'
import { plainBudgetMsFor } from '../lib/pipeline/redact/time-budget.ts'

/**
 * Redacts raw text under a budget of processor time, which a busy machine does not stretch: text made to hold a redactor up ends
 * as `[REDACTED:UNSCANNED]`, never as itself. `now`: milliseconds used so far.
 */
export function redactInTime(raw: string, now: () => number = processorMs()): Redaction {
  return redact(raw, defaultPolicy, { now, budgetMs: plainBudgetMsFor(raw.length) })
}

function processorMs(): () => number {
  const from = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 1_000
  }
}

/** What a person must know of a redaction that did not come to its end; undefined where it did. */
export function unscannedNotice({ complete, findings }: Pick<Redaction, 'complete' | 'findings'>): string | undefined {
  if (complete) return undefined
  const lines = findings.find(({ type }) => type === 'unscanned')?.count ?? 0
  const which = lines === 1 ? '1 line was' : `${lines.toLocaleString('en')} lines were`
  return `${which} not scanned: the text took too long. Each reads [REDACTED:UNSCANNED], and nothing of it was kept. Cut the log around the incident and try again.`
}
