import type { OutboundFetch, OutboundLimits } from '../../outbound.ts'
import type { AlertEvidence } from '../parse/normalized-alert.ts'

/** Asking a sender for what its webhook leaves out: what all senders have in common. */

/** Why there are no details; each has its sentence in `gaps.ts`. */
export type DetailsProblem = 'no_token' | 'refused' | 'not_found' | 'busy' | 'unreachable' | 'unreadable' | 'empty'
export type Details = { ok: true; evidence: AlertEvidence[] } | { ok: false; problem: DetailsProblem }

/** A token, and the one place that it is for: an origin, for GitHub Enterprise Server with a path. */
export interface Access {
  token: string
  api: string
}

/** Never throws; the problem is named instead. `ref` comes from an alert: it may only ever be part of a path. */
export type AskForDetails = (
  ref: Readonly<Record<string, string>>,
  access: Access,
  fetch: MakeFetch,
) => Promise<Details>
export type MakeFetch = (limits: OutboundLimits) => OutboundFetch

/** A second question a moment later helps with these. */
export const isPassing = (problem: DetailsProblem): boolean => problem === 'busy' || problem === 'unreachable'

export function problemOf(status: number): DetailsProblem {
  if (status === 401 || status === 403) return 'refused'
  // GitHub answers 410 for logs that it has thrown away.
  if (status === 404 || status === 410) return 'not_found'
  return status === 429 || status >= 500 ? 'busy' : 'unreadable'
}
