import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { PlanBanner } from '#components/billing/plan-banner.tsx'
import { FreshSignIn } from '#components/shell/fresh-sign-in.tsx'
import { TopBar } from '#components/shell/top-bar.tsx'
import { entitlementsOf } from '#lib/billing/entitlements.ts'
import { bannerOf } from '#lib/billing/view.ts'
import { can } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { robots: { index: false, follow: false } }

/** The frame of the signed-in rooms. Pages ask for the member again: a layout is not rendered on every navigation. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { tenant, email, name, workspaceName, workspaceSlug, workspaces, role } = await requireMember()
  const banner = bannerOf(await entitlementsOf(tenant))
  return (
    <div className="flex min-h-dvh flex-col" data-workspace={workspaceSlug}>
      <TopBar
        {...{ email, name, workspaceName, workspaceSlug, role }}
        workspaces={workspaces.map(({ slug, name }) => ({ slug, name }))}
      />
      <main id="main" tabIndex={-1} className="flex flex-1 flex-col focus-visible:outline-none">
        {banner && <PlanBanner banner={banner} manages={can(role, 'billing:manage')} />}
        {children}
      </main>
      <FreshSignIn />
    </div>
  )
}
