import { z } from 'zod'
import { rotatePresentSession } from './auth/browser-session.ts'
import { invitationMail, membershipNotice, notify } from './auth/notices.ts'
import { hashToken, makeToken } from './auth/token.ts'
import { requireSeat } from './billing/entitlements.ts'
import { createAuditEvent } from './data/audit-events.ts'
import {
  acceptInvitation,
  createInvitation,
  deleteInvitation,
  type Invitation,
  listInvitations,
} from './data/invitations.ts'
import { deleteMembership, findMember, getMember, listMembers, type Membership, setRole } from './data/memberships.ts'
import { withTenant } from './data/prisma.ts'
import { listWorkspaces } from './data/tenants.ts'
import { env } from './env.ts'
import { Conflict, Forbidden, Invalid, NotFound } from './errors.ts'
import { sendMail } from './mail.ts'
import { can, ROLES, type Role } from './permissions.ts'
import type { Member } from './session.ts'
import { enterWorkspace } from './workspaces.ts'

/**
 * Who belongs to a workspace, as its people change it.
 *
 *   membersOf(member)                        with what the member may do to each
 *   invite(member, { email, role })          mails a link; replaces an earlier one for the address
 *   withdraw(member, invitationId)
 *   accept(member, { token })                joins and enters; NotFound for any link that does not fit
 *   changeRole(member, userId, { role })  remove(member, userId)  transfer(member, userId)
 *
 * An owner may change everybody. An admin may change everybody but owners, and make nobody an owner. Everybody may leave.
 */

export const INVITATION_DAYS = 7
const MAX_INVITATIONS = 100

const invitedRole = z.enum(['admin', 'member', 'viewer'])
export const invitationSchema = z.strictObject({ email: z.email().max(254), role: invitedRole })
export const acceptanceSchema = z.strictObject({ token: z.string().min(20).max(100) })
export const roleSchema = z.strictObject({ role: z.enum(ROLES) })

export interface MemberEntry extends Membership {
  /** The one who looks. */
  self: boolean
  /** Whether who looks may change their role or remove them. */
  changeable: boolean
}

export async function membersOf(member: Member): Promise<MemberEntry[]> {
  const members = await listMembers(member.tenant)
  return members.map((entry) => ({
    ...entry,
    self: entry.userId === member.userId,
    changeable: mayChange(member.role, entry.role),
  }))
}

export async function invitationsOf(member: Member): Promise<Invitation[]> {
  return listInvitations(member.tenant)
}

export async function invite(member: Member, given: z.infer<typeof invitationSchema>): Promise<Invitation[]> {
  const { tenant } = member
  const email = given.email.normalize('NFKC').trim().toLowerCase()
  const [members, pending] = [await listMembers(tenant), await listInvitations(tenant)]
  if (members.some((present) => present.email === email)) {
    throw new Conflict({ happened: 'This person belongs to the workspace already.', todo: 'Change their role below.' })
  }
  if (pending.length >= MAX_INVITATIONS) {
    throw new Invalid([{ path: 'email', message: `At most ${MAX_INVITATIONS} invitations wait at a time.` }])
  }
  await requireSeat(tenant, members.length + pending.filter((one) => one.email !== email).length)
  const token = makeToken()
  const expiresAt = new Date(Date.now() + INVITATION_DAYS * 24 * 3_600_000)
  const invitation = { email, role: given.role, tokenHash: hashToken(token), invitedById: member.userId, expiresAt }
  await withTenant(tenant, async () => {
    const subject = await createInvitation(tenant, invitation)
    await createAuditEvent(tenant, {
      ...{ actorId: member.userId, action: 'member.invited', subject },
      detail: { email, role: given.role },
    })
  })
  const url = `${env().url}/sign-in/invitation?${new URLSearchParams({ token })}`
  await sendMail(invitationMail(email, { url, workspace: member.workspaceName, by: member.email, role: given.role }))
  return listInvitations(tenant)
}

