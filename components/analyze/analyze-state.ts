import type { Analysis } from '#lib/pipeline/analysis.ts'
import { type Problem, refusalProblem } from './problems.ts'
import type { FromWorker, LogSummary, Stage } from './protocol.ts'

/** Where a log came from. The name is shown on this page only; it is never sent. */
export interface Source {
  kind: 'file' | 'pasted'
  name: string
}

export interface Work {
  stage: Stage | 'sending' | 'analyzing'
  /** 0 to 1; null where it cannot be known. */
  share: number | null
}

export interface Live {
  id: string
  analysis: Analysis
}

/** The journey of one log through the page. Every step back keeps what the person brought. */
export type AnalyzeState =
  | { at: 'empty'; problem: Problem | null }
  | { at: 'preparing'; source: Source; work: Work }
  | { at: 'ready'; source: Source; summary: LogSummary; problem: Problem | null }
  | { at: 'submitting'; source: Source; summary: LogSummary; work: Work }
  | { at: 'done'; source: Source; summary: LogSummary; live: Live }

export type AnalyzeEvent =
  | { type: 'opened'; source: Source }
  | { type: 'worker'; message: Exclude<FromWorker, { type: 'rows' | 'body' }> }
  | { type: 'rejected'; problem: Problem }
  | { type: 'submitted' }
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
    case 'worker':
      return state.at === 'preparing' ? hearWorker(state, event.message) : state
    case 'rejected':
      return withProblem(state, event.problem)
    case 'submitted':
      if (state.at !== 'ready') return state
      return { ...pick(state), at: 'submitting', work: { stage: 'sending', share: 0 } }
    case 'progressed':
      return state.at === 'submitting' ? { ...state, work: event.work } : state
    case 'failed':
      return state.at === 'submitting' ? { ...pick(state), at: 'ready', problem: event.problem } : state
    case 'answered':
      return state.at === 'submitting' ? { ...pick(state), at: 'done', live: event.live } : state
    case 'cancelled':
      if (state.at === 'preparing') return START
      return state.at === 'submitting' ? { ...pick(state), at: 'ready', problem: null } : state
    case 'cleared':
      return START
  }
}

function hearWorker(
  state: AnalyzeState & { at: 'preparing' },
  message: Exclude<FromWorker, { type: 'rows' | 'body' }>,
): AnalyzeState {
  switch (message.type) {
    case 'progress': {
      const { stage, done, total } = message
      return { ...state, work: { stage, share: total > 0 ? done / total : null } }
    }
    case 'refused':
      return { at: 'empty', problem: refusalProblem(message.reason, message.bytes) }
    case 'ready':
      return { at: 'ready', source: state.source, summary: message.summary, problem: null }
  }
}

/** A refused drop disturbs nothing that is under way. */
function withProblem(state: AnalyzeState, problem: Problem): AnalyzeState {
  return state.at === 'empty' || state.at === 'ready' ? { ...state, problem } : state
}

function pick({ source, summary }: { source: Source; summary: LogSummary }) {
  return { source, summary }
}
