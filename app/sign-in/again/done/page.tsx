import type { Metadata } from 'next'
import Link from 'next/link'
import { SignInFrame } from '#components/sign-in/sign-in-frame.tsx'

export const metadata: Metadata = { title: 'Signed in again', robots: { index: false } }

export default function DonePage() {
  return (
    <SignInFrame title="Signed in again">
      <p className="text-ink-soft">
        Close this tab. The page that you came from goes on by itself.{' '}
        <Link href="/analyze" className="underline hover:text-ink">
          Or start anew here.
        </Link>
      </p>
    </SignInFrame>
  )
}