export async function withdraw(member: Member, invitationId: string): Promise<void> {
  await withTenant(member.tenant, async () => {
    const email = await deleteInvitation(member.tenant, invitationId)
    await createAuditEvent(member.tenant, {
      ...{ actorId: member.userId, action: 'member.invitation_withdrawn', subject: invitationId, detail: { email } },
    })
  })
}

/** In a route handler only. One answer for wrong, used, ended and somebody else's. */
export async function accept(member: Member, { token }: z.infer<typeof acceptanceSchema>): Promise<void> {
  const tenant = await acceptInvitation(hashToken(token), member.userId)
  if (!tenant) {
    throw new NotFound('invitation', {
      happened: 'This invitation cannot be used.',
      todo: `It works once, for ${INVITATION_DAYS} days, for the address it was sent to. Ask for a new one.`,
    })
  }
  await enterWorkspace(tenant)
}

/** In a route handler only: who changes their own role goes on with another session token. */
export async function changeRole(
  member: Member,
  userId: string,
  { role }: z.infer<typeof roleSchema>,
): Promise<MemberEntry[]> {
  const target = await getMember(member.tenant, userId)
  if (!mayChange(member.role, target.role) || (role === 'owner' && member.role !== 'owner')) throw new Forbidden()
  if (role === target.role) return membersOf(member)
  const own = target.userId === member.userId
  await withTenant(member.tenant, async () => {
    await setRole(member.tenant, target.userId, role, own ? member.sessionId : null)
    await createAuditEvent(member.tenant, {
      ...{ actorId: member.userId, action: 'member.role_changed', subject: target.userId },
      detail: { from: target.role, to: role },
    })
  })
  if (own) await rotatePresentSession()
  else notify(membershipNotice(target.email, member.workspaceName, `Your role is now ${role}.`))
  return membersOf({ ...member, role: own ? role : member.role })
}

/** Another person, or oneself: who leaves goes on in another workspace of theirs, or is signed out. In a route handler only. */
export async function remove(member: Member, userId: string): Promise<void> {
  const target = await getMember(member.tenant, userId)
  const own = target.userId === member.userId
  if (!own && !(can(member.role, 'member:manage') && mayChange(member.role, target.role))) throw new Forbidden()
  const next = own ? (await listWorkspaces(member.userId)).find(({ tenant }) => tenant !== member.tenant) : undefined
  await withTenant(member.tenant, async () => {
    await deleteMembership(member.tenant, target.userId, next ? member.sessionId : null)
    const action = own ? 'member.left' : 'member.removed'
    await createAuditEvent(member.tenant, { actorId: member.userId, action, subject: target.userId })
  })
  if (next) await enterWorkspace(next.tenant)
  if (!own) notify(membershipNotice(target.email, member.workspaceName, 'You no longer belong to it.'))
}

/** The other becomes owner, the one who asks admin; both or neither. In a route handler only. */
export async function transfer(member: Member, userId: string): Promise<void> {
  const target = await getMember(member.tenant, userId)
  if (target.userId === member.userId) throw new Conflict({ happened: 'You are the owner already.' })
  await withTenant(member.tenant, async () => {
    await setRole(member.tenant, target.userId, 'owner')
    await setRole(member.tenant, member.userId, 'admin', member.sessionId)
    await createAuditEvent(member.tenant, {
      ...{ actorId: member.userId, action: 'workspace.transferred', subject: target.userId },
    })
  })
  await rotatePresentSession()
  notify(membershipNotice(target.email, member.workspaceName, `You are its owner now. ${member.email} handed it over.`))
}

/** Whether somebody of role `by` may change or remove somebody of role `of`. */
export function mayChange(by: Role, of: Role): boolean {
  return by === 'owner' || (by === 'admin' && of !== 'owner')
}

/** For a page that says why somebody cannot leave. */
export async function isLastOwner(member: Member): Promise<boolean> {
  if (member.role !== 'owner' || !(await findMember(member.tenant, member.userId))) return false
  return (await listMembers(member.tenant)).filter(({ role }) => role === 'owner').length === 1
}
