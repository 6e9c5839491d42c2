import type { Diagnosis } from '../analysis.ts'
import { condense } from '../condense/condense.ts'
import type { CondensedLog } from '../condense/condensed-log.ts'
import { redact } from '../redact/redact.ts'

/** A small incident for the tests of this room, with an answer of the built-in engine that does not move with its rules. */
export function exampleLog(lines: readonly string[] = EXAMPLE_LINES, budgetTokens = 8_000): CondensedLog {
  return condense(redact(lines.join('\n')).text, { budgetTokens, now: Date.parse('2026-11-21T00:00:00Z') })
}

export const EXAMPLE_LINES: readonly string[] = [
  '2026-11-20T10:00:01Z INFO  payments starting on port 8080',
  '2026-11-20T10:02:11Z ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms',
  '2026-11-20T10:02:12Z ERROR GET /charge failed: could not open JDBC connection',
  '2026-11-20T10:02:13Z WARN  retrying charge in 5 s',
]

export const EXAMPLE_LOCAL: Diagnosis = {
  title: 'The connection pool is exhausted',
  summary: 'No connection was free for 30 s.',
  category: 'resource_exhaustion',
  verdict: 'action_required',
  decision: {
    kind: 'act',
    reason: 'The cause is named by the log itself (70 %).',
    involve: 'the owner of the machine',
  },
  confidence: 0.7,
  confidenceReasons: ['2 lines support it.'],
  component: 'HikariPool-1',
  rootCauses: [
    {
      summary: 'Connection is not available, request timed out',
      confidence: 0.7,
      component: 'HikariPool-1',
      kind: 'cause',
      evidence: [
        { line: 2, template: 'ERROR <*> Connection is not available', count: 1, quote: 'Connection is not available' },
      ],
    },
  ],
  timeline: [{ line: 2, at: '2026-11-20T10:02:11.000Z', label: 'first failure', kind: 'cause' }],
  actions: [
    {
      description: 'Read the sizes of the pool.',
      command: 'kubectl logs deploy/payments --tail=200',
      risk: 'read_only',
    },
  ],
  ruledOut: [],
  dataGaps: ['What was changed before the first failing line.'],
  killTest: null,
}

/** The built-in engine where it does not know. */
export const EXAMPLE_UNSURE: Diagnosis = {
  ...EXAMPLE_LOCAL,
  category: 'unknown',
  verdict: 'inconclusive',
  confidence: 0.1,
  rootCauses: [],
  timeline: [],
  actions: [],
}
