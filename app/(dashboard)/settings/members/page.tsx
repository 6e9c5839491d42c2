import type { Metadata } from 'next'
import { Invitations } from '#components/members/invitations.tsx'
import { LeaveBox } from '#components/members/leave-box.tsx'
import { MemberList } from '#components/members/member-list.tsx'
import { Setting } from '#components/settings/setting.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { mailChannel } from '#lib/mail.ts'
import { invitationsOf, isLastOwner, membersOf } from '#lib/members.ts'
import { can, ROLES } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Members' }

const HINTS = {
  mail: 'The link goes to that mailbox and is shown nowhere else.',
  terminal: 'This installation sends no mail: the link is printed in the terminal where Lethe runs.',
}

export default async function MembersPage() {
  const member = await requireMember()
  const manages = can(member.role, 'member:manage')
  const members = await membersOf(member)
  const pending = manages ? await invitationsOf(member) : []
  const offered = ROLES.filter((role) => manages && (role !== 'owner' || member.role === 'owner'))
  const heirs = can(member.role, 'workspace:transfer')
    ? members.filter(({ self, role }) => !self && role !== 'owner')
    : []
  return (
    <>
      <PageHeader
        title="Members"
        lead={`Who belongs to ${member.workspaceName}. A change of role and a removal end that person's sessions here at once.`}
      />
      <MemberList
        offered={offered}
        members={members.map(({ userId, name, email, role, self, changeable }) => ({
          ...{ userId, name, email, role, self, changeable },
        }))}
      />
      {manages && (
        <div className="pt-6">
          <Setting
            id="invite"
            title="Invite"
            effect="Somebody joins by a link, signed in under the address it was sent to."
          >
            <Invitations
              hint={HINTS[mailChannel()]}
              pending={pending.map(({ id, email, role, expiresAt }) => ({
                ...{ id, email, role, expiresAt: expiresAt.toISOString() },
              }))}
            />
          </Setting>
        </div>
      )}
      <div className="pt-6">
        <LeaveBox
          workspaceName={member.workspaceName}
          ownId={member.userId}
          heirs={heirs.map(({ userId, email }) => ({ userId, email }))}
          lastOwner={await isLastOwner(member)}
        />
      </div>
    </>
  )
}
