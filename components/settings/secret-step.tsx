'use client'

import { useState } from 'react'
import { Alert } from '../ui/alert.tsx'
import { CodeBlock } from '../ui/code.tsx'
import { issueAt, type Problem } from './call.ts'
import { OneField } from './one-field.tsx'
import { rotateSecret } from './source-client.ts'
import type { SourceParts } from './source-desk.tsx'

/** The step in which the secret changes hands: the sender's comes here, or ours is shown, once. */
export function SecretStep(parts: SourceParts) {
  const { guide, secret } = parts
  if (guide.secret.madeBy === 'sender') return <TheirSecret {...parts} />
  return (
    <>
      {secret === null ? (
        <p className="measure text-base text-ink-soft">
          It was shown when it was made. If it is lost, make a new one under “Replace the secret”.
        </p>
      ) : (
        <ShownOnce secret={secret} name={guide.secret.name} />
      )}
      <details className="group">
        <summary className="min-h-6 w-fit text-base text-accent underline underline-offset-2 hover:text-accent-hover">
          The sender has one of its own
        </summary>
        <div className="mt-3">
          <TheirSecret {...parts} />
        </div>
      </details>
    </>
  )
}

/** A secret that was just made. */
export function ShownOnce({ secret, name }: { secret: string; name: string }) {
  return (
    <div className="grid gap-1.5">
      <CodeBlock text={secret} label={name} />
      <p className="text-sm font-medium text-ink">
        Shown now and never again: it is gone when you leave this page. Lethe keeps it sealed.
      </p>
    </div>
  )
}

function TheirSecret({ source, guide, onSource, onSecret }: SourceParts) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [done, setDone] = useState(false)
  const save = async (secret: string) => {
    // No overlap: until now nobody but this page knew the one that it replaces.
    const saved = await rotateSecret(source.id, { secret, overlapHours: 0 })
    setProblem(saved.ok ? null : saved)
    setDone(saved.ok)
    if (!saved.ok) return false
    onSource(saved.value.source)
    onSecret(saved.value.secret)
    return true
  }
  const issue = issueAt(problem, 'secret')
  return (
    <div className="grid gap-3">
      <OneField
        id="their-secret"
        label={guide.secret.name}
        help={guide.secret.help}
        error={issue}
        button="Seal and keep"
        onSave={save}
      />
      {problem && issue === undefined && <Alert {...problem.problem} />}
      {done && <Alert tone="note" happened="Sealed. Events signed with it are taken from now on." />}
    </div>
  )
}
