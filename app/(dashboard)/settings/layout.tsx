import type { ReactNode } from 'react'
import { ROOMS } from '#components/settings/rooms.ts'
import { SettingsNav } from '#components/settings/settings-nav.tsx'
import { can } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'

/** The rooms beside their list. Each page asks for the member itself. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { role } = await requireMember()
  const rooms = ROOMS.filter(({ looks }) => looks === null || can(role, looks))
  return (
    <div className="mx-auto grid w-full max-w-6xl xl:max-w-7xl grid-cols-1 content-start gap-6 px-4 py-4 sm:px-6 lg:grid-cols-[10rem_minmax(0,1fr)] lg:gap-10 lg:py-8">
      <SettingsNav rooms={rooms} />
      <div className="min-w-0">{children}</div>
    </div>
  )
}
