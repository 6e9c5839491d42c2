'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import type { SourceConfig, SourceFacts } from '#lib/source-kinds/source-facts.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'
import type { Problem } from './call.ts'
import { ProofChoice } from './proof-choice.tsx'
import { holdSecret } from './secret-once.ts'
import { fieldsFor, givenValues, SettingFields } from './setting-fields.tsx'
import { addSource } from './source-client.ts'

/** The second of two steps: a name, and what cannot be changed later. The rest is on the source's own page. */
export function NewSource({ facts }: { facts: SourceFacts }) {
  const router = useRouter()
  const [name, setName] = useState(facts.label)
  const [settings, setSettings] = useState<SourceConfig>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const fields = fieldsFor(facts, settings.auth)
  const create = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const auth = settings.auth === undefined ? {} : { auth: settings.auth }
    const made = await addSource({ kind: facts.kind, name, settings: { ...givenValues(settings, fields), ...auth } })
    if (!made.ok) {
      setProblem(made)
      return setBusy(false)
    }
    const { source, secret, address } = made.value
    holdSecret(source.id, { secret, address })
    router.push(`/settings/sources/${source.id}`)
  }
  return (
    <form onSubmit={create} className="grid max-w-xl gap-5">
      <Field
        id="source-name"
        label="Name"
        help="As your workspace calls it: it stands beside every alert and in every message of this source."
      >
        <Input
          id="source-name"
          aria-describedby="source-name-help"
          value={name}
          maxLength={80}
          required
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <ProofChoice facts={facts} value={settings.auth} onChange={(auth) => setSettings({ ...settings, auth })} />
      <SettingFields fields={fields} values={settings} problem={problem} onChange={setSettings} />
      {problem && !problem.issues.some(({ path }) => path.startsWith('settings.')) && <Alert {...problem.problem} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" size="large" disabled={busy || name.trim() === ''}>
          Make the address
        </Button>
        <Button asChild variant="quiet" size="large">
          <Link href="/settings/sources/new">Another sender</Link>
        </Button>
      </div>
    </form>
  )
}
