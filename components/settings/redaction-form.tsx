'use client'

import { useState } from 'react'
import type { RedactionSettings } from '#lib/redaction-policy.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Textarea } from '../ui/textarea.tsx'
import type { Issue, Saved } from './call.ts'
import { type Draft, filledRows, fromDraft, toDraft } from './draft.ts'
import { PatternRows } from './pattern-rows.tsx'
import { Choice, Setting, Tick } from './setting.tsx'
import { saveSettings } from './settings-client.ts'
import { Tester } from './tester.tsx'

const MAX_PATTERNS = 50

const SEE_ABOVE = {
  happened: 'Some of it cannot be used.',
  todo: 'The reasons stand beside the field names and patterns above.',
}

const ADDRESSES = [
  { value: 'keep-private', text: 'Keep private ones, redact the others' },
  { value: 'redact', text: 'Redact all' },
  { value: 'keep', text: 'Keep all' },
] as const

/** Everything of a workspace's redaction that is not secret. One draft, one save, one place to try it before. */
export function RedactionForm({ settings }: { settings: RedactionSettings }) {
  const [draft, setDraft] = useState(() => toDraft(settings))
  const [saved, setSaved] = useState<Saved<unknown> | null>(null)
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part })
    setSaved(null)
  }
  const save = async () => {
    setBusy(true)
    setSaved(await saveSettings(fromDraft(draft)))
    setBusy(false)
  }
  const issues = saved && !saved.ok ? saved.issues : []
  return (
    <div className="grid">
      <Addresses draft={draft} onChange={change} />
      <Fields draft={draft} onChange={change} issues={issues} />
      <Patterns draft={draft} onChange={change} issues={issues} />
      <Setting id="try" title="Try it" effect="What the settings above do to a text, before you save them.">
        <Tester settings={fromDraft(draft)} />
      </Setting>
      <Keeping draft={draft} onChange={change} />
      <div className="grid gap-3 pb-6">
        {saved && !saved.ok && <Alert {...saved.problem} {...(issues.length > 0 ? SEE_ABOVE : {})} />}
        {saved?.ok && <Alert tone="note" happened="Saved." kept="The next log is redacted by these settings." />}
        <div>
          <Button variant="primary" onClick={save} disabled={busy}>
            Save settings
          </Button>
        </div>
      </div>
    </div>
  )
}

interface PartProps {
  draft: Draft
  onChange(part: Partial<Draft>): void
}

function Addresses({ draft, onChange }: PartProps) {
  return (
    <>
      <Setting
        id="addresses"
        title="Network addresses"
        effect="Private addresses name a machine of yours and help an analysis; public ones may name a person."
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <Choice
            name="ip"
            legend="IP addresses"
            value={draft.ip}
            options={ADDRESSES}
            onChange={(ip) => onChange({ ip })}
          />
          <Choice
            name="mac"
            legend="MAC addresses"
            value={draft.mac}
            options={ADDRESSES}
            onChange={(mac) => onChange({ mac })}
          />
        </div>
      </Setting>
      <Setting
        id="placeholder"
        title="Placeholder"
        effect="What stands where something was. A typed one says of which kind it was and which values were equal."
      >
        <Choice
          name="placeholder"
          legend="Style"
          value={draft.placeholder}
          options={[
            { value: 'typed', text: 'Typed: [EMAIL_1]' },
            { value: 'literal', text: 'The same for all: ⟨redacted⟩' },
          ]}
          onChange={(placeholder) => onChange({ placeholder })}
        />
      </Setting>
    </>
  )
}

function Fields({ draft, onChange, issues }: PartProps & { issues: readonly Issue[] }) {
  const names = fromDraft(draft).fields
  const wrong = issues.filter(({ path }) => path.startsWith('fields.'))
  return (
    <Setting
      id="fields"
      title="Field names"
      effect="The value after such a name is struck out, in JSON, logfmt, query strings, headers and the like. Case, _, - and . do not matter. One a line, at most 200."
    >
      <Textarea
        aria-labelledby="fields-title"
        spellCheck={false}
        placeholder={'badge_no\ndepot_code'}
        value={draft.fields}
        onChange={(event) => onChange({ fields: event.target.value })}
        aria-invalid={wrong.length > 0 || undefined}
        className="font-mono text-sm"
      />
      {wrong.map(({ path, message }) => (
        <p key={path} role="alert" className="border-l-2 border-ink pl-2 text-sm font-medium text-ink">
          {names[Number(path.split('.')[1])] ?? 'Field names'}: {message}
        </p>
      ))}
    </Setting>
  )
}

function Patterns({ draft, onChange, issues }: PartProps & { issues: readonly Issue[] }) {
  const rows = filledRows(draft.patterns)
  const reasons = new Map<number, string>()
  for (const { path, message } of issues) {
    const row = path.startsWith('patterns.') ? rows[Number(path.split('.')[1])] : undefined
    if (row) reasons.set(row.key, message)
  }
  return (
    <Setting
      id="patterns"
      title="Patterns"
      effect="What matches is struck out, line by line. The syntax is RE2, whose time grows with the text and no faster: no look-ahead, no back-references. At most 50."
    >
      <PatternRows
        rows={draft.patterns}
        reasons={reasons}
        max={MAX_PATTERNS}
        onChange={(patterns) => onChange({ patterns })}
      />
    </Setting>
  )
}

function Keeping({ draft: { allowKeep }, onChange }: PartProps) {
  return (
    <section aria-labelledby="keeping-title" className="my-6 grid gap-3 rounded-card border border-edge border-l-4 p-4">
      <h2 id="keeping-title" className="text-lg font-semibold text-ink">
        Letting something pass
      </h2>
      <p className="measure text-base text-ink-soft">
        With this on, a member may send one redacted place of one log as it is. It is then read by the engine, and the
        audit log says who did it. Secrets, cards and account numbers never pass, and exact values never do.
      </p>
      <Tick
        label="Members may keep personal data, such as an e-mail address"
        checked={allowKeep.pii}
        onChange={(pii) => onChange({ allowKeep: { ...allowKeep, pii } })}
      />
      <Tick
        label="Members may keep what a field name or pattern of this workspace found"
        checked={allowKeep.custom}
        onChange={(custom) => onChange({ allowKeep: { ...allowKeep, custom } })}
      />
    </section>
  )
}
