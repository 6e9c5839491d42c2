import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DraftPage } from '#components/agreements/draft-page.tsx'
import { SignedPage } from '#components/agreements/signed-page.tsx'
import { CONSENT } from '#lib/agreements/dpa-text.ts'
import { open } from '#lib/agreements/sign.ts'

export const metadata: Metadata = { title: 'Agreement', robots: { index: false, follow: false, noarchive: true } }

interface Props {
  params: Promise<{ token: string }>
}

/** For whoever has the link of the mail: the agreement to sign, and afterwards its certificate. */
export default async function AgreementPage({ params }: Props) {
  const { token } = await params
  const agreement = await open(token)
  if (!agreement) notFound()
  return agreement.kind === 'signed' ? (
    <SignedPage token={token} {...agreement} />
  ) : (
    <DraftPage token={token} consent={CONSENT} {...agreement} />
  )
}
