import type { Metadata } from 'next'
import { BeyondWorkspace } from '#components/account/beyond-workspace.tsx'
import { SessionLimits } from '#components/account/session-limits.tsx'
import { SessionList } from '#components/account/session-list.tsx'
import { Setting } from '#components/settings/setting.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { sessionsOf } from '#lib/account.ts'
import { can } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'
import { loadSessionPolicy } from '#lib/session-policy.ts'

export const metadata: Metadata = { title: 'Sessions' }

export default async function SessionsPage() {
  const member = await requireMember()
  if (member.bound) {
    return (
      <>
        <PageHeader title="Sessions" lead="Yours, in every workspace." />
        <BeyondWorkspace />
      </>
    )
  }
  const sessions = await sessionsOf(member)
  const limits = can(member.role, 'session:manage') ? await loadSessionPolicy(member.tenant) : null
  return (
    <>
      <PageHeader
        title="Sessions"
        lead="Where you are signed in. A session ends by itself after 8 hours without use, and after 7 days. Ended here, it is gone on the server at once."
      />
      <SessionList
        sessions={sessions.map(({ createdAt, lastSeenAt, ...session }) => ({
          ...session,
          createdAt: createdAt.toISOString(),
          lastSeenAt: lastSeenAt.toISOString(),
        }))}
      />
      {limits && (
        <div className="pt-6">
          <Setting
            id="limits"
            title={`Stricter in ${member.workspaceName}`}
            effect="For everybody in this workspace, while they are in it. Longer than 8 hours and 7 days is not possible."
          >
            <SessionLimits {...limits} />
          </Setting>
        </div>
      )}
    </>
  )
}
