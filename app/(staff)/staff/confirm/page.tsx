import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInFrame } from '#components/sign-in/sign-in-frame.tsx'
import { UsePasskey } from '#components/staff/use-passkey.tsx'

export const metadata: Metadata = { title: 'Confirm staff sign-in', robots: { index: false } }

interface Props {
  searchParams: Promise<{ token?: string | string[] }>
}

/** Opened from the mail. Looking uses nothing up: the link and the passkey are used together, or not at all. */
export default async function StaffConfirmPage({ searchParams }: Props) {
  const { token } = await searchParams
  if (typeof token !== 'string') redirect('/staff/sign-in')
  return (
    <SignInFrame title="Your passkey, please">
      <p className="text-ink-soft">The link alone opens nothing. Every sign-in of staff stands in the log.</p>
      <UsePasskey token={token} />
    </SignInFrame>
  )
}
