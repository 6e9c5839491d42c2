import { describe, expect, it } from 'vitest'
import type { Analysis } from '#lib/pipeline/analysis.ts'
import { type AnalyzeEvent, type AnalyzeState, reduceAnalyze, START } from './analyze-state.ts'
import { NO_CHANGES } from './changes.ts'
import { answerProblem, STOPPED_WAITING, TOO_MANY_FILES, UNREACHABLE } from './problems.ts'
import type { LogSummary } from './protocol.ts'
import type { ExactRequest } from './stream-events.ts'

const source = { kind: 'file', name: 'job.log', names: ['job.log'] } as const
const none = new Int32Array()
const summary: LogSummary = {
  bytes: 10,
  lines: 1,
  encoding: 'UTF-8',
  parts: [],
  version: 0,
  kept: 0,
  missing: [],
  findings: [],
  chart: { lines: 0, buckets: [], templates: [] },
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
      changes: NO_CHANGES,
      requests: [],
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

  it('refuses a drop of too many files without touching the log that is there', () => {
    expect(walk(...ready, { type: 'rejected', problem: TOO_MANY_FILES })).toMatchObject({
      at: 'ready',
      summary,
      problem: TOO_MANY_FILES,
    })
    expect(walk(...ready, { type: 'submitted' }, { type: 'rejected', problem: TOO_MANY_FILES }).at).toBe('submitting')
  })

  it('gathers drafts and exact requests while it waits, and keeps the requests with the answer', () => {
    const cause = {
      summary: 'The disk is full.',
      confidence: 0.8,
      component: null,
      kind: 'cause' as const,
      evidence: [],
    }
    const request = { body: '{}', bodySha256: 'a'.repeat(64) } as ExactRequest
    const waiting = walk(
      ...ready,
      { type: 'submitted' },
      { type: 'requested', request },
      { type: 'progressed', work: { stage: 'server-checking', share: null } },
      { type: 'drafted', cause },
    )
    expect(waiting).toMatchObject({ at: 'submitting', drafts: [cause], requests: [request] })
    expect(reduceAnalyze(waiting, { type: 'answered', live })).toMatchObject({ at: 'done', requests: [request] })
  })

  it('says that the analysis goes on when the waiting is stopped, and not while the log is still on its way', () => {
    const waiting = walk(...ready, { type: 'submitted' })
    expect(reduceAnalyze(waiting, { type: 'cancelled' })).toMatchObject({ at: 'ready', problem: null })
    const asked = reduceAnalyze(waiting, { type: 'progressed', work: { stage: 'server-asking', share: null } })
    expect(reduceAnalyze(asked, { type: 'cancelled' })).toMatchObject({ at: 'ready', problem: STOPPED_WAITING })
  })

  it('sends nothing while a change is being worked in, and shows only the last of several as done', () => {
    const changes = { version: 2, list: [{ kind: 'redact' as const, value: 'Nightjar' }] }
    const busy = walk(...ready, { type: 'changed', changes })
    expect(reduceAnalyze(busy, { type: 'submitted' }).at).toBe('ready')
    const older = reduceAnalyze(busy, {
      type: 'worker',
      message: { type: 'ready', summary: { ...summary, version: 1 } },
    })
    expect(older).toMatchObject({ work: { stage: 'redacting' } })
    const done = reduceAnalyze(older, {
      type: 'worker',
      message: { type: 'ready', summary: { ...summary, version: 2 } },
    })
    expect(done).toMatchObject({ at: 'ready', work: null, changes, summary: { version: 2 } })
    expect(reduceAnalyze(done, { type: 'submitted' })).toMatchObject({ at: 'submitting', changes })
  })
})
