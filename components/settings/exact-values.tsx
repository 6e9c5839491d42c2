'use client'

import { useState } from 'react'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'
import { Textarea } from '../ui/textarea.tsx'
import type { Problem } from './call.ts'
import { Setting } from './setting.tsx'
import { addValues, removeValues, type ValueGroup } from './settings-client.ts'

/** Values are entered once and never shown again: a list has a label and a count. */
export function ExactValues({ lists: given }: { lists: readonly ValueGroup[] }) {
  const [lists, setLists] = useState(given)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [draft, setDraft] = useState({ label: '', values: '' })
  const values = draft.values.split('\n').flatMap((line) => line.trim() || [])

  const add = async () => {
    const saved = await addValues(draft.label, values)
    setProblem(saved.ok ? null : saved)
    if (!saved.ok) return
    setLists(saved.value.values)
    setDraft({ label: '', values: '' })
  }
  const remove = async (id: string) => {
    const saved = await removeValues(id)
    setProblem(saved.ok ? null : saved)
    if (saved.ok) setLists(lists.filter((list) => list.id !== id))
  }

  return (
    <Setting
      id="values"
      title="Exact values"
      effect="These words are struck out wherever they stand, also encoded. They are kept sealed, are never shown again, and are applied by the server only: a browser is not given them, so the preview of a log does not show them struck out."
    >
      <ValueLists lists={lists} onRemove={remove} />
      <Field id="values-label" label="Label" help="What these values are, for the people who look at this page.">
        <Input
          id="values-label"
          aria-describedby="values-label-help"
          maxLength={80}
          value={draft.label}
          onChange={(event) => setDraft({ ...draft, label: event.target.value })}
        />
      </Field>
      <Field id="values-text" label="Values, one a line" help="4 to 500 characters each. At most 1,000 in a workspace.">
        <Textarea
          id="values-text"
          aria-describedby="values-text-help"
          spellCheck={false}
          autoComplete="off"
          value={draft.values}
          onChange={(event) => setDraft({ ...draft, values: event.target.value })}
          className="font-mono text-sm"
        />
      </Field>
      {problem && <Alert {...problem.problem} />}
      <div>
        <Button onClick={add} disabled={draft.label.trim() === '' || values.length === 0}>
          Seal and keep
        </Button>
      </div>
    </Setting>
  )
}

function ValueLists({ lists, onRemove }: { lists: readonly ValueGroup[]; onRemove(id: string): void }) {
  if (lists.length === 0) return <p className="text-base text-ink-soft">None yet.</p>
  return (
    <ul aria-label="Lists of exact values" className="divide-y divide-line rounded-card border border-line">
      {lists.map(({ id, label, count }) => (
        <li key={id} className="flex items-center gap-3 px-3 py-2 text-base">
          <span className="min-w-0 flex-1 break-words">{label}</span>
          <span className="figures text-ink-soft">
            {count} {count === 1 ? 'value' : 'values'}
          </span>
          <Button variant="quiet" size="small" onClick={() => onRemove(id)} aria-label={`Remove ${label}`}>
            Remove
          </Button>
        </li>
      ))}
    </ul>
  )
}
