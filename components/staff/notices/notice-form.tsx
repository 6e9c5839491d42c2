'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { call, issueAt, type Problem } from '../../settings/call.ts'
import { Choice } from '../../settings/setting.tsx'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/input.tsx'
import { Field } from '../../ui/label.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { type Firm, PlannedFirms } from './planned-firms.tsx'

export interface NoticeFormProps {
  /** Null for a new one. */
  id: string | null
  topic: string
  topics: readonly { value: string; text: string; needsDay: boolean }[]
  subject: string
  words: string
  /** As 2027-01-31, or empty. */
  effectiveOn: string
  planned: readonly Firm[]
  earliestDay: string
}

/** Words and day of a notice; what changes is written by the software and shown once it is saved. */
export function NoticeForm({ id, topics, earliestDay, ...start }: NoticeFormProps) {
  const router = useRouter()
  const [given, setGiven] = useState(start)
  const [state, setState] = useState<'idle' | 'saved' | Problem>('idle')
  const problem = typeof state === 'object' ? state : null
  const needsDay = topics.find(({ value }) => value === given.topic)?.needsDay ?? true

  function set(change: Partial<typeof start>) {
    setGiven({ ...given, ...change })
    setState('idle')
  }

  async function save(event: FormEvent) {
    event.preventDefault()
    const { topic, subject, words, effectiveOn } = given
    const planned = topic === 'subprocessors' ? given.planned : []
    const body = { subject, words, effectiveOn: effectiveOn === '' ? null : effectiveOn, planned }
    const saved = id
      ? await call<null>('PUT', `/api/staff/notices/${id}`, body)
      : await call<{ id: string }>('POST', '/api/staff/notices', { topic, ...body })
    setState(saved.ok ? 'saved' : saved)
    if (!saved.ok) return
    if (saved.value) router.push(`/staff/notices/${saved.value.id}`)
    else router.refresh()
  }

  return (
    <form onSubmit={save} className="grid w-full max-w-2xl gap-4">
      {problem && <Alert {...problem.problem} />}
      {id === null && (
        <Choice name="topic" legend="Topic" value={given.topic} options={topics} onChange={(topic) => set({ topic })} />
      )}
      <Field id="subject" label="Subject" help="Of the mail, and on the page of changes.">
        <Input
          id="subject"
          required
          maxLength={150}
          aria-describedby="subject-help"
          value={given.subject}
          onChange={({ target }) => set({ subject: target.value })}
        />
      </Field>
      <Field id="words" label="Your words" help="Why, and what it means for readers. Plain text.">
        <Textarea
          id="words"
          required
          maxLength={8000}
          aria-describedby="words-help"
          value={given.words}
          onChange={({ target }) => set({ words: target.value })}
        />
      </Field>
      <DayField
        needed={needsDay}
        earliestDay={earliestDay}
        error={problem ? issueAt(problem, 'effectiveOn') : undefined}
        value={given.effectiveOn}
        onChange={(effectiveOn) => set({ effectiveOn })}
      />
      {given.topic === 'subprocessors' && (
        <PlannedFirms firms={given.planned} onChange={(planned) => set({ planned })} />
      )}
      <div className="flex items-center gap-3">
        <Button type="submit" variant="primary">
          {id === null ? 'Save and preview' : 'Save'}
        </Button>
        <span role="status" className="text-sm text-ink-soft">
          {state === 'saved' ? 'Saved.' : ''}
        </span>
      </div>
    </form>
  )
}

interface DayFieldProps {
  needed: boolean
  earliestDay: string
  error: string | undefined
  value: string
  onChange(day: string): void
}

function DayField({ needed, earliestDay, error, value, onChange }: DayFieldProps) {
  return (
    <Field
      id="effective"
      label={needed ? 'Takes effect on (00:00 UTC)' : 'Takes effect on (00:00 UTC), if on a day'}
      help={needed ? `Signers may object until then: ${earliestDay} or later.` : undefined}
      error={error}
    >
      <Input
        id="effective"
        type="date"
        required={needed}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </Field>
  )
}
