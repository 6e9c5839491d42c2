import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { BackLink } from '#components/settings/back-link.tsx'
import { proofSentence } from '#components/settings/proof-choice.tsx'
import { SourceDesk } from '#components/settings/source-desk.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listDeliveries } from '#lib/data/deliveries.ts'
import { can } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'
import { authOf, factsOf } from '#lib/source-kinds.ts'
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
  const facts = factsOf(source.kind) ?? null
  const proof = authOf(source.kind, source.settings)
  return (
    <>
      <BackLink href="/settings/sources">Sources</BackLink>
      <PageHeader
        title={source.name}
        lead={facts && proof && `${facts.label}. What proves a delivery: ${lowerFirst(proofSentence(proof))}`}
      />
      <SourceDesk source={source} facts={facts} deliveries={items} />
    </>
  )
}

const lowerFirst = (text: string) => (/^[A-Z]{2}/.test(text) ? text : text.slice(0, 1).toLowerCase() + text.slice(1))
