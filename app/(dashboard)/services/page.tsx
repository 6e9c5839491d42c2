import type { Metadata } from 'next'
import { HistoryTabs } from '#components/analysis/history-tabs.tsx'
import { ServiceTable } from '#components/services/service-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listServices, MAX_COUNTED } from '#lib/data/services.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Services' }

export default async function ServicesPage() {
  const { tenant } = await requireMember()
  const services = await listServices(tenant, new Date())
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 sm:px-6">
      <PageHeader title="Services" lead="What the kept analyses were about, and how often each comes." />
      <HistoryTabs />
      {services.length === 0 ? (
        <EmptyState title="Services will be here.">
          As soon as an alert names one, or a cause is found in one: how often it fails, and of what.
        </EmptyState>
      ) : (
        <>
          <ServiceTable services={services} maxCounted={MAX_COUNTED} />
          <p className="measure pt-3 text-sm text-ink-faint">
            New: first seen less than 7 days ago. Frequent: 10 or more in 30 days. Rare: everything else.
          </p>
        </>
      )}
    </div>
  )
}
