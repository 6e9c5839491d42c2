import type { Metadata } from 'next'
import { HistoryTabs } from '#components/analysis/history-tabs.tsx'
import { LedgerTable } from '#components/ledger/ledger-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listLedger } from '#lib/data/ledger-entries.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Ledger' }

const DAYS = 14

export default async function LedgerPage() {
  const { tenant } = await requireMember()
  const lines = await listLedger(tenant, { days: DAYS })
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 sm:px-6">
      <PageHeader
        title="Ledger"
        lead={`What each source had taken in the last ${DAYS} days, and what became of it. Accepted is counted as it happens, apart from the deliveries themselves; the two must agree.`}
      />
      <HistoryTabs />
      {lines.length === 0 ? (
        <EmptyState title="The accounts will be here.">
          One line for each source and day: how many deliveries were taken, in which state each of them is, and what was
          sent back or wrongly signed.
        </EmptyState>
      ) : (
        <LedgerTable lines={lines} />
      )}
    </div>
  )
}
