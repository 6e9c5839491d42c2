'use client'

import { useState } from 'react'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'
import { issueAt, type Problem } from './call.ts'
import { OneField } from './one-field.tsx'
import { saveToken } from './source-client.ts'
import type { SourceParts } from './source-desk.tsx'

/** The sender's API token: set, replaced, forgotten; never shown. */
export function TokenForm({ source, facts: { token, label }, onSource }: SourceParts) {
  const [api, setApi] = useState<string>(token?.apis[0] ?? '')
  const [problem, setProblem] = useState<Problem | null>(null)
  if (!token) return null
  const save = async (value: string | null) => {
    const saved = await saveToken(source.id, value === null ? { token: null } : { token: value, api })
    setProblem(saved.ok ? null : saved)
    if (saved.ok) onSource(saved.value.source)
    return saved.ok
  }
  const [wrong, wrongApi] = [issueAt(problem, 'token'), issueAt(problem, 'api')]
  return (
    <section aria-labelledby="token-title" className="grid gap-3 rounded-card border border-line p-4">
      <div className="grid gap-1">
        <h3 id="token-title" className="text-base font-semibold text-ink">
          Details from {label}
        </h3>
        <p className="measure text-base text-ink-soft">
          {token.about} Without it an analysis of such an alert ends inconclusive and asks for the logs.
        </p>
      </div>
      {source.hasToken && <KeptToken onForget={() => save(null)} />}
      <OneField
        id="token"
        label={token.label}
        help="It is sealed, never shown again, and goes to the address below and nowhere else."
        error={wrong && 'This does not look like one: 8 to 200 characters without blanks.'}
        button={source.hasToken ? 'Replace it' : 'Seal and keep'}
        onSave={save}
      />
      <Field
        id="token-api"
        label={`Address of ${label}’s API`}
        help={`One of ${token.apis.map((origin) => new URL(origin).host).join(', ')}${token.selfHosted ? ', or your own' : ''}.`}
        error={wrongApi}
      >
        <Input
          id="token-api"
          aria-describedby={`token-api-help${wrongApi === undefined ? '' : ' token-api-error'}`}
          value={api}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={wrongApi === undefined ? undefined : true}
          onChange={(event) => setApi(event.target.value)}
          className="max-w-xl font-mono"
        />
      </Field>
      {problem && wrong === undefined && wrongApi === undefined && <Alert {...problem.problem} />}
    </section>
  )
}

function KeptToken({ onForget }: { onForget(): void }) {
  return (
    <div className="flex flex-wrap items-center gap-3" role="status">
      <p className="text-base font-medium text-ink">A token is kept, sealed. Details are fetched with it.</p>
      <Button size="small" onClick={onForget}>
        Forget it
      </Button>
    </div>
  )
}
