import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInFrame } from '#components/sign-in/sign-in-frame.tsx'
import { findHalfMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Signed in again', robots: { index: false } }

export default async function DonePage() {
  if (await findHalfMember()) redirect('/sign-in/second-factor?callbackUrl=%2Fsign-in%2Fagain%2Fdone')
  return (
    <SignInFrame title="Signed in again">
      <p className="text-ink-soft">
        Close this tab. The page that you came from goes on by itself.{' '}
        <a href="/analyze" className="underline hover:text-ink">
          Or start anew here.
        </a>
      </p>
    </SignInFrame>
  )
}
