import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { FreshSignIn } from '#components/shell/fresh-sign-in.tsx'
import { TopBar } from '#components/shell/top-bar.tsx'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { robots: { index: false, follow: false } }

/** The frame of the signed-in rooms. Pages ask for the member again: a layout is not rendered on every navigation. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { email, name, workspaceName, workspaceSlug, workspaces, role } = await requireMember()
  return (
    <div className="flex min-h-dvh flex-col" data-workspace={workspaceSlug}>
      <TopBar
        {...{ email, name, workspaceName, workspaceSlug, role }}
        workspaces={workspaces.map(({ slug, name }) => ({ slug, name }))}
      />
      <main id="main" tabIndex={-1} className="flex flex-1 flex-col focus-visible:outline-none">
        {children}
      </main>
      <FreshSignIn />
    </div>
  )
}
