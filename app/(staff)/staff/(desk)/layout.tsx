import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { StaffBar } from '#components/staff/staff-bar.tsx'
import { staffRooms } from '#lib/staff/rooms.ts'
import { requireStaff } from '#lib/staff/session.ts'

export const metadata: Metadata = { robots: { index: false, follow: false } }

/** The frame of the rooms of staff. Pages ask again: a layout is not rendered on every navigation. */
export default async function StaffLayout({ children }: { children: ReactNode }) {
  const { name, role } = await requireStaff()
  return (
    <div className="flex min-h-dvh flex-col">
      <StaffBar name={name} role={role} rooms={staffRooms(role)} />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl flex-1 px-4 py-8 focus-visible:outline-none sm:px-6"
      >
        {children}
      </main>
    </div>
  )
}
