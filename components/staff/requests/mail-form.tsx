'use client'

import { type FormEvent, useState } from 'react'
import { issueAt } from '../../settings/call.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/input.tsx'
import { Field } from '../../ui/label.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { useAct } from '../use-act.ts'
import { Select } from './select.tsx'

export interface MailFormProps {
  id: string
  to: string
  templates: readonly { id: string; name: string; subject: string; text: string }[]
}

const EMPTY = { subject: '', text: '' }
const BEGIN = { value: '', text: 'Begin with a template …' }

/** A mail to who asked. A template fills it; what stands in [brackets] has to be filled in before it can be sent. */
export function MailForm({ id, to, templates }: MailFormProps) {
  const { act, problem } = useAct()
  const [mail, setMail] = useState(EMPTY)
  function fill(template: string) {
    const found = templates.find(({ id }) => id === template)
    if (found) setMail({ subject: found.subject, text: found.text })
  }
  async function send(event: FormEvent) {
    event.preventDefault()
    if (await act('POST', `/api/staff/requests/${id}/mails`, mail)) setMail(EMPTY)
  }
  return (
    <form onSubmit={send} className="grid max-w-2xl gap-3">
      {problem && <Alert {...problem.problem} />}
      <Field id="template" label="Template">
        <Select
          id="template"
          value=""
          options={[BEGIN, ...templates.map(({ id, name }) => ({ value: id, text: name }))]}
          onChange={({ target }) => fill(target.value)}
        />
      </Field>
      <Field id="mail-subject" label="Subject" error={issueAt(problem, 'subject')}>
        <Input
          id="mail-subject"
          required
          maxLength={150}
          value={mail.subject}
          onChange={({ target }) => setMail({ ...mail, subject: target.value })}
        />
      </Field>
      <Field
        id="mail-text"
        label={`Text, to ${to}`}
        help="What stands in [brackets] is yours to fill in."
        error={issueAt(problem, 'text')}
      >
        <Textarea
          id="mail-text"
          required
          maxLength={8000}
          rows={8}
          aria-describedby="mail-text-help"
          value={mail.text}
          onChange={({ target }) => setMail({ ...mail, text: target.value })}
        />
      </Field>
      <div>
        <Button type="submit" variant="primary">
          Send the mail
        </Button>
      </div>
    </form>
  )
}
