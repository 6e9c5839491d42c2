import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInFrame } from '#components/sign-in/sign-in-frame.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { findIdentityProvider } from '#lib/auth/identity-providers.ts'

export const metadata: Metadata = { title: 'Not connected', robots: { index: false } }

interface Props {
  searchParams: Promise<{ provider?: string | string[] }>
}

/**
 * The same words whether the address is somebody's, not vouched for, or missing: a provider must not find out here who has
 * an account.
 */
export default async function NotConnectedPage({ searchParams }: Props) {
  const { provider } = await searchParams
  const found = typeof provider === 'string' ? findIdentityProvider(provider) : undefined
  if (!found) redirect('/sign-in')
  return (
    <SignInFrame title="Not connected yet">
      <Alert
        happened={`This account at ${found.name} is connected to nobody here.`}
        kept="You are not signed in. Nothing was changed or stored."
        todo={`What ${found.name} says about an address is not enough to sign in as the person who has it.`}
      />
      <ol className="grid list-decimal gap-2 pl-5">
        <li>Sign in with a link by e-mail. That proves that the address is yours.</li>
        <li>
          Open <strong className="font-medium">Account settings</strong> and press{' '}
          <strong className="font-medium">Connect {found.name}</strong>.
        </li>
      </ol>
      <p className="text-ink-soft">From then on {found.name} signs you in.</p>
      <Button asChild variant="primary" size="large">
        <a href="/sign-in?callbackUrl=/settings/account">Sign in by e-mail</a>
      </Button>
    </SignInFrame>
  )
}
