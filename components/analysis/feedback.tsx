'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { request } from '../request.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { FeedbackForm, type GivenWords } from './feedback-form.tsx'
import { printableProse } from './printable.ts'
import { Section } from './section.tsx'
import { utcText } from './utc-text.ts'
import { RATING_WORDS } from './words.ts'

/** A word about an answer, as a page shows it. */
export interface FeedbackEntry {
  id: string
  rating: keyof typeof RATING_WORDS
  realCause: string | null
  helped: string | null
  /** "Alice", "someone in #ops"; the person may have left since. */
  by: string
  mine: boolean
  at: Date
}

export interface FeedbackProps {
  analysisId: string
  entries: readonly FeedbackEntry[]
  mayJudge: boolean
}

const FAILED = { happened: 'What you said was not saved.', todo: 'Try again in a minute.' }

/** What people here said of this answer, and one's own word. */
export function Feedback({ analysisId, entries, mayJudge }: FeedbackProps) {
  const router = useRouter()
  const mine = entries.find((entry) => entry.mine)
  const [changing, setChanging] = useState(false)
  const [state, setState] = useState<'idle' | 'saving' | 'saved' | 'failed'>('idle')

  async function give({ rating, realCause, helped }: GivenWords) {
    setState('saving')
    const body = { rating, ...(realCause ? { realCause } : {}), ...(helped ? { helped } : {}) }
    const answer = await request('POST', `/api/analyses/${encodeURIComponent(analysisId)}/feedback`, body).catch(
      () => null,
    )
    if (!answer?.ok) return setState('failed')
    setState('saved')
    setChanging(false)
    router.refresh()
  }

  if (entries.length === 0 && !mayJudge) return null
  return (
    <Section title="What people say">
      <div className="grid gap-4 print:hidden">
        {entries.length > 0 && (
          <ul className="grid gap-3">
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ul>
        )}
        {state === 'failed' && <Alert {...FAILED} kept="Your words are still in the fields." />}
        <p role="status" className="sr-only">
          {state === 'saved' ? 'Saved.' : ''}
        </p>
        {mayJudge &&
          (mine && !changing ? (
            <Button className="w-fit" onClick={() => setChanging(true)}>
              Change what you said
            </Button>
          ) : (
            <FeedbackForm
              busy={state === 'saving'}
              onGive={give}
              initial={mine && { rating: mine.rating, realCause: mine.realCause ?? '', helped: mine.helped ?? '' }}
            />
          ))}
      </div>
    </Section>
  )
}

function Entry({ entry: { rating, realCause, helped, by, at } }: { entry: FeedbackEntry }) {
  return (
    <li className="grid gap-0.5 border-l-2 border-line pl-3">
      <p className="text-base text-ink">
        <span className="font-semibold">{RATING_WORDS[rating]}</span>{' '}
        <span className="text-sm text-ink-soft">
          {printableProse(by)}, <time dateTime={new Date(at).toISOString()}>{utcText(at, 'minutes')}</time>
        </span>
      </p>
      {realCause !== null && <p className="wrap-anywhere text-ink-soft">Real cause: {printableProse(realCause)}</p>}
      {helped !== null && <p className="wrap-anywhere text-ink-soft">Helped: {printableProse(helped)}</p>}
    </li>
  )
}
