'use client'

import { useState } from 'react'
import { ConfirmButton } from '../../settings/confirm-button.tsx'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/label.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { useAct } from '../use-act.ts'
import { AdvisoryForm, type AdvisoryValues } from './advisory-form.tsx'

export interface AdvisoryDeskProps {
  id: string
  revision: number
  text: AdvisoryValues
  /** Null for a draft. */
  number: string | null
  /** Whoever looks changed it last. */
  own: boolean
  changedBy: string | null
}

export function AdvisoryDesk({ id, revision, text, number, own, changedBy }: AdvisoryDeskProps) {
  if (number !== null) return <Published id={id} number={number} title={text.title} />
  return (
    <div className="grid gap-6">
      <AdvisoryForm key={revision} id={id} revision={revision} start={text} />
      {revision > 0 && <PublishAct id={id} revision={revision} own={own} changedBy={changedBy} />}
    </div>
  )
}

function PublishAct({
  id,
  revision,
  own,
  changedBy,
}: Pick<AdvisoryDeskProps, 'id' | 'revision' | 'own' | 'changedBy'>) {
  const { act, problem } = useAct()
  const who = own ? 'You changed it last' : `${changedBy ?? 'A colleague'} changed it last`
  return (
    <div className="grid gap-3">
      {problem && <Alert {...problem.problem} />}
      <p className="measure text-ink">
        {own
          ? `${who}. Better a colleague reads and publishes it; if you do it alone, the log says so.`
          : `${who}. Read it as it was saved above, and publish it.`}
      </p>
      <div>
        <ConfirmButton
          button={own ? 'Publish it alone' : 'Publish it'}
          label="Publish the advisory"
          title="Publish the advisory?"
          text="Everybody can read it, as it was saved. It cannot be changed or taken back; corrections are added below it."
          act="Publish it"
          variant={own ? 'secondary' : 'primary'}
          keep="Not yet"
          onConfirm={async () =>
            void (await act('POST', `/api/staff/requests/${id}/advisory/publish`, { revision, alone: own }))
          }
        />
      </div>
    </div>
  )
}

function Published({ id, number, title }: { id: string; number: string; title: string }) {
  const { act, problem } = useAct()
  const [words, setWords] = useState('')
  const correct = async () => {
    if (await act('POST', `/api/staff/requests/${id}/advisory/corrections`, { words })) setWords('')
  }
  return (
    <div className="grid max-w-2xl gap-3">
      {problem && <Alert {...problem.problem} />}
      <p className="wrap-anywhere text-ink">
        Published as{' '}
        <a href={`/advisories/${number}`} className="text-accent underline underline-offset-4">
          {`${number}: ${title}`}
        </a>
        .
      </p>
      <Field
        id="correction"
        label="A correction"
        help="Added below it for everybody, with the time. It cannot be changed."
      >
        <Textarea
          id="correction"
          maxLength={4000}
          aria-describedby="correction-help"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
      </Field>
      <div>
        <Button disabled={words.trim() === ''} onClick={correct}>
          Add the correction
        </Button>
      </div>
    </div>
  )
}
