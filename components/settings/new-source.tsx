'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'
import type { Problem } from './call.ts'
import { holdSecret } from './secret-once.ts'
import { addSource } from './source-client.ts'

/** The second of two steps: a name. Everything else is on the source's own page, which needs the address made here. */
export function NewSource({ kind, sender }: { kind: string; sender: string }) {
  const router = useRouter()
  const [name, setName] = useState(sender)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const create = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const made = await addSource({ kind, name })
    if (!made.ok) {
      setProblem(made)
      return setBusy(false)
    }
    holdSecret(made.value.source.id, made.value.secret)
    router.push(`/settings/sources/${made.value.source.id}`)
  }
  return (
    <form onSubmit={create} className="grid max-w-md gap-4">
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
      {problem && <Alert {...problem.problem} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabled={busy || name.trim() === ''}>
          Make the address
        </Button>
        <Button asChild variant="quiet">
          <Link href="/settings/sources/new">Another sender</Link>
        </Button>
      </div>
    </form>
  )
}
