import type { Metadata } from 'next'
import { QueueFilter } from '#components/staff/requests/queue-filter.tsx'
import { RequestList } from '#components/staff/requests/request-list.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { filterOf, requestDesk } from '#lib/requests/desk-page.ts'
import { requireStaff } from '#lib/staff/session.ts'

export const metadata: Metadata = { title: 'Requests' }

interface Props {
  searchParams: Promise<Record<string, string | string[]>>
}

export default async function RequestsPage({ searchParams }: Props) {
  const filter = filterOf(await searchParams)
  const { requests, more, kinds, states, now } = await requestDesk(await requireStaff('desk:work'), filter)
  return (
    <>
      <PageHeader
        title="Requests"
        lead="What people ask for and report, what is due first at the top. Two business days, or what the law says. What is overdue is mailed to the admins every day."
      />
      <QueueFilter {...filter} kinds={kinds} states={states} />
      <RequestList requests={requests} now={now} />
      {more && <p className="pt-4 text-ink-soft">There are more: choose a kind or a state, or take them as CSV.</p>}
    </>
  )
}
