import { type FormEvent, useState } from 'react'
import { issueAt, type Problem } from '../../settings/call.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/input.tsx'
import { Field } from '../../ui/label.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { useAct } from '../use-act.ts'
import { Select } from './select.tsx'

export interface AdvisoryValues {
  title: string
  summary: string
  affected: string
  fixedIn: string
  severity: string
  credit: string
  reportedOn: string
  fixedOn: string
}

const SEVERITIES = ['low', 'medium', 'high', 'critical'].map((value) => ({ value, text: value }))
const LINES = [
  { name: 'affected', label: 'Affected', max: 300, type: 'text', required: true },
  { name: 'fixedIn', label: 'Fixed in', max: 300, type: 'text', required: true },
  { name: 'credit', label: 'Credit, if they want to be named', max: 120, type: 'text', required: false },
  { name: 'reportedOn', label: 'Reported on', max: 10, type: 'date', required: true },
  { name: 'fixedOn', label: 'Mended on', max: 10, type: 'date', required: true },
] as const

/** The draft. `revision`: 0 for a new one. */
export function AdvisoryForm({ id, revision, start }: { id: string; revision: number; start: AdvisoryValues }) {
  const { act, problem } = useAct()
  const [text, setText] = useState(start)
  const set = (name: keyof AdvisoryValues, value: string) => setText({ ...text, [name]: value })
  const save = (event: FormEvent) => {
    event.preventDefault()
    return act('PUT', `/api/staff/requests/${id}/advisory`, { revision, text })
  }
  return (
    <form onSubmit={save} className="grid max-w-2xl gap-3">
      {problem && <Alert {...problem.problem} />}
      <Field id="draft-title" label="Title">
        <Input
          id="draft-title"
          required
          maxLength={150}
          value={text.title}
          onChange={({ target }) => set('title', target.value)}
        />
      </Field>
      <Field id="draft-summary" label="Summary" help="What it was, who could do what, and what users should do.">
        <Textarea
          id="draft-summary"
          required
          rows={6}
          maxLength={8000}
          aria-describedby="draft-summary-help"
          value={text.summary}
          onChange={({ target }) => set('summary', target.value)}
        />
      </Field>
      <Field id="draft-severity" label="Severity">
        <Select
          id="draft-severity"
          value={text.severity}
          options={SEVERITIES}
          onChange={({ target }) => set('severity', target.value)}
        />
      </Field>
      <LineFields text={text} set={set} problem={problem} />
      <div>
        <Button type="submit">{revision === 0 ? 'Save the draft' : 'Save it'}</Button>
      </div>
    </form>
  )
}

interface LineFieldsProps {
  text: AdvisoryValues
  set(name: keyof AdvisoryValues, value: string): void
  problem: Problem | null
}

function LineFields({ text, set, problem }: LineFieldsProps) {
  return (
    <>
      {LINES.map(({ name, label, max, type, required }) => (
        <Field key={name} id={`draft-${name}`} label={label} error={issueAt(problem, `text.${name}`)}>
          <Input
            id={`draft-${name}`}
            type={type}
            required={required}
            maxLength={max}
            value={text[name]}
            onChange={({ target }) => set(name, target.value)}
          />
        </Field>
      ))}
    </>
  )
}
