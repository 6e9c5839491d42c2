import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RequestPage } from '#components/requests/request-page.tsx'
import { open } from '#lib/requests/ask.ts'
import { KIND_NAMES, REGIME_NAMES, RIGHT_NAMES, STATE_NAMES } from '#lib/requests/kinds.ts'

export const metadata: Metadata = { title: 'Requests', robots: { index: false, follow: false, noarchive: true } }

interface Props {
  params: Promise<{ token: string }>
}

/** For whoever has the link of a mail. Opened by machines too: looking confirms nothing. */
export default async function RequestLinkPage({ params }: Props) {
  const { token } = await params
  const link = await open(token)
  if (!link) notFound()
  const { kind, regime, right } = link
  const names = {
    kind: KIND_NAMES[kind],
    law: regime && right ? `${RIGHT_NAMES[right]} · ${REGIME_NAMES[regime]}` : null,
    state: link.stage === 'request' ? STATE_NAMES[link.state] : null,
  }
  return <RequestPage token={token} link={link} names={names} />
}
