'use client'

import { useState } from 'react'
import { FeedbackForm, type GivenWords } from '../analysis/feedback-form.tsx'
import { request } from '../request.ts'
import { Alert } from '../ui/alert.tsx'

const FAILED = { happened: 'What you said was not saved.', todo: 'Try again in a minute.' }
const GONE = {
  happened: 'This link no longer holds.',
  kept: 'Nothing was saved.',
  todo: 'Its time is over, or the analysis or the channel was deleted.',
}

/** A word from a channel, by the link of its message. */
export function LinkForm({ token }: { token: string }) {
  const [state, setState] = useState<'idle' | 'saving' | 'saved' | 'failed' | 'gone'>('idle')

  async function give({ rating, realCause, helped }: GivenWords) {
    setState('saving')
    const body = { rating, ...(realCause ? { realCause } : {}), ...(helped ? { helped } : {}) }
    const answer = await request('POST', `/api/feedback/${encodeURIComponent(token)}`, body).catch(() => null)
    setState(answer?.ok ? 'saved' : answer?.status === 404 ? 'gone' : 'failed')
  }

  if (state === 'saved')
    return (
      <Alert
        tone="note"
        happened="Thank you. It is saved."
        kept="As said by someone in the channel, since you are not signed in here."
        todo="The same link changes it, until it expires."
      />
    )
  if (state === 'gone') return <Alert {...GONE} />
  return (
    <>
      {state === 'failed' && <Alert {...FAILED} kept="Your words are still in the fields." />}
      <FeedbackForm busy={state === 'saving'} onGive={give} />
    </>
  )
}
