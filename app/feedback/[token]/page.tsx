import type { Metadata } from 'next'
import { LinkForm } from '#components/feedback-link/link-form.tsx'
import { isFeedbackLink } from '#lib/feedback.ts'

export const metadata: Metadata = { title: 'Was it right?', robots: { index: false, follow: false } }

interface Props {
  params: Promise<{ token: string }>
}

/** Opened from a message, also by machines that preview links: looking changes nothing, and shows nothing of any analysis. */
export default async function FeedbackPage({ params }: Props) {
  const { token } = await params
  const holds = isFeedbackLink(token)
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-xl content-center gap-6 px-4 py-16">
      <a href="/" className="w-fit text-base font-semibold text-ink-soft hover:text-ink">
        Lethe
      </a>
      <h1 className="text-2xl font-semibold">{holds ? 'Was the answer right?' : 'This link does not hold.'}</h1>
      {holds ? (
        <>
          <p className="measure text-ink-soft">
            It is about the analysis in the message that brought you here, and about nothing else. The analysis itself
            is shown to members of its workspace only.
          </p>
          <LinkForm token={token} />
        </>
      ) : (
        <p className="measure text-ink-soft">
          It has expired, or it was cut off when it was copied. Members of the workspace can still say it on the page of
          the analysis.
        </p>
      )}
    </main>
  )
}
