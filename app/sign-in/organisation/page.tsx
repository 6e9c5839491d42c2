import type { Metadata } from 'next'
import { SignInFrame } from '#components/sign-in/sign-in-frame.tsx'
import { OrganisationForm } from '#components/sso/organisation-form.tsx'
import { safeCallbackUrl } from '#lib/auth/callback-url.ts'
import { findMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Sign in with your organisation', robots: { index: false } }

interface Props {
  searchParams: Promise<{ callbackUrl?: string | string[] }>
}

/** For who is not signed in, and for who came in this way and has to do it again. */
export default async function OrganisationPage({ searchParams }: Props) {
  const target = safeCallbackUrl((await searchParams).callbackUrl)
  const member = await findMember()
  return (
    <SignInFrame title="Sign in with your organisation">
      <p className="text-ink-soft">
        Your address says which. Its identity provider signs you in to its workspace, and to nothing else of yours.
      </p>
      <OrganisationForm callbackUrl={target} email={member?.bound ? member.email : ''} />
      <a href="/sign-in" className="text-ink-soft underline hover:text-ink">
        Another way
      </a>
    </SignInFrame>
  )
}
