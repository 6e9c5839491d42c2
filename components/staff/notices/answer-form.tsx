'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { call, type Problem } from '../../settings/call.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/label.tsx'
import { Textarea } from '../../ui/textarea.tsx'

export function AnswerForm({ id, company }: { id: string; company: string }) {
  const router = useRouter()
  const [answer, setAnswer] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)

  async function send(event: FormEvent) {
    event.preventDefault()
    const saved = await call<null>('POST', `/api/staff/objections/${id}`, { answer })
    setProblem(saved.ok ? null : saved)
    if (saved.ok) router.refresh()
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
