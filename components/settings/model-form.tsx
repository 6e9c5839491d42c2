'use client'

import { type FormEvent, useState } from 'react'
import type { ModelPolicyView } from '#lib/model-policy.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'
import { call, issueAt, type Saved } from './call.ts'
import { type Mode, type ModelNames, modeWords, readLimit } from './model-words.ts'
import { Setting } from './setting.tsx'
import { UsedThisMonth } from './used-this-month.tsx'

interface Draft {
  mode: Mode
  tokens: string
  usd: string
  baseUrl: string
  allowPictures: boolean
}

export interface ModelFormProps {
  view: ModelPolicyView
  names: ModelNames
  onSaved(view: ModelPolicyView): void
}

/** Mode, ceilings and address: one draft, one save. The key has a form of its own, as it goes one way only. */
export function ModelForm({ view, names, onSaved }: ModelFormProps) {
  const [draft, setDraft] = useState(() => draftOf(view))
  const [saved, setSaved] = useState<Saved<ModelPolicyView> | null>(null)
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part })
    setSaved(null)
  }
  const limits = { tokens: readLimit(draft.tokens, 1), usd: readLimit(draft.usd, 1_000_000) }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const baseUrl = draft.baseUrl.trim() === '' ? null : draft.baseUrl.trim()
    const answer = await call<ModelPolicyView>('PUT', '/api/model-policy', {
      ...{ mode: draft.mode, baseUrl, monthlyTokens: limits.tokens, monthlyMicroUsd: limits.usd },
      allowPictures: draft.allowPictures,
    })
    setSaved(answer)
    if (!answer.ok) return
    onSaved(answer.value)
    setDraft(draftOf(answer.value))
  }
  const problem = saved && !saved.ok ? saved : null
  const addressIssue = issueAt(problem, 'baseUrl')
  return (
    <form onSubmit={save} className="grid">
      <Setting id="mode" title="Who answers" effect={<WhatLeaves />}>
        <ModeChoice mode={draft.mode} names={names} onChange={(mode) => change({ mode })} />
      </Setting>
      <Pictures draft={draft} onChange={change} />
      <Ceilings view={view} draft={draft} unfit={unfitOf(limits)} onChange={change} />
      <Address draft={draft} issue={addressIssue} onChange={change} />
      <div className="grid gap-3 pb-6">
        {problem && addressIssue === undefined && <Alert {...problem.problem} />}
        {saved?.ok && <Alert tone="note" happened="Saved." kept="It holds from the next analysis on." />}
        <div>
          <Button type="submit" variant="primary" disabled={Object.values(unfitOf(limits)).includes(true)}>
            Save model settings
          </Button>
        </div>
      </div>
    </form>
  )
}

const draftOf = ({ policy }: ModelPolicyView): Draft => ({
  mode: policy.mode,
  tokens: policy.monthlyTokens === null ? '' : policy.monthlyTokens.toLocaleString('en'),
  usd: policy.monthlyMicroUsd === null ? '' : String(policy.monthlyMicroUsd / 1_000_000),
  baseUrl: policy.baseUrl ?? '',
  allowPictures: policy.allowPictures,
})

const unfitOf = (limits: { tokens: number | null | undefined; usd: number | null | undefined }) => ({
  tokens: limits.tokens === undefined,
  usd: limits.usd === undefined,
})

interface PartProps {
  draft: Draft
  onChange(part: Partial<Draft>): void
}

function Pictures({ draft, onChange }: PartProps) {
  return (
    <Setting
      id="pictures"
      title="Screenshots"
      effect="The text of a screenshot is read in the browser, and only that text is sent. A model may also be shown the picture itself: smaller, with every redacted word painted over, dropped when the answer is there. What is drawn and not written cannot be masked."
    >
      <label className="flex min-h-6 items-center gap-2">
        <input
          type="checkbox"
          className="size-4"
          checked={draft.allowPictures}
          onChange={({ target }) => onChange({ allowPictures: target.checked })}
        />
        Let masked screenshots go to the model
      </label>
    </Setting>
  )
}

interface CeilingsProps {
  view: ModelPolicyView
  unfit: { tokens: boolean; usd: boolean }
}

function Ceilings({ view, draft, unfit, onChange }: PartProps & CeilingsProps) {
  return (
    <Setting
      id="ceilings"
      title="Monthly ceilings"
      effect="The most that may be used of a model in a month. Empty: no ceiling."
    >
      <UsedThisMonth view={view} />
      <div className="grid gap-x-8 gap-y-4 pt-2 sm:grid-cols-2">
        <Limit
          id="tokens"
          label="Ceiling in tokens"
          value={draft.tokens}
          error={unfit.tokens ? 'Give a whole number, or nothing for no ceiling.' : undefined}
          onChange={(tokens) => onChange({ tokens })}
        />
        <Limit
          id="usd"
          label="Ceiling in US dollars"
          value={draft.usd}
          error={unfit.usd ? 'Give an amount such as 25 or 12.50, or nothing for no ceiling.' : undefined}
          onChange={(usd) => onChange({ usd })}
        />
      </div>
    </Setting>
  )
}

function Address({ draft, issue, onChange }: PartProps & { issue: string | undefined }) {
  return (
    <Setting
      id="address"
      title="Address"
      effect="Empty: Anthropic’s own, or what whoever runs this Lethe has set. A gateway of yours may stand here; it must speak Anthropic’s Messages API. Another address forgets the key below, as that was entered for the one before."
    >
      <Field id="baseUrl" label="Base URL" error={issue}>
        <Input
          id="baseUrl"
          inputMode="url"
          placeholder="https://gateway.example.com"
          value={draft.baseUrl}
          maxLength={250}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={issue === undefined ? undefined : true}
          aria-describedby={issue === undefined ? undefined : 'baseUrl-error'}
          onChange={(event) => onChange({ baseUrl: event.target.value })}
          className="max-w-xl font-mono"
        />
      </Field>
    </Setting>
  )
}

function WhatLeaves() {
  return (
    <>
      Where a model answers, the redacted and condensed lines of one incident leave, numbered, and nothing else: no name
      of your workspace, no address of a person, no id. Every request has a receipt with the hash of its exact bytes.
      What the model says is checked against the log by code before it is shown.
    </>
  )
}

function ModeChoice({ mode, names, onChange }: { mode: Mode; names: ModelNames; onChange(mode: Mode): void }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="sr-only">Who answers</legend>
      {modeWords(names).map((choice) => (
        <label
          key={choice.mode}
          className="flex cursor-pointer items-start gap-3 rounded-card border border-line bg-surface p-3 transition-colors hover:border-edge has-[:checked]:border-accent has-[:checked]:bg-accent-tint"
        >
          <input
            type="radio"
            name="mode"
            value={choice.mode}
            checked={mode === choice.mode}
            onChange={() => onChange(choice.mode)}
            className="mt-0.5 size-4 accent-[var(--color-accent)]"
          />
          <span className="grid gap-0.5">
            <span className="text-base font-semibold text-ink">{choice.name}</span>
            <span className="measure text-base text-ink-soft">{choice.sentence}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

interface LimitProps {
  id: string
  label: string
  value: string
  error: string | undefined
  onChange(value: string): void
}

function Limit({ id, label, value, error, onChange }: LimitProps) {
  return (
    <Field id={id} label={label} error={error}>
      <Input
        id={id}
        inputMode="decimal"
        placeholder="no ceiling"
        value={value}
        autoComplete="off"
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        onChange={(event) => onChange(event.target.value)}
        className="figures"
      />
    </Field>
  )
}
