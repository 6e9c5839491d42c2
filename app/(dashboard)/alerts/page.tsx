import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { HistoryTabs } from '#components/analysis/history-tabs.tsx'
import { DeliveryTable } from '#components/deliveries/delivery-table.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { listDeliveries } from '#lib/data/deliveries.ts'
import { listSources } from '#lib/data/sources.ts'
import { Invalid } from '#lib/errors.ts'
import { can } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Alerts' }

const PAGE_SIZE = 50

interface Props {
  searchParams: Promise<{ cursor?: string | string[] }>
}

export default async function AlertsPage({ searchParams }: Props) {
  const { tenant, role } = await requireMember()
  const { cursor } = await searchParams
  const { items, nextCursor } = await pageOf(tenant, typeof cursor === 'string' ? cursor : undefined)
  const first = cursor === undefined
  const unset = items.length === 0 && (await listSources(tenant)).length === 0
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 sm:px-6">
      <PageHeader title="Alerts" lead="What senders delivered, newest first, and what became of each." />
      <HistoryTabs />
      {unset ? <NoSource mayAdd={can(role, 'source:manage')} /> : <DeliveryTable initial={items} follow={first} />}
      <Pager href="/alerts" first={first} nextCursor={nextCursor} />
    </div>
  )
}

/** A cursor that somebody made up leads to the first page. */
async function pageOf(tenant: Parameters<typeof listDeliveries>[0], cursor: string | undefined) {
  try {
    return await listDeliveries(tenant, { cursor, limit: PAGE_SIZE })
  } catch (error) {
    if (error instanceof Invalid && cursor !== undefined) redirect('/alerts')
    throw error
  }
}

function NoSource({ mayAdd }: { mayAdd: boolean }) {
  return (
    <EmptyState
      title="Alerts will be here."
      action={
        mayAdd && (
          <Button asChild variant="primary" size="large">
            <Link href="/settings/sources/new">Add a source</Link>
          </Button>
        )
      }
    >
      One line for each delivery of a sender such as PagerDuty: when it came, what became of it, and the analysis that
      answers it. No sender is set up yet.
    </EmptyState>
  )
}
