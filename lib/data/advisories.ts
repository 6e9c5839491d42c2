import { z } from 'zod'
import { time } from './row-time.ts'
import { unscopedCall, unscopedStaffCall } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * Advisories of weaknesses, one for a report at most. A draft is sealed; once published it is never changed, and corrections are
 * added to it.
 *
 *   saveAdvisory(staffId, request, ...)      false where it was changed or published since, or the report is not accepted
 *   publishAdvisory(staffId, request, ...)   its number; null where it is not as it was seen, or nobody else has read it
 *   correctAdvisory(staffId, request, words)
 *   listAdvisories()                         published ones, the newest first, at most 500
 */

export async function saveAdvisory(
  staffId: string,
  requestId: string,
  { revision, sealed }: { revision: number; sealed: string },
): Promise<boolean> {
  if (!isUuid(requestId)) return false
  return (await unscopedStaffCall('save_advisory', staffId, requestId, revision, sealed)).length > 0
}

/** `alone`: who changed it last publishes it too, and says so. */
export async function publishAdvisory(
  staffId: string,
  requestId: string,
  { revision, content, alone }: { revision: number; content: object; alone: boolean },
): Promise<string | null> {
  if (!isUuid(requestId)) return null
  const values = [revision, JSON.stringify(content), alone ? 'yes' : 'no'] as const
  const [row] = await unscopedStaffCall<{ number: string }>('publish_advisory', staffId, requestId, ...values)
  return row?.number ?? null
}

export async function correctAdvisory(staffId: string, requestId: string, words: string): Promise<boolean> {
  if (!isUuid(requestId)) return false
  return (await unscopedStaffCall('correct_advisory', staffId, requestId, words)).length > 0
}

const advisoryRow = z
  .object({
    ...{ number: z.string(), published_at: time, title: z.string(), summary: z.string(), affected: z.string() },
    ...{ fixedIn: z.string(), severity: z.enum(['low', 'medium', 'high', 'critical']), credit: z.string() },
    ...{ reportedOn: z.string(), fixedOn: z.string() },
    corrections: z.array(
      z.object({ words: z.string(), made_at: time }).transform(({ words, made_at }) => ({ words, madeAt: made_at })),
    ),
  })
  .transform(({ published_at, ...row }) => ({ ...row, publishedAt: published_at }))
export type PublishedAdvisory = z.infer<typeof advisoryRow>

export async function listAdvisories(): Promise<PublishedAdvisory[]> {
  const rows = await unscopedCall<{ advisory: unknown }>('list_advisories')
  return rows.map(({ advisory }) => advisoryRow.parse(advisory))
}
