import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { EmailForm } from '#components/sign-in/email-form.tsx'
import { Or, ProviderButtons } from '#components/sign-in/provider-buttons.tsx'
import { SignInFrame } from '#components/sign-in/sign-in-frame.tsx'
import { WhatIsStored } from '#components/sign-in/what-is-stored.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { safeCallbackUrl } from '#lib/auth/callback-url.ts'
import { linkDelivery } from '#lib/auth/sign-in-mail.ts'
import { env } from '#lib/env.ts'
import { findHalfMember, findMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

const PROVIDER_FAILED = 'Try again, or use a link by e-mail.'

const SENT_BACK = {
  happened: 'The identity provider sent you back without an answer that could be accepted.',
  todo: `If you cancelled there, that is why. ${PROVIDER_FAILED}`,
}

const ERRORS: Record<string, { happened: string; todo: string }> = {
  Verification: {
    happened: 'This link could not be used.',
    todo: 'A link works once, for 10 minutes, in the browser that asked for it. Ask for a new one below.',
  },
  EmailSignin: { happened: 'No link was sent.', todo: 'Check the address and ask again.' },
  OAuthSignin: { happened: 'The identity provider did not answer.', todo: PROVIDER_FAILED },
  OAuthCallback: SENT_BACK,
  Callback: SENT_BACK,
  Issuer: {
    happened: 'The identity provider answered under another name than the one set up here.',
    todo: 'Use a link by e-mail, and tell whoever runs this Lethe.',
  },
  Connecting: {
    happened: 'Your session ended before the account was connected.',
    todo: 'Sign in, then connect it again in your account settings.',
  },
  Sso: {
    happened: 'Your organisation’s identity provider sent you back without an answer that could be accepted.',
    todo: 'Begin again. If it stays so, tell an owner of the workspace.',
  },
  SsoRefused: {
    happened: 'Your organisation’s identity provider does not open a workspace for this account.',
    todo: 'Its address must be in the organisation’s domain, and yours here. Ask an owner for an invitation.',
  },
  expired: { happened: 'Your session has ended.', todo: 'Sign in again to go on where you were.' },
}
const OTHER = { happened: 'Signing in did not work.', todo: 'Ask for a new link below.' }

interface Props {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>
}

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error } = await searchParams
  const target = safeCallbackUrl(callbackUrl)
  // Who is signed in already came back from connecting an account.
  if (await findMember()) redirect(typeof error === 'string' ? '/settings/account?failed=1' : target)
  if (await findHalfMember()) redirect(`/sign-in/second-factor?${new URLSearchParams({ callbackUrl: target })}`)
  const problem = typeof error === 'string' ? (ERRORS[error] ?? OTHER) : undefined
  const providers = env().identityProviders.map(({ id, name }) => ({ id, name }))
  return (
    <SignInFrame title="Sign in">
      {problem && (
        <Alert happened={problem.happened} kept="You are not signed in. Nothing was changed." todo={problem.todo} />
      )}
      <EmailForm callbackUrl={target} hint={linkDelivery().hint} />
      {providers.length > 0 && (
        <>
          <Or />
          <ProviderButtons providers={providers} callbackUrl={target} />
        </>
      )}
      <a
        href={`/sign-in/organisation?${new URLSearchParams({ callbackUrl: target })}`}
        className="w-fit text-ink-soft underline hover:text-ink"
      >
        Sign in with your organisation
      </a>
      <WhatIsStored providers={providers.length > 0} />
    </SignInFrame>
  )
}
