import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { utcText } from '#components/analysis/utc-text.ts'
import { UndoErasure } from '#components/data-rights/undo-erasure.tsx'
import { Button } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can } from '#lib/permissions.ts'
import { findMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Locked', robots: { index: false, follow: false } }

/** All that is left of a workspace that waits to be erased. */
export default async function LockedPage() {
  const member = await findMember()
  if (!member) redirect('/sign-in')
  if (!member.lock) redirect('/analyses')
  const { role, lock, workspaceName } = member
  return (
    <main id="main" className="mx-auto grid w-full max-w-3xl content-start gap-4 px-4 py-16 sm:px-6">
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
          <Button asChild size="large">
            <a href="/api/export" download="">
              Export the workspace
            </a>
          </Button>
        )}
      </div>
    </main>
  )
}
