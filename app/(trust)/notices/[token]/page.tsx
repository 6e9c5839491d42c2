import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ObjectionPage } from '#components/notices/objection-page.tsx'
import { SubscriptionPage } from '#components/notices/subscription-page.tsx'
import { openNoticeLink, topicChoices } from '#lib/notices/open.ts'

export const metadata: Metadata = { title: 'Notices', robots: { index: false, follow: false, noarchive: true } }

interface Props {
  params: Promise<{ token: string }>
}

/** For whoever has the link of a mail. Opened by machines too: looking confirms nothing and ends nothing. */
export default async function NoticeLinkPage({ params }: Props) {
  const { token } = await params
  const link = await openNoticeLink(token)
  if (!link) notFound()
  return link.kind === 'signer' ? (
    <ObjectionPage token={token} {...link} />
  ) : (
    <SubscriptionPage token={token} link={link} choices={topicChoices()} />
  )
}
