import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { Fragment } from 'react'
import { DeletionNote } from '#components/analysis/deletion-note.tsx'
import { HistoryFilter } from '#components/analysis/history-filter.tsx'
import { HistoryList } from '#components/analysis/history-list.tsx'
import { HistoryTabs } from '#components/analysis/history-tabs.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { listAnalyses } from '#lib/data/analyses.ts'
import { listMembers } from '#lib/data/memberships.ts'
import { listServiceNames } from '#lib/data/services.ts'
import { Invalid } from '#lib/errors.ts'
import { historyQuery, readHistoryFilter } from '#lib/history-filter.ts'
import { can } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'History' }

const PAGE_SIZE = 50

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function HistoryPage({ searchParams }: Props) {
  const { tenant, role } = await requireMember()
  const query = await searchParams
  const { cursor } = query
  const [{ filter, page }, services, members] = await Promise.all([
    pageOf(tenant, query),
    listServiceNames(tenant),
    listMembers(tenant),
  ])
  const entries = page.items.map(({ title, ...entry }) => ({ ...entry, cause: title }))
  const first = cursor === undefined
  const filtered = Object.keys(filter).length > 0
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 sm:px-6">
      <PageHeader title="History" lead="What was found, newest first. No line of any log is kept here." />
      <HistoryTabs />
      <DeletionNote />
      {entries.length === 0 && first && !filtered ? (
        <NothingYet mayCreate={can(role, 'analysis:create')} />
      ) : (
        <>
          <HistoryFilter
            filter={filter}
            services={services}
            people={members.map(({ userId, name, email }) => ({ id: userId, name: name ?? email }))}
          />
          {entries.length === 0 ? (
            <NothingFound goesOn={page.nextCursor !== null} />
          ) : (
            <HistoryList entries={entries} mayDelete={can(role, 'analysis:delete')} />
          )}
          <Pager href={`/analyses${historyQuery(filter)}`} first={first} nextCursor={page.nextCursor} />
          <ExportHistory />
        </>
      )}
    </div>
  )
}

/** A cursor or a filter that somebody made up leads to the first page. */
async function pageOf(tenant: Parameters<typeof listAnalyses>[0], query: Awaited<Props['searchParams']>) {
  try {
    const filter = readHistoryFilter(query)
    const cursor = typeof query.cursor === 'string' ? query.cursor : undefined
    return { filter, page: await listAnalyses(tenant, { ...filter, cursor, limit: PAGE_SIZE }) }
  } catch (error) {
    if (error instanceof Invalid && Object.keys(query).length > 0) redirect('/analyses')
    throw error
  }
}

function NothingFound({ goesOn }: { goesOn: boolean }) {
  return (
    <EmptyState title={goesOn ? 'Nothing among the newest.' : 'Nothing was found.'}>
      {goesOn
        ? 'The words and filters are common, and no analysis that was looked at has all of them. Older ones may.'
        : 'No kept analysis has all of these words and filters. Words are compared whole.'}
    </EmptyState>
  )
}

/** All of it, not this page alone. */
function ExportHistory() {
  return (
    <p className="pt-4 text-sm text-ink-soft print:hidden">
      Save the whole history as{' '}
      {(['json', 'csv'] as const).map((format, i) => (
        <Fragment key={format}>
          {i > 0 && ' or '}
          <a
            href={`/api/analyses/export?format=${format}`}
            download=""
            className="text-accent underline underline-offset-2 hover:text-accent-hover"
          >
            {format.toUpperCase()}
          </a>
        </Fragment>
      ))}
      : one row for each analysis, without evidence. Everything else is under Settings, Data.
    </p>
  )
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
