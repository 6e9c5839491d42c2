import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { DeletionNote } from '#components/analysis/deletion-note.tsx'
import { HistoryKeys } from '#components/analysis/history-keys.tsx'
import { HistoryTable } from '#components/analysis/history-table.tsx'
import { HistoryTabs } from '#components/analysis/history-tabs.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { listAnalyses } from '#lib/data/analyses.ts'
import { Invalid } from '#lib/errors.ts'
import { can } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'History' }

const PAGE_SIZE = 50

interface Props {
  searchParams: Promise<{ cursor?: string | string[] }>
}

export default async function HistoryPage({ searchParams }: Props) {
  const { tenant, role } = await requireMember()
  const { cursor } = await searchParams
  const { items, nextCursor } = await pageOf(tenant, typeof cursor === 'string' ? cursor : undefined)
  const entries = items.map(({ title, ...entry }) => ({ ...entry, cause: title }))
  const first = cursor === undefined
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 sm:px-6">
      <PageHeader title="History" lead="What was found, newest first. No line of any log is kept here." />
      <HistoryTabs />
      <DeletionNote />
      {entries.length === 0 && first ? (
        <NothingYet mayCreate={can(role, 'analysis:create')} />
      ) : (
        <>
          <HistoryTable entries={entries} />
          <HistoryKeys />
          <Pager href="/analyses" first={first} nextCursor={nextCursor} />
        </>
      )}
    </div>
  )
}

/** A cursor that somebody made up leads to the first page. */
async function pageOf(tenant: Parameters<typeof listAnalyses>[0], cursor: string | undefined) {
  try {
    return await listAnalyses(tenant, { cursor, limit: PAGE_SIZE })
  } catch (error) {
    if (error instanceof Invalid && cursor !== undefined) redirect('/analyses')
    throw error
  }
}

function NothingYet({ mayCreate }: { mayCreate: boolean }) {
  return (
    <EmptyState
      title="Analyses will be here."
      action={
        mayCreate && (
          <Button asChild variant="primary" size="large">
            <Link href="/analyze">Analyze a log</Link>
          </Button>
        )
      }
    >
      One line each: when, what to do, what the cause was, how sure. The logs themselves are forgotten.
    </EmptyState>
  )
}
