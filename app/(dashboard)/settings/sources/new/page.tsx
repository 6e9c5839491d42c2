import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { BackLink } from '#components/settings/back-link.tsx'
import { NewSource } from '#components/settings/new-source.tsx'
import { SourceChooser } from '#components/settings/source-chooser.tsx'
import { PROOFS } from '#components/settings/source-guide.ts'
import { guideOf } from '#components/settings/source-guides.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Add a source' }

interface Props {
  searchParams: Promise<{ kind?: string | string[] }>
}

export default async function NewSourcePage({ searchParams }: Props) {
  const { role } = await requireMember()
  if (!can(role, 'source:manage')) redirect('/settings/sources')
  const { kind } = await searchParams
  const guide = typeof kind === 'string' ? guideOf(kind) : undefined
  if (typeof kind !== 'string' || !guide)
    return (
      <>
        <BackLink href="/settings/sources">Sources</BackLink>
        <PageHeader
          title="Who sends the alerts?"
          lead="Each sender is set up in its own way; the next page has the steps."
        />
        <SourceChooser />
      </>
    )
  return (
    <>
      <BackLink href="/settings/sources">Sources</BackLink>
      <PageHeader title={guide.name} lead={`${guide.lead} ${PROOFS[guide.proof].sentence}`} />
      <NewSource kind={kind} sender={guide.name} />
    </>
  )
}
