'use client'

import { type FormEvent, useState } from 'react'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/label.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { useAct } from '../use-act.ts'

export function AnswerForm({ id, company }: { id: string; company: string }) {
  const { act, problem } = useAct()
  const [answer, setAnswer] = useState('')

  function send(event: FormEvent) {
    event.preventDefault()
    return act('POST', `/api/staff/objections/${id}`, { answer })
  }
  return (
    <form onSubmit={send} className="grid max-w-2xl gap-3">
      {problem && <Alert {...problem.problem} />}
      <Field
        id={`answer-${id}`}
        label={`Answer to ${company}`}
        help="Once, by mail and on their page. It cannot be changed."
      >
        <Textarea
          id={`answer-${id}`}
          required
          maxLength={4000}
          aria-describedby={`answer-${id}-help`}
          value={answer}
          onChange={({ target }) => setAnswer(target.value)}
        />
      </Field>
      <div>
        <Button type="submit">Send the answer</Button>
      </div>
    </form>
  )
}
