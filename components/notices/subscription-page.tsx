import { utcText } from '../analysis/utc-text.ts'
import { ConfirmForm, EndForm, TopicsForm } from './subscription-forms.tsx'
import type { TopicChoice } from './topic-ticks.tsx'

export type SubscriptionLink =
  | { kind: 'request'; email: string; topics: readonly string[] }
  | {
      kind: 'subscriber'
      email: string
      topics: readonly string[]
      confirmedAt: Date
      mails: readonly { subject: string; sentAt: Date }[]
    }

export interface SubscriptionPageProps {
  token: string
  link: SubscriptionLink
  choices: readonly TopicChoice[]
}

/** An address to confirm, or a subscription: topics, its end, and all that is kept of it. */
export function SubscriptionPage({ token, link, choices }: SubscriptionPageProps) {
  const { email, topics } = link
  const asked = link.kind === 'request'
  return (
    <main id="content" className="mx-auto grid max-w-3xl gap-8 px-4 pt-10 sm:px-6 sm:pt-16">
      <header className="grid gap-3">
        <h1 className="text-2xl font-semibold text-balance text-ink sm:text-3xl">
          {asked ? 'Confirm your address' : 'Your subscription'}
        </h1>
        <p className="measure text-lg wrap-anywhere text-ink-soft">
          {asked
            ? `Somebody asked that ${email} be told of changes. Nothing is sent until you confirm it.`
            : `Notices go to ${email}. They are plain text: whether you open one is not asked.`}
        </p>
      </header>
      {asked ? (
        <>
          <ul className="grid gap-1 text-base text-ink">
            {choices
              .filter(({ topic }) => topics.includes(topic))
              .map(({ topic, name }) => (
                <li key={topic}>{name}</li>
              ))}
          </ul>
          <ConfirmForm token={token} />
          <EndForm token={token} label="It was not me: delete the address" />
        </>
      ) : (
        <>
          <TopicsForm token={token} choices={choices} chosen={topics} />
          <section aria-labelledby="end-title" className="grid gap-3 border-t border-line pt-6">
            <h2 id="end-title" className="text-lg font-semibold text-ink">
              End it
            </h2>
            <p className="measure text-base text-ink-soft">
              At once. Your address, the topics and the list below are deleted.
            </p>
            <EndForm token={token} label="Unsubscribe" />
          </section>
          <Kept confirmedAt={link.confirmedAt} mails={link.mails} />
        </>
      )}
    </main>
  )
}

function Kept({
  confirmedAt,
  mails,
}: Pick<Extract<SubscriptionLink, { kind: 'subscriber' }>, 'confirmedAt' | 'mails'>) {
  return (
    <section aria-labelledby="kept-title" className="grid gap-3 border-t border-line pt-6">
      <h2 id="kept-title" className="text-lg font-semibold text-ink">
        What is kept
      </h2>
      <p className="measure text-base text-ink-soft">
        Your address, the topics, when you confirmed it ({utcText(confirmedAt, 'minutes')}), hashes of the links of our
        mails, and which mails were sent:
      </p>
      {mails.length === 0 ? (
        <p className="text-base text-ink-soft">None so far.</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {mails.map(({ subject, sentAt }) => (
            <li key={`${subject}${sentAt.toISOString()}`} className="grid gap-0.5 py-2">
              <span className="break-words text-ink">{subject}</span>
              <span className="figures text-sm text-ink-soft">{utcText(sentAt, 'minutes')}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
