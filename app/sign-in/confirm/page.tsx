import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Button } from '#components/ui/button.tsx'
import { safeCallbackUrl } from '#lib/auth/callback-url.ts'

export const metadata: Metadata = { title: 'Confirm sign-in', robots: { index: false } }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Opened from the mail. Looking at it uses nothing up: only the button's POST does. */
export default async function ConfirmPage({ searchParams }: Props) {
  const { token, email, callbackUrl } = await searchParams
  if (typeof token !== 'string' || typeof email !== 'string') redirect('/sign-in?error=Verification')
  const query = new URLSearchParams({ token, email, callbackUrl: safeCallbackUrl(callbackUrl) })
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-sm content-center gap-6 px-4 py-16">
      <a href="/" className="text-base font-semibold text-ink-soft hover:text-ink">
        Lethe
      </a>
      <h1 className="text-2xl font-semibold">Sign in as this person?</h1>
      <p className="figures break-all rounded-card border border-line bg-surface p-4">{email}</p>
      <p className="text-ink-soft">
        The link works once, in the browser that asked for it. If you did not ask for it, close this page.
      </p>
      <form method="post" action={`/api/auth/callback/email?${query}`}>
        <Button type="submit" variant="primary" size="large" className="w-full">
          Sign in
        </Button>
      </form>
    </main>
  )
}
