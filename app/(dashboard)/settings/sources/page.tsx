import type { Metadata } from 'next'
import Link from 'next/link'
import { type ListedSource, SourceList } from '#components/settings/source-list.tsx'
import { WhoManages } from '#components/settings/who-manages.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listLastDeliveries } from '#lib/data/deliveries.ts'
import { listSources, type SourceView } from '#lib/data/sources.ts'
import { listManagers } from '#lib/managers.ts'
import { can } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'
import { factsOf } from '#lib/source-kinds.ts'

export const metadata: Metadata = { title: 'Sources' }

export default async function SourcesPage() {
  const { tenant, role, workspaceName } = await requireMember()
  const manages = can(role, 'source:manage')
  const sources = await listSources(tenant)
  return (
    <>
      <PageHeader
        title="Sources"
        lead="Senders whose alerts are analyzed as they arrive. Each has an address of its own and a secret that proves who sent it."
        actions={manages && sources.length > 0 && <AddSource />}
      />
      {!manages && <WhoManages {...{ role, workspaceName }} managers={await listManagers(tenant, 'source:manage')} />}
      {sources.length === 0 ? (
        <EmptyState title="Your senders will be here." action={manages && <AddSource />}>
          Add one, paste its address where the sender asks for a webhook, and send a test event. It takes about two
          minutes.
        </EmptyState>
      ) : (
        <SourceList sources={sources.map(withSender)} last={await listLastDeliveries(tenant)} open={manages} />
      )}
    </>
  )
}

const withSender = (source: SourceView): ListedSource => ({
  ...source,
  sender: factsOf(source.kind)?.label ?? source.kind,
})

function AddSource() {
  return (
    <Button asChild variant="primary">
      <Link href="/settings/sources/new">Add a source</Link>
    </Button>
  )
}
