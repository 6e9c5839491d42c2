import { Prisma } from './generated/client.ts'
import { withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'

/**
 * Services as the kept analyses name them.
 *
 *   listServices(tenant, now)                 the last seen first, at most 200
 *   listServiceNames(tenant)                  by name, at most 200
 *   findService(tenant, service, now)         one of them with its most common causes, or null
 */

/** `frequent`: FREQUENT or more in thirty days. `new`: first seen less than seven days ago. Everything else is rare. */
export type Frequency = 'frequent' | 'rare' | 'new'

export interface Service {
  service: string
  frequency: Frequency
  /** In thirty days; counted up to MAX_COUNTED. */
  recent: number
  firstAt: Date
  lastAt: Date
  lastId: string
  lastTitle: string
}

export interface CommonCause {
  title: string
  category: string
  count: number
  lastAt: Date
  lastId: string
}

export const FREQUENT = 10
export const MAX_COUNTED = 100
const MAX_SERVICES = 200
/** Causes are counted among so many of the newest. */
export const CAUSES_AMONG = 200
const DAY_MS = 86_400_000

type Row = Omit<Service, 'frequency'>

/** Names are walked along the index, one look for each: the cost grows with the services, not with the analyses. */
const names = (tenant: TenantId) => Prisma.sql`
  names(service) as (
    (select service from analyses where tenant_id = ${tenant}::uuid and service is not null order by service limit 1)
    union all
    select (select a.service from analyses a where a.tenant_id = ${tenant}::uuid and a.service > n.service order by a.service limit 1)
    from names n where n.service is not null
  )`

export async function listServiceNames(tenant: TenantId): Promise<string[]> {
  const rows = await withTenant(
    tenant,
    (tx) => tx.$queryRaw<{ service: string }[]>`
      with recursive ${names(tenant)} select service from names where service is not null limit ${MAX_SERVICES}::int`,
  )
  return rows.map(({ service }) => service)
}

export async function listServices(tenant: TenantId, now: Date): Promise<Service[]> {
  const since = new Date(now.getTime() - 30 * DAY_MS)
  const rows = await withTenant(
    tenant,
    (tx) => tx.$queryRaw<Row[]>`
      with recursive ${names(tenant)}
      select n.service, newest.created_at as "lastAt", newest.id::text as "lastId", newest.title as "lastTitle",
        (select a.created_at from analyses a where a.tenant_id = ${tenant}::uuid and a.service = n.service
          order by a.created_at, a.id limit 1) as "firstAt",
        (select count(*)::int from (select 1 from analyses a where a.tenant_id = ${tenant}::uuid and a.service = n.service
          and a.created_at >= ${since} limit ${MAX_COUNTED}::int) c) as recent
      from (select service from names where service is not null limit ${MAX_SERVICES}::int) n,
        lateral (select a.id, a.created_at, a.title from analyses a where a.tenant_id = ${tenant}::uuid and a.service = n.service
          order by a.created_at desc, a.id desc limit 1) newest
      order by newest.created_at desc`,
  )
  return rows.map((row) => ({ ...row, frequency: frequencyOf(row, now) }))
}

export async function findService(
  tenant: TenantId,
  service: string,
  now: Date,
): Promise<(Service & { causes: CommonCause[] }) | null> {
  const since = new Date(now.getTime() - 30 * DAY_MS)
  return withTenant(tenant, async (tx) => {
    const [row] = await tx.$queryRaw<Row[]>`
      select newest.service, newest.created_at as "lastAt", newest.id::text as "lastId", newest.title as "lastTitle",
        (select a.created_at from analyses a where a.tenant_id = ${tenant}::uuid and a.service = ${service}
          order by a.created_at, a.id limit 1) as "firstAt",
        (select count(*)::int from (select 1 from analyses a where a.tenant_id = ${tenant}::uuid and a.service = ${service}
          and a.created_at >= ${since} limit ${MAX_COUNTED}::int) c) as recent
      from (select service, id, created_at, title from analyses where tenant_id = ${tenant}::uuid and service = ${service}
        order by created_at desc, id desc limit 1) newest`
    if (!row) return null
    const causes = await tx.$queryRaw<CommonCause[]>`
      select title, category::text as category, count(*)::int as count, max(created_at) as "lastAt",
        (array_agg(id::text order by created_at desc, id desc))[1] as "lastId"
      from (select title, category, created_at, id from analyses where tenant_id = ${tenant}::uuid and service = ${service}
        order by created_at desc, id desc limit ${CAUSES_AMONG}::int) newest
      group by title, category order by count desc, "lastAt" desc limit 5`
    return { ...row, frequency: frequencyOf(row, now), causes }
  })
}

function frequencyOf({ firstAt, recent }: Pick<Service, 'firstAt' | 'recent'>, now: Date): Frequency {
  if (now.getTime() - firstAt.getTime() < 7 * DAY_MS) return 'new'
  return recent >= FREQUENT ? 'frequent' : 'rare'
}
