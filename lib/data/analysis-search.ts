import { Prisma } from './generated/client.ts'
import type { Position } from './page.ts'
import type { Tx } from './prisma.ts'
import type { TenantId } from './unscoped.ts'

/**
 * Which analyses have all of some terms, newest first, at a cost that does not grow with the workspace.
 *
 *   findPlaces(tx, tenant, { terms, after, take })    their places, and where to go on
 *
 * The rarest term's list is walked from its newest entry, and each analysis in it is asked for the other terms. A page ends
 * after so many steps: it may then be short, or empty, and still have a cursor to go on from.
 */

export interface Found {
  places: Position[]
  /** Where the walk stopped although there is more to look at; null at the end. */
  next: Position | null
}

interface Wanted {
  terms: readonly bigint[]
  after: Position | null
  take: number
}

/** Entries of the rarest term that one page looks at. Each costs one look into an index. */
export const WALK = 2_000
/** Beyond this a term is common, and how dense it is now tells how common. */
const COUNTED = 500

export async function findPlaces(tx: Tx, tenant: TenantId, { terms, after, take }: Wanted): Promise<Found> {
  if (terms.length === 0) return newest(tx, tenant, after, take)
  const lead = await rarest(tx, tenant, terms)
  const others = terms.filter((term) => term !== lead)
  const from = after === null ? Prisma.empty : Prisma.sql`and (at, analysis_id) < (${after.at}, ${after.id}::uuid)`
  const walked = Prisma.sql`select at, analysis_id from analysis_terms
    where tenant_id = ${tenant}::uuid and term = ${lead}::bigint ${from} order by at desc, analysis_id desc`
  // A correlated count rather than a join: the walk must lead, whatever the statistics say.
  const all =
    others.length === 0
      ? Prisma.empty
      : Prisma.sql`where (select count(*) from analysis_terms t where t.tenant_id = ${tenant}::uuid
          and t.analysis_id = w.analysis_id and t.term = any(${[...others]}::bigint[])) = ${others.length}::int`
  const rows = await tx.$queryRaw<Position[]>`
    select w.at, w.analysis_id::text as id from (${walked} limit ${WALK}::int) w ${all}
    order by w.at desc, w.analysis_id desc limit ${take + 1}::int`
  const places = rows.slice(0, take)
  if (rows.length > take) return { places, next: places.at(-1) ?? null }
  const [last] = await tx.$queryRaw<
    Position[]
  >`select w.at, w.analysis_id::text as id from (${walked} offset ${WALK - 1}::int limit 1) w`
  return { places, next: last ?? null }
}

async function newest(tx: Tx, tenant: TenantId, after: Position | null, take: number): Promise<Found> {
  const from = after === null ? Prisma.empty : Prisma.sql`and (a.created_at, a.id) < (${after.at}, ${after.id}::uuid)`
  const rows = await tx.$queryRaw<Position[]>`
    select a.created_at as at, a.id::text as id from analyses a where a.tenant_id = ${tenant}::uuid ${from}
    order by a.created_at desc, a.id desc limit ${take + 1}::int`
  const places = rows.slice(0, take)
  return { places, next: rows.length > take ? (places.at(-1) ?? null) : null }
}

/** The one with the fewest entries; of those that have many, the one whose newest reach furthest back. */
async function rarest(tx: Tx, tenant: TenantId, terms: readonly bigint[]): Promise<bigint> {
  const [first = 0n] = terms
  if (terms.length === 1) return first
  const rows = await tx.$queryRaw<{ term: bigint }[]>`
    select asked.term from unnest(${[...terms]}::bigint[]) with ordinality asked(term, place), lateral (
      select count(*) as n, min(at) as oldest from (select t.at from analysis_terms t
        where t.tenant_id = ${tenant}::uuid and t.term = asked.term order by t.at desc, t.analysis_id desc limit ${COUNTED}::int) newest
    ) counted order by n, oldest, place limit 1`
  return rows[0]?.term ?? first
}
