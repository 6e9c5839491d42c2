import type { Metadata } from 'next'
import Link from 'next/link'
import { BreachClock } from '#components/staff/breach-clock.tsx'
import { NewBreach } from '#components/staff/new-breach.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listBreaches } from '#lib/data/breaches.ts'
import { clockOf } from '#lib/staff/breaches.ts'
import { requireStaff } from '#lib/staff/session.ts'

export const metadata: Metadata = { title: 'Breaches' }

export default async function BreachesPage() {
  const { staffId } = await requireStaff('breach:manage')
  const breaches = await listBreaches(staffId)
  return (
    <>
      <PageHeader
        title="Breaches"
        lead="Of personal data. 72 hours run from when we became aware; the review closes each."
      />
      {breaches.length === 0 && <p className="pb-6 text-ink-soft">None so far. One that is opened stands here.</p>}
      <ul className="divide-y divide-line border-line border-y empty:border-0">
        {breaches.map((breach) => {
          const { dueAt, state } = clockOf(breach)
          return (
            <li key={breach.id} className="grid gap-1 py-4">
              <Link href={`/staff/breaches/${breach.id}`} className="w-fit font-medium text-accent underline">
                {breach.title}
              </Link>
              <BreachClock foundAt={breach.foundAt.toISOString()} dueAt={dueAt.toISOString()} state={state} />
              <p className="text-sm text-ink-soft">
                {breach.told} of {breach.tenants} workspaces told · {breach.closedAt ? 'closed' : 'open'}
              </p>
            </li>
          )
        })}
      </ul>
      <NewBreach />
    </>
  )
}
