import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ClaimDetails } from '#components/claim-details.tsx'
import { TrustFrame } from '#components/site/trust-frame.tsx'
import { env } from '#lib/env.ts'
import { CLAIMS } from '#lib/trust/claim-list.ts'
import { published } from '#lib/trust/published-claims.ts'

interface Asked {
  params: Promise<{ id: string }>
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { id } = await params
  const found = CLAIMS.find((one) => one.id === id)
  if (found === undefined) notFound()
  const canonical = new URL(`/claims/${id}`, env().url)
  return { title: found.title, description: `${found.title} (${id})`, alternates: { canonical } }
}

export default async function Page({ params }: Asked) {
  const { id } = await params
  const claim = (await published()).claims.find((one) => one.id === id)
  if (claim === undefined) notFound()
  return (
    <TrustFrame title={claim.title} above={claim.id}>
      <ClaimDetails claim={claim} url={env().url} />
    </TrustFrame>
  )
}
