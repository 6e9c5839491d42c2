import { describe, expect, it } from 'vitest'
import type { Analysis } from '#lib/pipeline/analysis.ts'
import { type AnalyzeEvent, type AnalyzeState, reduceAnalyze, START } from './analyze-state.ts'
import { answerProblem, ONE_FILE, UNREACHABLE } from './problems.ts'
import type { LogSummary } from './protocol.ts'

const source = { kind: 'file', name: 'job.log' } as const
const none = new Int32Array()
const summary: LogSummary = {
  bytes: 10,
  lines: 1,
  encoding: 'UTF-8',
  findings: [],
  ruleSet: '1',
  complete: true,
  tokens: 5,
  sentLines: 1,
  sentBytes: 40,
  stayedBytes: 0,
  rows: { yours: 1, redacted: 1, sent: 1 },
  marks: { yours: none, redacted: none, sent: none },
  sentNumbers: none,
}
const live = { id: 'a', analysis: {} as Analysis }

const walk = (...events: AnalyzeEvent[]): AnalyzeState => events.reduce(reduceAnalyze, START)
const ready: AnalyzeEvent[] = [
  { type: 'opened', source },
  { type: 'worker', message: { type: 'ready', summary } },
]

describe('reduceAnalyze', () => {
  it('walks from a file to an answer', () => {
    expect(walk(...ready, { type: 'submitted' }, { type: 'answered', live })).toEqual({
      at: 'done',
      source,
      summary,
      live,
    })
  })

  it('shows progress as a share, or as unknown', () => {
    const told = (done: number, total: number): AnalyzeEvent[] => [
      { type: 'opened', source },
      { type: 'worker', message: { type: 'progress', stage: 'redacting', done, total } },
    ]
    expect(walk(...told(50, 200))).toMatchObject({ work: { stage: 'redacting', share: 0.25 } })
    expect(walk(...told(0, 0))).toMatchObject({ work: { stage: 'redacting', share: null } })
  })

  it('returns to the empty field with the reason when a log is refused', () => {
    const state = walk(
      { type: 'opened', source },
      { type: 'worker', message: { type: 'refused', reason: 'binary', bytes: 3 } },
    )
    expect(state).toMatchObject({ at: 'empty', problem: { action: 'none' } })
  })

  it('keeps the log when the session ends, the server fails or the upload is cancelled', () => {
    for (const event of [
      { type: 'failed', problem: answerProblem(401, '') },
      { type: 'failed', problem: UNREACHABLE },
      { type: 'cancelled' },
    ] satisfies AnalyzeEvent[]) {
      expect(walk(...ready, { type: 'submitted' }, event)).toMatchObject({ at: 'ready', summary, source })
    }
  })

  it('can be tried again after a failure', () => {
    const failed = [{ type: 'submitted' }, { type: 'failed', problem: UNREACHABLE }] satisfies AnalyzeEvent[]
    expect(walk(...ready, ...failed, { type: 'submitted' })).toMatchObject({ at: 'submitting' })
  })

  it('ignores what arrives after a cancellation', () => {
    const late: AnalyzeEvent = { type: 'answered', live }
    expect(walk(...ready, { type: 'submitted' }, { type: 'cancelled' }, late).at).toBe('ready')
    expect(
      walk({ type: 'opened', source }, { type: 'cancelled' }, { type: 'worker', message: { type: 'ready', summary } }),
    ).toEqual(START)
  })

  it('refuses a drop of several files without touching the log that is there', () => {
    expect(walk(...ready, { type: 'rejected', problem: ONE_FILE })).toMatchObject({
      at: 'ready',
      summary,
      problem: ONE_FILE,
    })
    expect(walk(...ready, { type: 'submitted' }, { type: 'rejected', problem: ONE_FILE }).at).toBe('submitting')
  })
})
