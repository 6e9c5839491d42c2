import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { EmailForm } from '#components/sign-in/email-form.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { safeCallbackUrl } from '#lib/auth/callback-url.ts'
import { linkDelivery } from '#lib/auth/sign-in-mail.ts'
import { findMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

const ERRORS: Record<string, { happened: string; todo: string }> = {
  Verification: {
    happened: 'This link could not be used.',
    todo: 'A link works once, for 15 minutes, in the browser that asked for it. Ask for a new one below.',
  },
  EmailSignin: { happened: 'No link was sent.', todo: 'Check the address and ask again.' },
  expired: { happened: 'Your session has ended.', todo: 'Sign in again to go on where you were.' },
}

interface Props {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>
}

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error } = await searchParams
  const target = safeCallbackUrl(callbackUrl)
  if (await findMember()) redirect(target)
  const problem =
    typeof error === 'string'
      ? (ERRORS[error] ?? { happened: 'Signing in did not work.', todo: 'Ask for a new link below.' })
      : undefined
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-sm content-center gap-6 px-4 py-16">
      <Link href="/" className="text-base font-semibold text-ink-soft hover:text-ink">
        Lethe
      </Link>
      <h1 className="text-2xl font-semibold">Sign in</h1>
      {problem && (
        <Alert happened={problem.happened} kept="You are not signed in. Nothing was changed." todo={problem.todo} />
      )}
      <EmailForm callbackUrl={target} hint={linkDelivery().hint} />
    </main>
  )
}
