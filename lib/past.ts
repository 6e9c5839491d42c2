import { bandOf } from './data/analysis-terms.ts'
import { findRecurrences, findTrackRecord, type Recurrences, type TrackRecord } from './data/feedback.ts'
import type { TenantId } from './data/unscoped.ts'

/** What a workspace knows from before about an answer: of all that is kept, and only of that. */
export interface Past {
  record: TrackRecord
  /** Within thirty days before it. */
  recurrences: Recurrences
}

export interface PastOf {
  id: string
  createdAt: Date
  /** 0 to 1. */
  confidence: number
  templateKeys: readonly string[]
}

const MONTH_MS = 30 * 86_400_000

export async function pastOf(tenant: TenantId, { id, createdAt, confidence, templateKeys }: PastOf): Promise<Past> {
  const since = new Date(createdAt.getTime() - MONTH_MS)
  const record = await findTrackRecord(tenant, bandOf(confidence))
  return { record, recurrences: await findRecurrences(tenant, { id, keys: templateKeys, since, before: createdAt }) }
}
