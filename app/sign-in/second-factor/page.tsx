import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { FirstPasskey } from '#components/account/first-passkey.tsx'
import { SecondFactor } from '#components/account/second-factor.tsx'
import { SignInFrame } from '#components/sign-in/sign-in-frame.tsx'
import { safeCallbackUrl } from '#lib/auth/callback-url.ts'
import { findHalfMember, findMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Second factor', robots: { index: false } }

interface Props {
  searchParams: Promise<{ callbackUrl?: string | string[] }>
}

/** Between signing in and the first room, where a passkey is wanted. */
export default async function SecondFactorPage({ searchParams }: Props) {
  const target = safeCallbackUrl((await searchParams).callbackUrl)
  const half = await findHalfMember()
  if (!half) redirect((await findMember()) ? target : '/sign-in')
  if (half.wanted === 'enrol') {
    return (
      <SignInFrame title="A passkey is needed">
        <p className="text-ink-soft">
          The workspace that you are entering wants a second factor of everybody. You have none yet, {half.email}.
        </p>
        <FirstPasskey target={target} />
      </SignInFrame>
    )
  }
  return (
    <SignInFrame title="Your passkey, please">
      <p className="figures break-all rounded-card border border-line bg-surface p-4">{half.email}</p>
      <SecondFactor target={target} />
    </SignInFrame>
  )
}
