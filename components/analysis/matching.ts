import type { MatchedAgain, Matching } from '#lib/pipeline/receive-again.ts'
import { request } from '../request.ts'

/** The key of an analysis' hashes and what they were made under; null where the server did not give them. */
export const fetchMatching = (id: string): Promise<Matching | null> => ask<Matching>(id, 'matching')

/** What the sender of the alert gave again, matched by the server; null where it did not answer. */
export const fetchAgain = (id: string): Promise<MatchedAgain | null> => ask<MatchedAgain>(id, 'matching/again')

async function ask<T>(id: string, what: string): Promise<T | null> {
  try {
    const answer = await request('POST', `/api/analyses/${encodeURIComponent(id)}/${what}`, {})
    return answer.ok ? ((await answer.json()) as T) : null
  } catch {
    return null
  }
}
