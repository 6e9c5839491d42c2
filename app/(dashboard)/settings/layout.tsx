import type { ReactNode } from 'react'
import { SettingsNav } from '#components/settings/settings-nav.tsx'

/** The rooms beside their list. Each page asks for the member itself. */
export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto grid w-full max-w-6xl grid-cols-1 content-start gap-6 px-4 py-4 sm:px-6 lg:grid-cols-[10rem_minmax(0,1fr)] lg:gap-10 lg:py-8">
      <SettingsNav />
      <div className="min-w-0">{children}</div>
    </div>
  )
}
