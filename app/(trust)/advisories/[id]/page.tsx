import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { AdvisoryFacts } from '#components/requests/advisory-facts.tsx'
import { TrustFrame } from '#components/site/trust-frame.tsx'
import { env } from '#lib/env.ts'
import { publishedAdvisories } from '#lib/requests/advisory.ts'
import { SEVERITY_MEANINGS } from '#lib/requests/kinds.ts'

interface Asked {
  params: Promise<{ id: string }>
}

const find = cache(async (id: string) => (await publishedAdvisories())?.find(({ number }) => number === id))

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { id } = await params
  const found = await find(id)
  if (found === undefined) notFound()
  const title = `${found.number}: ${found.title}`
  return { title, description: title, alternates: { canonical: new URL(`/advisories/${id}`, env().url) } }
}

export default async function Page({ params }: Asked) {
  const { id } = await params
  const advisory = await find(id)
  if (advisory === undefined) notFound()
  return (
    <TrustFrame title={advisory.title} above={advisory.number} list={{ href: '/advisories', name: 'Advisories' }}>
      <AdvisoryFacts advisory={advisory} meaning={SEVERITY_MEANINGS[advisory.severity]} />
    </TrustFrame>
  )
}
