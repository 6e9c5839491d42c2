import type { Metadata } from 'next'
import Link from 'next/link'
import { StaffLogTable } from '#components/staff/staff-log-table.tsx'
import { Button } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listStaff, listStaffEvents } from '#lib/data/staff.ts'
import { requireStaff } from '#lib/staff/session.ts'

export const metadata: Metadata = { title: 'Staff log' }

const SHOWN = 100

interface Props {
  searchParams: Promise<{ before?: string | string[] }>
}

export default async function StaffLogPage({ searchParams }: Props) {
  const [{ staffId }, { before }] = [await requireStaff('log:read'), await searchParams]
  const from = typeof before === 'string' && /^\d{1,9}$/.test(before) ? Number(before) : 0
  const [events, colleagues] = [await listStaffEvents(staffId, from, SHOWN), await listStaff(staffId)]
  const names = Object.fromEntries(colleagues.map(({ id, email }) => [id, email]))
  const last = events.at(-1)
  return (
    <>
      <PageHeader
        title="Staff log"
        lead="Every event names the hash of the one before it. `bin/lethe audit verify` checks the file offline."
        actions={
          <Button asChild>
            <a href="/api/staff/log" download>
              Save the log
            </a>
          </Button>
        }
      />
      <StaffLogTable events={events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() }))} names={names} />
      {last && last.seq > 1 && events.length === SHOWN && (
        <Link href={`/staff/log?before=${last.seq}`} className="inline-block py-4 text-accent underline">
          Older
        </Link>
      )}
    </>
  )
}
