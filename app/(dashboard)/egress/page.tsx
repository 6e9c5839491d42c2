import type { Metadata } from 'next'
import { HistoryTabs } from '#components/analysis/history-tabs.tsx'
import { DayTotals } from '#components/egress/day-totals.tsx'
import { LiveEgress } from '#components/egress/live-egress.tsx'
import { SelfTestBox } from '#components/egress/self-test-box.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listEgress, sumEgress } from '#lib/data/egress.ts'
import { egressRow } from '#lib/egress/operation.ts'
import { can } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Egress' }

const ROWS = 50
const DAYS = 14

export default async function EgressPage() {
  const { tenant, role } = await requireMember()
  const since = new Date().toISOString()
  const [operations, days] = [await listEgress(tenant, { after: null, limit: ROWS }), await sumEgress(tenant, DAYS)]
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 sm:px-6">
      <PageHeader
        title="Egress"
        lead="What stayed, what was redacted, what left and what is stored: every operation as it is recorded, with who measured it."
      />
      <HistoryTabs />
      <LiveEgress initial={operations.map(egressRow).reverse()} since={since} />
      <DayTotals days={days} />
      {can(role, 'analysis:create') && <SelfTestBox />}
    </div>
  )
}
