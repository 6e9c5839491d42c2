import type { Metadata } from 'next'
import { SessionList } from '#components/account/session-list.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { sessionsOf } from '#lib/account.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Sessions' }

export default async function SessionsPage() {
  const sessions = await sessionsOf(await requireMember())
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
    </>
  )
}
