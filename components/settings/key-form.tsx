'use client'

import { type FormEvent, useState } from 'react'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { FIELD, Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'
import { call, issueAt, type Problem } from './call.ts'
import type { MadeKey } from './key-desk.tsx'
import { Tick } from './setting.tsx'

const SCOPES = [
  { name: 'analyses:read', words: 'Read analyses' },
  { name: 'analyses:write', words: 'Send logs to be analyzed' },
  { name: 'analyses:delete', words: 'Delete analyses, at once and for good' },
] as const
const DAYS = [7, 30, 90, 180, 365] as const

export function KeyForm({ onMade }: { onMade(made: MadeKey): void }) {
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly string[]>(['analyses:read', 'analyses:write'])
  const [days, setDays] = useState(90)
  const [networks, setNetworks] = useState('')
  const [signed, setSigned] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function make(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    const allowedAddresses = networks.split(/[\s,]+/).filter(Boolean)
    const made = await call<MadeKey>('POST', '/api/api-keys', { name, scopes, days, allowedAddresses, signed })
    setProblem(made.ok ? null : made)
    setBusy(false)
    if (!made.ok) return
    setName('')
    onMade(made.value)
  }

  return (
    <form onSubmit={make} className="grid max-w-xl grid-cols-1 gap-4">
      {problem && <Alert {...problem.problem} />}
      <Field id="key-name" label="Name" error={issueAt(problem, 'name')}>
        <Input
          id="key-name"
          required
          maxLength={80}
          placeholder="CI of payments"
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </Field>
      <ScopeTicks scopes={scopes} onChange={setScopes} />
      <Field id="key-days" label="Ends after">
        <select
          id="key-days"
          className={`${FIELD} h-9 w-auto px-2 text-base`}
          value={days}
          onChange={({ target }) => setDays(Number(target.value))}
        >
          {DAYS.map((count) => (
            <option key={count} value={count}>
              {count} days
            </option>
          ))}
        </select>
      </Field>
      <Field
        id="key-networks"
        label="Only from these addresses"
        help="Addresses or networks like 192.0.2.0/24, parted by blanks. Empty: from everywhere."
        error={problem?.issues.find(({ path }) => path.startsWith('allowedAddresses'))?.message}
      >
        <Input
          id="key-networks"
          aria-describedby="key-networks-help"
          value={networks}
          onChange={({ target }) => setNetworks(target.value)}
        />
      </Field>
      <Tick
        label="Every request must be signed with a second secret (time and nonce: none can be sent twice)"
        checked={signed}
        onChange={setSigned}
      />
      <Button type="submit" variant="primary" className="justify-self-start" disabled={busy || scopes.length === 0}>
        Make the key
      </Button>
    </form>
  )
}

function ScopeTicks({ scopes, onChange }: { scopes: readonly string[]; onChange(scopes: readonly string[]): void }) {
  const turn = (scope: string, on: boolean) =>
    onChange(on ? [...scopes, scope] : scopes.filter((other) => other !== scope))
  return (
    <fieldset className="grid gap-1">
      <legend className="pb-1 text-base font-medium text-ink">What it may do</legend>
      {SCOPES.map(({ name, words }) => (
        <Tick key={name} label={words} checked={scopes.includes(name)} onChange={(on) => turn(name, on)} />
      ))}
    </fieldset>
  )
}
