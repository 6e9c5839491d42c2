import { z } from 'zod'
import { Conflict, NotFound } from '../errors.ts'
import { time } from './row-time.ts'
import { unscopedStaffCall } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * Breaches of personal data, worked off by staff (`staffId` from their session; the database asks for the role again and writes
 * the log in the same statement). Nothing of an analysis is in them.
 *
 *   findTenants(staffId, query)                  at most twenty; the query stands in the log
 *   openBreach / changeBreach / listBreaches / getBreach
 *   listNotices / addTenant / removeTenant       whom it concerns
 *   breachContacts(staffId, id, tenantId)        where the message goes
 *   markTold(staffId, id, tenantId, people)      also in the workspace's own log
 *   decideAuthority(staffId, id, ...)            once
 *   reviewBreach(staffId, id, review)            closes it; Conflict while somebody is untold or the authority undecided
 *   claimReminders()                             each once
 */

export interface BreachText {
  title: string
  what: string
  data: string
  measures: string
}

export interface Review {
  cause: string
  effect: string
  changes: string
}

const breachRow = z
  .object({
    ...{ id: z.string(), title: z.string(), what: z.string(), data: z.string(), measures: z.string() },
    ...{ found_at: time, authority: z.enum(['told', 'not_needed']).nullable(), authority_at: time.nullable() },
    ...{ authority_note: z.string().nullable(), cause: z.string().nullable(), effect: z.string().nullable() },
    ...{ changes: z.string().nullable(), closed_at: time.nullable(), tenants: z.number(), told: z.number() },
  })
  .transform(({ found_at, authority_at, authority_note, closed_at, ...row }) => ({
    ...row,
    ...{ foundAt: found_at, authorityAt: authority_at, authorityNote: authority_note, closedAt: closed_at },
  }))
export type Breach = z.infer<typeof breachRow>

export interface FoundTenant {
  id: string
  slug: string
  name: string
}

export async function findTenants(staffId: string, query: string): Promise<FoundTenant[]> {
  const rows = await unscopedStaffCall<FoundTenant>('find_tenants', staffId, query)
  return rows.map(({ id, slug, name }) => ({ id, slug, name }))
}

export async function openBreach(staffId: string, breach: BreachText & { foundAt: Date }): Promise<string> {
  const { title, foundAt, what, data, measures } = breach
  const [row] = await unscopedStaffCall<{ id: string }>('open_breach', staffId, title, foundAt, what, data, measures)
  return row?.id ?? ''
}

export async function changeBreach(
  staffId: string,
  id: string,
  { title, what, data, measures }: BreachText,
): Promise<void> {
  await oneRow(id, () => unscopedStaffCall('change_breach', staffId, id, title, what, data, measures))
}

/** Open ones first, then the newest. */
export async function listBreaches(staffId: string): Promise<Breach[]> {
  const rows = await unscopedStaffCall<{ breach: unknown }>('list_breaches', staffId)
  return rows.map(({ breach }) => breachRow.parse(breach))
}

export async function getBreach(staffId: string, id: string): Promise<Breach> {
  const found = (await listBreaches(staffId)).find((breach) => breach.id === id)
  if (!found) throw new NotFound('breach')
  return found
}

export interface BreachNotice {
  tenantId: string
  slug: string
  name: string
  toldAt: Date | null
  toldPeople: number
}

export async function listNotices(staffId: string, id: string): Promise<BreachNotice[]> {
  const rows = await unscopedStaffCall<{
    tenant_id: string
    slug: string
    name: string
    told_at: Date | null
    told_people: number
  }>('list_breach_notices', staffId, id)
  return rows.map(({ slug, name, ...row }) => ({
    ...{ tenantId: row.tenant_id, slug, name, toldAt: row.told_at, toldPeople: row.told_people },
  }))
}

/** Conflict for one that is on the list. */
export async function addTenant(staffId: string, id: string, tenantId: string): Promise<void> {
  const added =
    isUuid(id) && isUuid(tenantId) ? await unscopedStaffCall('add_breach_tenant', staffId, id, tenantId) : []
  if (added.length === 0)
    throw new Conflict({ happened: 'There is no such workspace, it is listed, or this is closed.' })
}

/** Conflict for one that was told. */
export async function removeTenant(staffId: string, id: string, tenantId: string): Promise<void> {
  const gone =
    isUuid(id) && isUuid(tenantId) ? await unscopedStaffCall('remove_breach_tenant', staffId, id, tenantId) : []
  if (gone.length === 0) throw new Conflict({ happened: 'It is not on the list, or was told already.' })
}

export async function breachContacts(staffId: string, id: string, tenantId: string): Promise<string[]> {
  if (!isUuid(id) || !isUuid(tenantId)) throw new NotFound('breach')
  const rows = await unscopedStaffCall<{ email: string }>('breach_contacts', staffId, id, tenantId)
  return rows.map(({ email }) => email)
}

export async function markTold(staffId: string, id: string, tenantId: string, people: number): Promise<void> {
  await oneRow(id, () => unscopedStaffCall('mark_breach_told', staffId, id, tenantId, people))
}

export async function decideAuthority(
  staffId: string,
  id: string,
  { decision, note }: { decision: 'told' | 'not_needed'; note: string },
): Promise<void> {
  const decided = isUuid(id) ? await unscopedStaffCall('decide_authority', staffId, id, decision, note) : []
  if (decided.length === 0) throw new Conflict({ happened: 'This was decided already.' })
}

export async function reviewBreach(staffId: string, id: string, { cause, effect, changes }: Review): Promise<void> {
  const closed = isUuid(id) ? await unscopedStaffCall('review_breach', staffId, id, cause, effect, changes) : []
  if (closed.length === 0) {
    throw new Conflict({
      happened: 'This cannot be closed yet.',
      todo: 'Tell every workspace on the list and record what was decided about the authority first.',
    })
  }
}

export interface Reminder {
  id: string
  title: string
  foundAt: Date
  /** 1 after 48 hours, 2 after 72. */
  number: number
  emails: string[]
}

export async function claimReminders(): Promise<Reminder[]> {
  const rows = await unscopedStaffCall<Omit<Reminder, 'foundAt'> & { found_at: Date }>('claim_breach_reminders')
  return rows.map(({ found_at, ...row }) => ({ ...row, foundAt: found_at }))
}

async function oneRow(id: string, call: () => Promise<unknown[]>): Promise<void> {
  const rows = isUuid(id) ? await call() : []
  if (rows.length === 0) throw new NotFound('breach')
}
