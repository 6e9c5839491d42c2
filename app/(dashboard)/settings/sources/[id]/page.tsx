import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { BackLink } from '#components/settings/back-link.tsx'
import { SourceDesk } from '#components/settings/source-desk.tsx'
import { PROOFS } from '#components/settings/source-guide.ts'
import { guideOf } from '#components/settings/source-guides.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listDeliveries } from '#lib/data/deliveries.ts'
import { can } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'
import { findSourceSettings } from '#lib/sources.ts'

export const metadata: Metadata = { title: 'Source' }

interface Props {
  params: Promise<{ id: string }>
}

export default async function SourcePage({ params }: Props) {
  const { tenant, role } = await requireMember()
  const source = await findSourceSettings(tenant, (await params).id)
  if (!source) notFound()
  if (!can(role, 'source:manage')) redirect('/settings/sources')
  const { items } = await listDeliveries(tenant, { sourceId: source.id })
  const guide = guideOf(source.kind)
  return (
    <>
      <BackLink href="/settings/sources">Sources</BackLink>
      <PageHeader title={source.name} lead={guide && `${guide.name}. ${PROOFS[guide.proof].sentence}`} />
      <SourceDesk source={source} deliveries={items} />
    </>
  )
}
