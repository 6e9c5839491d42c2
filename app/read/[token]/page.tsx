import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AlertCard } from '#components/analysis/alert-card.tsx'
import { Result } from '#components/analysis/result.tsx'
import { utcText } from '#components/analysis/utc-text.ts'
import { Wordmark } from '#components/site/wordmark.tsx'
import { ThemeToggle } from '#components/theme-toggle.tsx'
import { openShared } from '#lib/sharing.ts'

// Not the analysis' own title: a browser keeps titles in its history.
export const metadata: Metadata = {
  title: 'Shared analysis',
  robots: { index: false, follow: false, noarchive: true, nosnippet: true },
}

interface Props {
  params: Promise<{ token: string }>
}

/** One analysis for whoever was given its link: to read, without a session and without the way to any other page of it. */
export default async function SharedPage({ params }: Props) {
  const shared = await openShared((await params).token)
  if (!shared) notFound()
  const { analysis, alert, createdAt, expiresAt } = shared
  return (
    <>
      <header className="border-b border-line print:hidden">
        <div className="mx-auto flex h-12 max-w-6xl items-center justify-between px-4 sm:px-6">
          <Wordmark className="text-base" />
          <ThemeToggle />
        </div>
      </header>
      <main id="main" className="mx-auto grid w-full max-w-6xl gap-6 px-4 py-6 sm:px-6">
        <p className="measure border-b border-line pb-4 text-ink-soft">
          An analysis of{' '}
          <time dateTime={createdAt.toISOString()} className="figures text-sm">
            {utcText(createdAt)}
          </time>
          , shared with you to read. This link ends{' '}
          <time dateTime={expiresAt.toISOString()} className="figures text-sm">
            {utcText(expiresAt)}
          </time>{' '}
          at the latest. No line of the log is kept: lines are cited by number and masked template.
        </p>
        {alert && <AlertCard alert={alert} />}
        <Result analysis={analysis} />
      </main>
    </>
  )
}
