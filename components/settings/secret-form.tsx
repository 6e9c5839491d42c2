'use client'

import { useState } from 'react'
import { Alert } from '../ui/alert.tsx'
import { issueAt, type Problem } from './call.ts'
import { OneField } from './one-field.tsx'
import { rotateSecret } from './source-client.ts'
import type { SourceParts } from './source-desk.tsx'

/** Where the sender makes the secret it is pasted here; where it may, behind a fold. */
export function SecretForm(parts: SourceParts) {
  const { facts, source } = parts
  if (facts.secretMadeBy === 'none' || source.proof === 'path' || source.proof === 'identity') return null
  if (facts.secretMadeBy === 'sender') return <TheirSecret {...parts} />
  return (
    <details>
      <summary className="min-h-6 w-fit text-base text-accent underline underline-offset-2 hover:text-accent-hover">
        Use a secret that the sender makes
      </summary>
      <div className="mt-3">
        <TheirSecret {...parts} />
      </div>
    </details>
  )
}

function TheirSecret({ source, facts, onMade }: SourceParts) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [done, setDone] = useState(false)
  const save = async (secret: string) => {
    // No overlap: until now nobody but this page knew the one that it replaces.
    const saved = await rotateSecret(source.id, { secret, overlapHours: 0 })
    setProblem(saved.ok ? null : saved)
    setDone(saved.ok)
    if (saved.ok) onMade(saved.value)
    return saved.ok
  }
  const issue = issueAt(problem, 'secret')
  return (
    <div className="grid gap-3">
      <OneField
        id="their-secret"
        label={`${facts.secretLabel} of ${facts.label}`}
        help="It is sealed and never shown again. Until it is here, what this sender sends is refused."
        error={issue}
        button="Seal and keep"
        onSave={save}
      />
      {problem && issue === undefined && <Alert {...problem.problem} />}
      {done && <Alert tone="note" happened="Sealed. Deliveries signed with it are taken from now on." />}
    </div>
  )
}
