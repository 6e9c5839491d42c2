import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { BackLink } from '#components/settings/back-link.tsx'
import { NewSource } from '#components/settings/new-source.tsx'
import { SourceChooser } from '#components/settings/source-chooser.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'
import { factsOf, SOURCE_FACTS } from '#lib/source-kinds.ts'

export const metadata: Metadata = { title: 'Add a source' }

interface Props {
  searchParams: Promise<{ kind?: string | string[] }>
}

export default async function NewSourcePage({ searchParams }: Props) {
  const { role } = await requireMember()
  if (!can(role, 'source:manage')) redirect('/settings/sources')
  const { kind } = await searchParams
  const facts = typeof kind === 'string' ? factsOf(kind) : undefined
  return (
    <>
      <BackLink href="/settings/sources">Sources</BackLink>
      {facts?.ready ? (
        <>
          <PageHeader title={facts.label} lead={`${facts.about} Log text: ${lowerFirst(facts.logText)}`} />
          <NewSource facts={facts} />
        </>
      ) : (
        <>
          <PageHeader
            title="Who sends the alerts?"
            lead="Each sender is set up in its own way; its page has the steps."
          />
          <SourceChooser senders={SOURCE_FACTS.filter(({ ready }) => ready)} />
        </>
      )}
    </>
  )
}

const lowerFirst = (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1)
