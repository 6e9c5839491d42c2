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
export function TokenStep({ source, guide: { token }, onSource }: SourceParts) {
  const [api, setApi] = useState<string>(token?.apis[0] ?? '')
  const [problem, setProblem] = useState<Problem | null>(null)
  if (!token) return null
  const save = async (value: string | null) => {
    const saved = await saveToken(source.id, value === null ? { token: null } : { token: value, api })
    setProblem(saved.ok ? null : saved)
    if (saved.ok) onSource(saved.value.source)
    return saved.ok
  }
  const issues = [issueAt(problem, 'token'), issueAt(problem, 'api')]
  return (
    <div className="grid gap-3">
      {source.hasToken && (
        <Alert
          tone="note"
          happened={`A ${token.name.toLowerCase()} is kept, sealed.`}
          kept="Details are fetched with it. A new one replaces it."
          actions={
            <Button size="small" onClick={() => save(null)}>
              Forget it
            </Button>
          }
        />
      )}
      <Field id="token-api" label="Address of the API" error={issues[1]}>
        <Input
          id="token-api"
          list="token-apis"
          value={api}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={issues[1] === undefined ? undefined : true}
          onChange={(event) => setApi(event.target.value)}
          className="max-w-xl font-mono"
        />
        <datalist id="token-apis">
          {token.apis.map((origin) => (
            <option key={origin} value={origin} />
          ))}
        </datalist>
      </Field>
      <OneField
        id="token"
        label={token.name}
        help={token.help}
        error={issues[0] && 'This does not look like a key: 8 to 200 characters without blanks.'}
        button="Seal and keep"
        onSave={save}
      />
      {problem && issues.every((issue) => issue === undefined) && <Alert {...problem.problem} />}
    </div>
  )
}
