'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { utcText } from '../analysis/utc-text.ts'
import { call, type Problem, type Saved } from '../settings/call.ts'
import { ConfirmButton } from '../settings/confirm-button.tsx'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'
import { makePasskey } from './passkey-client.ts'
import { RecoveryCodes } from './recovery-codes.tsx'

export interface PasskeyListProps {
  /** Times in ISO 8601. */
  passkeys: readonly { id: string; name: string; createdAt: string; lastUsedAt: string | null }[]
  unusedCodes: number
}

interface Codes {
  recoveryCodes: string[]
}

/** Passkeys of this person, in every workspace. */
export function PasskeyList({ passkeys, unusedCodes }: PasskeyListProps) {
  const router = useRouter()
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [codes, setCodes] = useState<readonly string[]>([])

  async function settle<T>(done: Promise<Saved<T>>): Promise<T | null> {
    const saved = await done
    setProblem(saved.ok ? null : saved)
    if (saved.ok) router.refresh()
    return saved.ok ? saved.value : null
  }
  async function add() {
    const made = await settle(makePasskey<Codes>('/api/passkeys', {}, { name: name.trim() || 'My passkey' }))
    if (!made) return
    setName('')
    setCodes(made.recoveryCodes)
  }
  async function renew() {
    const made = await settle(call<Codes>('POST', '/api/passkeys/recovery-codes'))
    if (made) setCodes(made.recoveryCodes)
  }

  return (
    <div className="grid w-full gap-4">
      {problem && <Alert {...problem.problem} />}
      <ul className="divide-y divide-line border-y border-line">
        {passkeys.map((passkey) => (
          <PasskeyRow key={passkey.id} {...passkey} settle={settle} />
        ))}
        {passkeys.length === 0 && <li className="py-3 text-ink-soft">None yet: a link alone signs you in.</li>}
      </ul>
      {codes.length > 0 && <RecoveryCodes codes={codes} />}
      <div className="flex flex-wrap items-end gap-3">
        <Field id="passkey-name" label="Name of a new passkey">
          <Input
            id="passkey-name"
            maxLength={80}
            placeholder="Laptop"
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </Field>
        <Button onClick={add}>Add a passkey</Button>
      </div>
      {passkeys.length > 0 && (
        <div className="flex flex-wrap items-center gap-3">
          <span className="text-ink-soft">{unusedCodes} of 10 recovery codes are unused.</span>
          <Button onClick={renew}>Make new recovery codes</Button>
        </div>
      )}
    </div>
  )
}

type Row = PasskeyListProps['passkeys'][number] & { settle<T>(done: Promise<Saved<T>>): Promise<T | null> }

function PasskeyRow({ id, name: given, createdAt, lastUsedAt, settle }: Row) {
  const [name, setName] = useState<string | null>(null)
  const address = `/api/passkeys/${encodeURIComponent(id)}`
  const save = async () => {
    if (
      await settle(call('PATCH', address, { name }).then((saved) => (saved.ok ? { ...saved, value: true } : saved)))
    ) {
      setName(null)
    }
  }
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="grid gap-0.5">
        {name === null ? (
          <span className="font-medium text-ink">{given}</span>
        ) : (
          <Input
            aria-label={`New name of ${given}`}
            maxLength={80}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        )}
        <span className="figures text-sm text-ink-soft">
          added {utcText(createdAt, 'minutes')} ·{' '}
          {lastUsedAt ? `last used ${utcText(lastUsedAt, 'minutes')}` : 'never asked for yet'}
        </span>
      </div>
      <div className="flex gap-2">
        {name === null ? (
          <Button size="small" variant="quiet" aria-label={`Rename ${given}`} onClick={() => setName(given)}>
            Rename
          </Button>
        ) : (
          <Button size="small" onClick={save} disabled={name.trim() === ''}>
            Save the name
          </Button>
        )}
        <ConfirmButton
          button="Remove"
          label={`Remove ${given}`}
          title="Remove this passkey?"
          text="It signs you in no longer. With the last one your recovery codes go too, and a link alone signs you in."
          act="Remove the passkey"
          onConfirm={async () => {
            await settle(call('DELETE', address))
          }}
        />
      </div>
    </li>
  )
}
