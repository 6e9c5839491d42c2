import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { utcText } from '#components/analysis/utc-text.ts'
import { UndoErasure } from '#components/data-rights/undo-erasure.tsx'
import { FreshDownload } from '#components/fresh-download.tsx'
import { FreshSignIn } from '#components/shell/fresh-sign-in.tsx'
import { OtherWorkspaces } from '#components/shell/other-workspaces.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can } from '#lib/permissions.ts'
import { findMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Locked', robots: { index: false, follow: false } }

/** All that is left of a workspace that waits to be erased. */
export default async function LockedPage() {
  const member = await findMember()
  if (!member) redirect('/sign-in')
  if (!member.lock) redirect('/analyses')
  const { role, lock, workspaceName, workspaceSlug } = member
  const others = member.workspaces.filter(({ slug }) => slug !== workspaceSlug)
  return (
    <main
      id="main"
      data-workspace={workspaceSlug}
      className="mx-auto grid w-full max-w-3xl content-start gap-4 px-4 py-16 sm:px-6"
    >
      <PageHeader
        title={`${workspaceName} is locked`}
        lead={`Everything in it is erased at ${utcText(lock.eraseAfter, 'minutes')}. Until then nothing is received, analyzed or shown.`}
      />
      <div className="flex flex-wrap items-start gap-2">
        {can(role, 'workspace:erase') ? (
          <UndoErasure />
        ) : (
          <p className="text-base text-ink">An owner of the workspace can undo it until then.</p>
        )}
        {can(role, 'workspace:export') && (
          <FreshDownload href="/api/export" size="large">
            Export the workspace
          </FreshDownload>
        )}
      </div>
      <OtherWorkspaces workspaces={others.map(({ slug, name }) => ({ slug, name }))} />
      <FreshSignIn />
    </main>
  )
}
