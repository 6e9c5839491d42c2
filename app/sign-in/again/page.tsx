import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AgainPasskey } from '#components/account/again-passkey.tsx'
import { AgainForm } from '#components/sign-in/again-form.tsx'
import { Or, ProviderButtons } from '#components/sign-in/provider-buttons.tsx'
import { SignInFrame } from '#components/sign-in/sign-in-frame.tsx'
import { connectionsOf } from '#lib/account.ts'
import { safeCallbackUrl } from '#lib/auth/callback-url.ts'
import { linkDelivery } from '#lib/auth/sign-in-mail.ts'
import { passkeysOf } from '#lib/second-factor.ts'
import { findMember, isFresh } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Sign in again', robots: { index: false } }

interface Props {
  searchParams: Promise<{ callbackUrl?: string | string[] }>
}

/** For who is signed in and about to do something sensitive. The session goes on until another one takes its place. */
export default async function AgainPage({ searchParams }: Props) {
  const target = safeCallbackUrl((await searchParams).callbackUrl)
  const member = await findMember()
  if (!member) redirect(`/sign-in?${new URLSearchParams({ callbackUrl: target })}`)
  if (isFresh(member)) redirect(target)
  // A link would begin another kind of session, which may not reach this workspace.
  if (member.bound) redirect(`/sign-in/organisation?${new URLSearchParams({ callbackUrl: target })}`)
  const { passkeys } = await passkeysOf(member)
  const connected = (await connectionsOf(member.userId)).filter(({ connection }) => connection !== null)
  return (
    <SignInFrame title="Is it still you?">
      <p className="text-ink-soft">
        What you are about to do can hurt in wrong hands: it wants a sign-in of the last 10 minutes. You are still
        signed in, and come back to where you were.
      </p>
      <p className="figures break-all rounded-card border border-line bg-surface p-4">{member.email}</p>
      {passkeys.length > 0 && (
        <>
          <AgainPasskey target={target} />
          <Or />
        </>
      )}
      <AgainForm email={member.email} callbackUrl={target} hint={linkDelivery().hint} />
      {connected.length > 0 && (
        <>
          <Or />
          <ProviderButtons providers={connected.map(({ id, name }) => ({ id, name }))} callbackUrl={target} again />
        </>
      )}
    </SignInFrame>
  )
}
