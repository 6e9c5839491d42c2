import { randomUUID } from 'node:crypto'
import { NotFound } from '../errors.ts'
import { termOf } from './analysis-terms.ts'
import { Prisma } from './generated/client.ts'
import { withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * What people say of answers, and what it teaches: how often answers of the same confidence were right here, and what helped the
 * last time that the same templates came. All of it goes with its analysis.
 *
 *   saveFeedback(tenant, Said)                        a second word of the same voice replaces the first; NotFound
 *   listFeedback(tenant, analysisId)                  newest first
 *   findTrackRecord(tenant, band)                     among kept analyses
 *   findRecurrences(tenant, { id, keys, since })      earlier analyses with one of these templates
 */

export const RATINGS = ['right', 'partly', 'wrong'] as const
export type Rating = (typeof RATINGS)[number]

export interface Said {
  analysisId: string
  rating: Rating
  /** Redacted. */
  realCause: string | null
  /** Redacted. */
  helped: string | null
  /** A member, or a channel whose link was used by somebody there. */
  voice: { userId: string } | { channelId: string; channel: string }
}

export interface Feedback {
  id: string
  rating: Rating
  realCause: string | null
  helped: string | null
  by: { id: string; name: string } | null
  channel: string | null
  createdAt: Date
}

export interface TrackRecord {
  right: number
  /** Analyses with a word about them. */
  judged: number
}

export interface Recurrences {
  /** Earlier ones since then, counted up to MAX_RECURRENCES. */
  earlier: number
  last: {
    id: string
    at: Date
    title: string
    rating: Rating | null
    realCause: string | null
  } | null
  /** What somebody said helped, the newest among them. */
  helped: { id: string; words: string } | null
}

export const MAX_RECURRENCES = 200
const NONE: Recurrences = { earlier: 0, last: null, helped: null }

/** The band is the analysis' own, read in the statement that writes; an analysis of another workspace has none. */
export async function saveFeedback(tenant: TenantId, said: Said): Promise<void> {
  const { analysisId, rating, realCause, helped, voice } = said
  if (!isUuid(analysisId)) throw new NotFound('analysis')
  const person = 'userId' in voice
  const [userId, channelId, channel] = person ? [voice.userId, null, null] : [null, voice.channelId, voice.channel]
  const one = Prisma.raw(person ? 'user_id' : 'channel_id')
  const count = await withTenant(
    tenant,
    (tx) => tx.$executeRaw`
      insert into feedback (id, tenant_id, analysis_id, rating, real_cause, helped, user_id, channel_id, channel, band)
      select ${randomUUID()}::uuid, tenant_id, id, ${rating}, ${realCause}, ${helped}, ${userId}::uuid, ${channelId}::uuid, ${channel},
        least(9, floor(confidence * 10 + 1e-9))::int
      from analyses where id = ${analysisId}::uuid and tenant_id = ${tenant}::uuid
      on conflict (analysis_id, tenant_id, ${one}) do update set rating = excluded.rating, real_cause = excluded.real_cause,
        helped = excluded.helped, channel = excluded.channel, created_at = now()`,
  )
  if (count === 0) throw new NotFound('analysis')
}

export async function listFeedback(tenant: TenantId, analysisId: string): Promise<Feedback[]> {
  if (!isUuid(analysisId)) return []
  return withTenant(
    tenant,
    (tx) => tx.$queryRaw<Feedback[]>`
      select f.id::text as id, f.rating, f.real_cause as "realCause", f.helped, f.channel, f.created_at as "createdAt",
        case when u.id is null then null else json_build_object('id', u.id, 'name', coalesce(u.name, u.email)) end as by
      from feedback f left join users u on u.id = f.user_id
      where f.tenant_id = ${tenant}::uuid and f.analysis_id = ${analysisId}::uuid
      order by f.created_at desc, f.id desc limit 50`,
  )
}

/** Of several words about one analysis the newest counts. */
export async function findTrackRecord(tenant: TenantId, band: number): Promise<TrackRecord> {
  const [row] = await withTenant(
    tenant,
    (tx) => tx.$queryRaw<TrackRecord[]>`
      select count(*)::int as judged, (count(*) filter (where rating = 'right'))::int as right
      from (select distinct on (analysis_id) rating from feedback where tenant_id = ${tenant}::uuid and band = ${band}::int
        order by analysis_id, created_at desc, id desc) newest`,
  )
  return row ?? { right: 0, judged: 0 }
}

/** Revisions of one incident count once, as the first of them. */
export async function findRecurrences(
  tenant: TenantId,
  { id, keys, since, before }: { id: string; keys: readonly string[]; since: Date; before: Date },
): Promise<Recurrences> {
  if (!isUuid(id) || keys.length === 0) return NONE
  const terms = keys.map((key) => termOf('template', key))
  return withTenant(tenant, async (tx) => {
    const own = await tx.analysis.findFirst({ where: { id, tenantId: tenant }, select: { revisionOfId: true } })
    const first = own?.revisionOfId ?? id
    const found = await tx.$queryRaw<{ id: string }[]>`
      select distinct on (a.created_at, a.id) a.id::text as id from (
        select walked.analysis_id from unnest(${terms}::bigint[]) asked(term), lateral (
          select t.analysis_id from analysis_terms t where t.tenant_id = ${tenant}::uuid and t.term = asked.term
            and t.at >= ${since} and t.at < ${before} order by t.at desc, t.analysis_id desc limit ${MAX_RECURRENCES}::int) walked
      ) seen join analyses a on a.tenant_id = ${tenant}::uuid and a.id = seen.analysis_id
      where a.id <> ${id}::uuid and a.id <> ${first}::uuid and a.revision_of_id is null
      order by a.created_at desc, a.id desc limit ${MAX_RECURRENCES}::int`
    const [newest] = found
    if (!newest) return NONE
    const [last] = await tx.$queryRaw<NonNullable<Recurrences['last']>[]>`
      select a.id::text as id, a.created_at as at, a.title, f.rating, f.real_cause as "realCause"
      from analyses a left join lateral (select rating, real_cause from feedback
        where tenant_id = ${tenant}::uuid and analysis_id = a.id order by created_at desc, id desc limit 1) f on true
      where a.tenant_id = ${tenant}::uuid and a.id = ${newest.id}::uuid`
    const [helped] = await tx.$queryRaw<NonNullable<Recurrences['helped']>[]>`
      select analysis_id::text as id, helped as words from feedback where tenant_id = ${tenant}::uuid and helped is not null
        and analysis_id = any(${found.map((one) => one.id)}::uuid[]) order by created_at desc, id desc limit 1`
    return { earlier: found.length, last: last ?? null, helped: helped ?? null }
  })
}
