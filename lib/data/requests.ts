import { z } from 'zod'
import { NotFound } from '../errors.ts'
import { time } from './row-time.ts'
import { unscopedCall, unscopedStaffCall } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * What people without an account ask of the operator. Texts come and go sealed. Visitors reach one by the token of a link (as its
 * SHA-256); staff by `staffId` from their session: the database asks for the role again, hides weaknesses from who may not see
 * them, and writes the log in the same statement.
 *
 *   makeWish({ ... })                        'capped' for an address that has three of a day, 'full' where very many wait
 *   findRequestLink(tokenHash)               null for a link of no use
 *   confirmRequest({ ... })  dropWish(...)   false for a link of no use
 *   listRequests(staffId, filter)  findRequest(staffId, id)
 *   changeState / assign / setDue / extend / triage   false where it is not as it was seen
 *   addNote / writeMail / resendMails
 *   claimRequestMail()  finishRequestMail(mail, outcome)
 *   claimOverdue()                           each once a day, with whom to tell
 *   expireRequests()
 */

const kind = z.enum(['architecture_review', 'custom_terms', 'baa', 'data_rights', 'vulnerability'])
const state = z.enum(['new', 'in_work', 'waiting', 'answered', 'refused', 'closed'])
const regime = z.enum(['gdpr', 'ccpa']).nullable()
const right = z.enum(['access', 'deletion', 'correction', 'portability', 'objection', 'opt_out']).nullable()
type Kind = z.infer<typeof kind>
type State = z.infer<typeof state>

const linkRow = z.discriminatedUnion('stage', [
  z.object({
    ...{ stage: z.literal('wish'), id: z.string(), kind: kind.exclude(['vulnerability']), regime, wanted_right: right },
    ...{ sealed: z.string(), received_at: time },
  }),
  z.object({
    ...{ stage: z.literal('request'), id: z.string(), kind, regime, wanted_right: right, state, received_at: time },
    ...{ due_at: time, extended_at: time.nullable(), answered_at: time.nullable() },
  }),
])
export type RequestLink = z.infer<typeof linkRow>

export async function makeWish(given: {
  id: string
  kind: Kind
  addressHash: string
  tokenHash: string
  regime: string | null
  right: string | null
  sealed: string
  expiresAt: Date
}): Promise<'made' | 'capped' | 'full'> {
  const { id, addressHash, tokenHash, sealed, expiresAt } = given
  const values = [id, given.kind, addressHash, tokenHash, given.regime, given.right, sealed, expiresAt] as const
  const [row] = await unscopedCall<{ outcome: 'made' | 'capped' | 'full' }>('make_request_wish', ...values)
  return row?.outcome ?? 'full'
}

export async function findRequestLink(tokenHash: string): Promise<RequestLink | null> {
  const [row] = await unscopedCall<{ link: unknown }>('find_request_link', tokenHash)
  return row ? linkRow.parse(row.link) : null
}

export async function confirmRequest(given: {
  tokenHash: string
  sealedRequest: string
  sealedReceipt: string
  firstDueAt: Date | null
  dueAt: Date
}): Promise<boolean> {
  const { tokenHash, sealedRequest, sealedReceipt, firstDueAt, dueAt } = given
  const rows = await unscopedCall('confirm_request', tokenHash, sealedRequest, sealedReceipt, firstDueAt, dueAt)
  return rows.length > 0
}

export async function dropWish(tokenHash: string): Promise<boolean> {
  return (await unscopedCall('drop_request_wish', tokenHash)).length > 0
}

const requestFields = {
  ...{ id: z.string(), kind, state, regime, wanted_right: right, sealed: z.string(), received_at: time },
  ...{ assigned_to: z.string().nullable(), assignee: z.string().nullable(), first_due_at: time.nullable() },
  ...{ first_answered_at: time.nullable(), due_at: time, extended_at: time.nullable(), answered_at: time.nullable() },
  ...{ next_due_at: time.nullable(), verdict: z.enum(['accepted', 'duplicate', 'invalid']).nullable() },
  ...{ severity: z.enum(['low', 'medium', 'high', 'critical']).nullable(), duplicate_of: z.string().nullable() },
  sealed_triage: z.string().nullable(),
}
const listedRow = z.object(requestFields)
export type ListedRequest = z.infer<typeof listedRow>

