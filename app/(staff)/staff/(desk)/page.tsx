import type { Metadata } from 'next'
import Link from 'next/link'
import { Card, CardBody } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { staffRooms } from '#lib/staff/rooms.ts'
import { requireStaff } from '#lib/staff/session.ts'

export const metadata: Metadata = { title: 'Staff' }

export default async function StaffPage() {
  const { name, role } = await requireStaff()
  const rooms = staffRooms(role)
  return (
    <>
      <PageHeader
        title="Staff"
        lead="Rooms of whoever runs this Lethe. No analysis of any workspace can be reached from here, and everything you do stands in the log."
      />
      <p className="pb-6 text-ink-soft">
        Signed in as {name}, {role}. The session ends after 20 minutes without use.
      </p>
      <ul className="grid gap-4 sm:grid-cols-2">
        {rooms.map((room) => (
          <li key={room.href}>
            <Card className="h-full">
              <CardBody>
                <Link href={room.href} className="font-medium text-accent underline underline-offset-4">
                  {room.name}
                </Link>
                <p className="pt-1 text-ink-soft">{room.lead}</p>
              </CardBody>
            </Card>
          </li>
        ))}
      </ul>
      {rooms.length === 0 && <p className="text-ink-soft">Your role has no rooms yet.</p>}
    </>
  )
}
