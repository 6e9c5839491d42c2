import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { HistoryTable } from '#components/analysis/history-table.tsx'
import { printableLine } from '#components/analysis/printable.ts'
import { utcText } from '#components/analysis/utc-text.ts'
import { FREQUENCY_WORDS } from '#components/analysis/words.ts'
import { CommonCauses } from '#components/services/common-causes.tsx'
import { countText } from '#components/services/service-table.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { listAnalyses } from '#lib/data/analyses.ts'
import { CAUSES_AMONG, findService, MAX_COUNTED } from '#lib/data/services.ts'
import { historyQuery } from '#lib/history-filter.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Service' }

interface Props {
  params: Promise<{ service: string }>
}

export default async function ServicePage({ params }: Props) {
  const { tenant } = await requireMember()
  const service = nameOf((await params).service)
  const found = service === null ? null : await findService(tenant, service, new Date())
  if (service === null || found === null) notFound()
  const { items } = await listAnalyses(tenant, { service, limit: 10 })
  return (
    <div className="mx-auto grid w-full max-w-6xl gap-8 px-4 py-6 sm:px-6">
      <header className="grid gap-2">
        <p className="text-ink-soft">
          <Link href="/services" className="text-accent underline underline-offset-2 hover:text-accent-hover">
            Services
          </Link>{' '}
          <span aria-hidden="true">/</span>
        </p>
        <h1 className="flex flex-wrap items-center gap-3 font-mono text-xl font-semibold wrap-anywhere text-ink">
          {printableLine(found.service)}
          <Badge className="font-sans">{FREQUENCY_WORDS[found.frequency]}</Badge>
        </h1>
        <p className="text-ink-soft">
          <span className="figures">{countText(found.recent, MAX_COUNTED)}</span> in 30 days; first kept{' '}
          <time dateTime={found.firstAt.toISOString()}>{utcText(found.firstAt, 'minutes')}</time>, last{' '}
          <time dateTime={found.lastAt.toISOString()}>{utcText(found.lastAt, 'minutes')}</time>.
        </p>
      </header>
      <CommonCauses causes={found.causes} among={CAUSES_AMONG} />
      <section aria-labelledby="newest" className="grid gap-3">
        <h2 id="newest" className="text-lg font-semibold text-ink">
          Newest
        </h2>
        <HistoryTable entries={items.map(({ title, ...entry }) => ({ ...entry, cause: title }))} />
        <Button asChild className="w-fit">
          <Link href={`/analyses${historyQuery({ service })}`}>All of this service</Link>
        </Button>
      </section>
    </div>
  )
}

function nameOf(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded).slice(0, 200)
  } catch {
    return null
  }
}