const mailState = z.enum(['due', 'sending', 'sent', 'failed', 'unknown'])
const wholeRow = z.object({
  ...requestFields,
  notes: z.array(z.object({ sealed: z.string(), by: z.string().nullable(), at: time })),
  mails: z.array(
    z.object({
      ...{ id: z.string(), sealed: z.string(), by: z.string().nullable(), at: time, state: mailState },
      sent_at: time.nullable(),
    }),
  ),
  history: z.array(
    z.object({ at: time, action: z.string(), by: z.string().nullable(), detail: z.record(z.string(), z.unknown()) }),
  ),
  advisory: z
    .object({
      ...{ id: z.string(), number: z.string().nullable(), sealed: z.string().nullable(), content: z.unknown() },
      ...{ revision: z.number(), changed_by: z.string(), changed_by_name: z.string().nullable() },
      published_at: time.nullable(),
    })
    .nullable(),
})
export type WholeRequest = z.infer<typeof wholeRow>

export interface RequestFilter {
  kind: Kind | 'all'
  state: State | 'open' | 'all'
  whose: 'all' | 'mine' | 'nobody'
  overdue: boolean
}

/** What is due first stands first. */
export async function listRequests(staffId: string, filter: RequestFilter, limit: number): Promise<ListedRequest[]> {
  const { kind, state, whose, overdue } = filter
  const values = [kind, state, whose, overdue ? 'yes' : 'no', limit] as const
  const rows = await unscopedStaffCall<{ request: unknown }>('list_requests', staffId, ...values)
  return rows.map(({ request }) => listedRow.parse(request))
}

/** NotFound for one that is not there or that this role may not see. */
export async function getRequest(staffId: string, id: string): Promise<WholeRequest> {
  const [row] = isUuid(id) ? await unscopedStaffCall<{ request: unknown }>('find_request', staffId, id) : []
  if (!row) throw new NotFound('request')
  return wholeRow.parse(row.request)
}

const some = async (id: string, call: () => Promise<unknown[]>) => isUuid(id) && (await call()).length > 0

export const changeState = (staffId: string, id: string, from: State, to: State): Promise<boolean> =>
  some(id, () => unscopedStaffCall('change_request_state', staffId, id, from, to))

export const assign = (staffId: string, id: string, to: string | null): Promise<boolean> =>
  some(id, () => unscopedStaffCall('assign_request', staffId, id, to))

export const setDue = (staffId: string, id: string, dueAt: Date): Promise<boolean> =>
  some(id, () => unscopedStaffCall('set_request_due', staffId, id, dueAt))

/** `seenDue`: the date that was shown; a mail with the reasons goes with it. */
export const extend = (
  staffId: string,
  id: string,
  { seenDue, dueAt, mailId, sealedMail }: { seenDue: Date; dueAt: Date; mailId: string; sealedMail: string },
): Promise<boolean> =>
  some(id, () => unscopedStaffCall('extend_request', staffId, id, seenDue, dueAt, mailId, sealedMail))

export const addNote = (staffId: string, id: string, sealed: string): Promise<boolean> =>
  some(id, () => unscopedStaffCall('add_request_note', staffId, id, sealed))

export const writeMail = (staffId: string, id: string, mailId: string, sealed: string): Promise<boolean> =>
  some(id, () => unscopedStaffCall('send_request_mail', staffId, id, mailId, sealed))

export const resendMails = (staffId: string, id: string): Promise<boolean> =>
  some(id, () => unscopedStaffCall('resend_request_mails', staffId, id))

export const triage = (
  staffId: string,
  id: string,
  given: { verdict: string; severity: string | null; duplicateOf: string | null; sealed: string; dueAt: Date | null },
): Promise<boolean> => {
  const { verdict, severity, duplicateOf, sealed, dueAt } = given
  const values = [verdict, severity, duplicateOf, sealed, dueAt] as const
  return some(id, () => unscopedStaffCall('triage_request', staffId, id, ...values))
}

export interface RequestMail {
  id: string
  attempts: number
  sealedMail: string
}

export async function claimRequestMail(): Promise<RequestMail | null> {
  const [row] = await unscopedCall<{ id: string; attempts: number; sealed_mail: string }>('claim_request_mail')
  return row ? { id: row.id, attempts: row.attempts, sealedMail: row.sealed_mail } : null
}

/** `outcome`: sent, or when it is tried again; null gives it up. */
export async function finishRequestMail({ id, attempts }: RequestMail, outcome: 'sent' | Date | null): Promise<void> {
  const [sent, dueAt] = outcome === 'sent' ? ['sent', null] : ['not', outcome]
  await unscopedCall('finish_request_mail', id, attempts, sent, dueAt)
}

const overdueRow = z.object({ id: z.string(), kind, due_at: z.date(), emails: z.array(z.string()) })
export type OverdueRequest = z.infer<typeof overdueRow>

export async function claimOverdue(): Promise<OverdueRequest[]> {
  return (await unscopedStaffCall('claim_overdue_requests')).map((row) => overdueRow.parse(row))
}

export async function expireRequests(): Promise<number> {
  return (await unscopedCall('expire_requests')).length
}
