import type { Past } from '#lib/past.ts'
import type { Analysis, RootCause } from '#lib/pipeline/analysis.ts'
import { type Changes, NO_CHANGES } from './changes.ts'
import { type Problem, refusalProblem, STOPPED_WAITING } from './problems.ts'
import type { FromWorker, LogSummary, Stage } from './protocol.ts'
import type { ExactRequest, ServerStage } from './stream-events.ts'

/** Where a log came from. Names are shown on this page only; they are never sent. */
export interface Source {
  kind: 'file' | 'pasted' | 'picture'
  name: string
  /** Of each file, where there are several. */
  names: readonly string[]
}

export interface Work {
  stage: Stage | 'recognizing' | 'sending' | 'analyzing' | `server-${ServerStage}`
  /** 0 to 1; null where it cannot be known. */
  share: number | null
}

export interface Live {
  id: string
  analysis: Analysis
  /** Missing where the server could not look it up in time. */
  past?: Past
}

/** A log that can be sent. */
export interface Prepared {
  source: Source
  summary: LogSummary
  changes: Changes
}

/** What is known of an answer before it is there. */
export interface Ahead {
  /** Causes whose evidence has passed; their confidence is not final. */
  drafts: readonly RootCause[]
  /** What left for a model, byte for byte. */
  requests: readonly ExactRequest[]
}

/** The journey of one log through the page. Every step back keeps what the person brought. */
export type AnalyzeState =
  | { at: 'empty'; problem: Problem | null }
  | { at: 'preparing'; source: Source; work: Work }
  /** `work`: the same log is being prepared again after a change. */
  | (Prepared & { at: 'ready'; problem: Problem | null; work: Work | null })
  | (Prepared & Ahead & { at: 'submitting'; work: Work })
  | (Prepared & { at: 'done'; live: Live; requests: readonly ExactRequest[] })

export type AnalyzeEvent =
  | { type: 'opened'; source: Source }
  /** How much of a picture has been read. */
  | { type: 'recognized'; share: number }
  | { type: 'worker'; message: Exclude<FromWorker, { type: 'rows' | 'body' }> }
  | { type: 'rejected'; problem: Problem }
  /** A picture that gave no text. */
  | { type: 'unread'; problem: Problem }
  | { type: 'changed'; changes: Changes }
  | { type: 'submitted' }
  | { type: 'drafted'; cause: RootCause }
  | { type: 'requested'; request: ExactRequest }
  | { type: 'progressed'; work: Work }
  | { type: 'failed'; problem: Problem }
  | { type: 'answered'; live: Live }
  | { type: 'cancelled' }
  | { type: 'cleared' }

export const START: AnalyzeState = { at: 'empty', problem: null }

/** An event that does not fit the state is late news of something cancelled: it changes nothing. */
export function reduceAnalyze(state: AnalyzeState, event: AnalyzeEvent): AnalyzeState {
  switch (event.type) {
    case 'opened':
      return { at: 'preparing', source: event.source, work: { stage: 'reading', share: null } }
    case 'recognized':
      return state.at === 'preparing' ? { ...state, work: { stage: 'recognizing', share: event.share } } : state
    case 'worker':
      return hearWorker(state, event.message)
    case 'rejected':
      return withProblem(state, event.problem)
    case 'unread':
      return state.at === 'preparing' ? { at: 'empty', problem: event.problem } : state
    case 'changed': {
      if (state.at !== 'ready') return state
      return { ...state, changes: event.changes, work: { stage: 'redacting', share: 0 }, problem: null }
    }
    case 'submitted':
      if (state.at !== 'ready' || state.work) return state
      return { ...pick(state), at: 'submitting', work: { stage: 'sending', share: 0 }, drafts: [], requests: [] }
    case 'progressed':
    case 'drafted':
    case 'requested':
      return state.at === 'submitting' ? hearServer(state, event) : state
    case 'failed':
      return state.at === 'submitting' ? { ...pick(state), at: 'ready', problem: event.problem, work: null } : state
    case 'answered':
      return state.at === 'submitting'
        ? { ...pick(state), at: 'done', live: event.live, requests: state.requests }
        : state
    case 'cancelled':
      return cancelled(state)
    case 'cleared':
      return START
  }
}

function hearServer(
  state: AnalyzeState & { at: 'submitting' },
  event: Extract<AnalyzeEvent, { type: 'progressed' | 'drafted' | 'requested' }>,
): AnalyzeState {
  if (event.type === 'progressed') return { ...state, work: event.work }
  if (event.type === 'drafted') return { ...state, drafts: [...state.drafts, event.cause] }
  return { ...state, requests: [...state.requests, event.request] }
}

function hearWorker(state: AnalyzeState, message: Exclude<FromWorker, { type: 'rows' | 'body' }>): AnalyzeState {
  if (state.at !== 'preparing' && state.at !== 'ready') return state
  switch (message.type) {
    case 'progress': {
      if (state.at === 'ready' && !state.work) return state
      const { stage, done, total } = message
      return { ...state, work: { stage, share: total > 0 ? done / total : null } }
    }
    case 'refused':
      return { at: 'empty', problem: refusalProblem(message.reason, message.bytes) }
    case 'ready': {
      const { source } = state
      const { summary } = message
      if (state.at === 'preparing')
        return { at: 'ready', source, summary, changes: NO_CHANGES, problem: null, work: null }
      // Of several changes in a row only the last is shown as done.
      return { ...state, summary, work: summary.version === state.changes.version ? null : state.work }
    }
  }
}

/** Once the last byte is on its way the server may have it all, and nothing calls it back. */
function cancelled(state: AnalyzeState): AnalyzeState {
  if (state.at === 'preparing') return START
  if (state.at !== 'submitting') return state
  const problem = state.work.stage === 'sending' ? null : STOPPED_WAITING
  return { ...pick(state), at: 'ready', problem, work: null }
}

/** A refused drop disturbs nothing that is under way. */
function withProblem(state: AnalyzeState, problem: Problem): AnalyzeState {
  return state.at === 'empty' || state.at === 'ready' ? { ...state, problem } : state
}

function pick({ source, summary, changes }: Prepared): Prepared {
  return { source, summary, changes }
}
