import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInFrame } from '#components/sign-in/sign-in-frame.tsx'
import { EnrolPasskey } from '#components/staff/enrol-passkey.tsx'

export const metadata: Metadata = { title: 'Enrol a passkey', robots: { index: false } }

interface Props {
  searchParams: Promise<{ token?: string | string[] }>
}

/** The link comes from the terminal of whoever runs this Lethe. */
export default async function StaffEnrolPage({ searchParams }: Props) {
  const { token } = await searchParams
  if (typeof token !== 'string') redirect('/staff/sign-in')
  return (
    <SignInFrame title="Enrol your passkey">
      <p className="text-ink-soft">
        You sign in with a link by e-mail and this passkey, never with one of them alone. Passkeys that this account had
        before are replaced, and its sessions end.
      </p>
      <EnrolPasskey token={token} />
    </SignInFrame>
  )
}
