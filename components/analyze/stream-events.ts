import type { RootCause } from '#lib/pipeline/analysis.ts'
import type { StreamEvent } from './event-reader.ts'

/** What the server does, in its own names, in the order of an analysis. */
export const SERVER_STAGES = [
  'redacting',
  'condensing',
  'asking',
  'repairing',
  'checking',
  'second_opinion',
  'storing',
] as const
export type ServerStage = (typeof SERVER_STAGES)[number]

/** A request to a model as it left, for as long as this page is open. */
export interface ExactRequest {
  at: string
  purpose: 'analysis' | 'repair' | 'second_opinion' | 'retry'
  model: string
  host: string
  /** Lower-case hex, computed by the server over the bytes of `body`. */
  bodySha256: string
  body: string
}

export type AnalysisNews =
  | { kind: 'stage'; stage: ServerStage }
  | { kind: 'draft'; cause: RootCause }
  | { kind: 'request'; request: ExactRequest }
  /** Text of the 201 answer. */
  | { kind: 'result'; text: string }
  | { kind: 'problem'; status: number; text: string }

/** Null for an event that is not known, or that does not hold what it should: news of a newer server. */
export function newsOf({ event, data }: StreamEvent): AnalysisNews | null {
  if (event === 'result') return { kind: 'result', text: data }
  const json = parsed(data)
  switch (event) {
    case 'stage': {
      const stage = SERVER_STAGES.find((known) => known === json.stage)
      return stage ? { kind: 'stage', stage } : null
    }
    case 'draft':
      return isCause(json.cause) ? { kind: 'draft', cause: json.cause } : null
    case 'request':
      return isRequest(json) ? { kind: 'request', request: json } : null
    case 'problem':
      return { kind: 'problem', status: typeof json.status === 'number' ? json.status : 500, text: data }
    default:
      return null
  }
}

function parsed(data: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(data)
    return typeof json === 'object' && json !== null ? { ...json } : {}
  } catch {
    return {}
  }
}

/** Our own server made it from the schema; this only keeps a half-filled event from breaking the page. */
function isCause(value: unknown): value is RootCause {
  if (typeof value !== 'object' || value === null) return false
  const { summary, evidence, kind, confidence }: Partial<RootCause> = value
  return (
    typeof summary === 'string' && Array.isArray(evidence) && typeof kind === 'string' && typeof confidence === 'number'
  )
}

function isRequest(value: object): value is ExactRequest {
  const { at, purpose, model, host, bodySha256, body }: Partial<ExactRequest> = value
  return [at, purpose, model, host, bodySha256, body].every((part) => typeof part === 'string')
}
