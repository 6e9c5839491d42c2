'use client'

import { type FormEvent, useState } from 'react'
import type { ChannelKind } from '#lib/pipeline/deliver/senders.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'
import { AddToSlack } from './add-to-slack.tsx'
import { issueAt, type Problem } from './call.ts'
import { addChannel, type ShownChannel } from './channel-client.ts'
import { CHANNEL_FORMS, CHANNEL_KINDS_OFFERED, type ChannelField } from './channel-kinds.ts'
import { Choice } from './setting.tsx'

export interface NewChannelProps {
  /** `secret`: of a webhook of ours, to be shown this once. */
  onAdded(channel: ShownChannel, secret: string | null): void
  onCancel(): void
  /** True where Slack can be asked for a channel without pasting anything. */
  slackApp: boolean
}

const KINDS = CHANNEL_KINDS_OFFERED.map((value) => ({ value, text: CHANNEL_FORMS[value].name }))
const NO_VALUES: Readonly<Record<string, string>> = {}

export function NewChannel({ onAdded, onCancel, slackApp }: NewChannelProps) {
  const [kind, setKind] = useState<ChannelKind>('slack_webhook')
  const [name, setName] = useState('')
  const [values, setValues] = useState(NO_VALUES)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const { name: receiver, lead, steps, fields } = CHANNEL_FORMS[kind]
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const given = Object.fromEntries(fields.map((field) => [field.name, values[field.name] ?? '']))
    const saved = await addChannel({ ...given, kind, name })
    setBusy(false)
    if (saved.ok) onAdded(saved.value.channel, saved.value.secret)
    else setProblem(saved)
  }
  const named = fields.some((field) => issueAt(problem, field.name) !== undefined)
  return (
    <form onSubmit={save} className="grid gap-5 rounded-card border border-line bg-surface p-4 sm:p-6">
      <div className="grid gap-1">
        <h2 className="text-lg font-semibold text-ink">Add {receiver}</h2>
        <p className="measure text-base text-ink-soft">{lead}</p>
      </div>
      {KINDS.length > 1 && (
        <Choice<ChannelKind> name="kind" legend="Receiver" value={kind} options={KINDS} onChange={setKind} />
      )}
      {slackApp && kind.startsWith('slack_') && <AddToSlack />}
      <ol className="measure grid list-decimal gap-1.5 pl-5 text-base text-ink marker:text-ink-soft">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Field id="channel-name" label="Name" help="For your workspace, such as the name of the channel there.">
        <Input
          id="channel-name"
          aria-describedby="channel-name-help"
          required
          maxLength={80}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
          className="max-w-xl"
        />
      </Field>
      {fields.map((field) => (
        <ChannelInput
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          error={issueAt(problem, field.name)}
          onChange={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
      {problem && !named && <Alert {...problem.problem} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabled={busy}>
          Seal and add
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

interface ChannelInputProps {
  field: ChannelField
  value: string
  error: string | undefined
  onChange(value: string): void
}

function ChannelInput({ field, value, error, onChange }: ChannelInputProps) {
  const id = `channel-${field.name}`
  return (
    <Field id={id} label={field.label} help={field.help} error={error}>
      <Input
        id={id}
        type={field.type === 'secret' ? 'password' : field.type}
        aria-describedby={`${id}-help${error === undefined ? '' : ` ${id}-error`}`}
        aria-invalid={error === undefined ? undefined : true}
        required
        maxLength={field.maxLength}
        placeholder={field.placeholder}
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="max-w-xl font-mono"
      />
    </Field>
  )
}
