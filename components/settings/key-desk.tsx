'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Alert } from '../ui/alert.tsx'
import { CodeBlock } from '../ui/code.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { call, type Problem } from './call.ts'
import { KeyForm } from './key-form.tsx'
import { type KeyRow, KeyRows } from './key-rows.tsx'
import { Setting } from './setting.tsx'

/** What the server says once. */
export interface MadeKey {
  token: string
  signingSecret: string | null
}

/** The keys of the workspace, one more, and how a program shows one. */
export function KeyDesk({ keys, origin }: { keys: readonly KeyRow[]; origin: string }) {
  const router = useRouter()
  const [made, setMade] = useState<MadeKey | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function revoke(id: string) {
    const revoked = await call<unknown>('DELETE', `/api/api-keys/${encodeURIComponent(id)}`)
    setProblem(revoked.ok ? null : revoked)
    router.refresh()
  }

  return (
    <div className="grid grid-cols-1 gap-4">
      {problem && <Alert {...problem.problem} />}
      {made && <ShownOnce made={made} />}
      {keys.length === 0 ? (
        <EmptyState title="Your keys will be here.">Make the first one below.</EmptyState>
      ) : (
        <KeyRows keys={keys} onRevoke={revoke} />
      )}
      <Setting id="new-key" title="Make a key" effect="It is shown once. What is kept here is its hash.">
        <KeyForm
          onMade={(given) => {
            setMade(given)
            router.refresh()
          }}
        />
      </Setting>
      <Setting
        id="use-key"
        title="Use it"
        effect="The log is redacted in memory on this server before anything else is done with it. To redact it first where it lies, use the command line."
      >
        <CodeBlock
          label="Command that analyzes a log with curl"
          text={`jq -Rs '{text: .}' app.log | curl -sS ${origin}/api/v1/analyses -H "Authorization: Bearer $LETHE_API_KEY" -H 'Content-Type: application/json' --data-binary @-`}
        />
        <CodeBlock
          label="Command that redacts here and analyzes there"
          text={`bin/lethe analyze --server ${origin} app.log`}
        />
        <p className="text-sm text-ink-soft">
          Every request and answer:{' '}
          <a className="underline" href="/api/v1/openapi.json">
            /api/v1/openapi.json
          </a>{' '}
          (OpenAPI 3.1)
        </p>
      </Setting>
    </div>
  )
}

function ShownOnce({ made: { token, signingSecret } }: { made: MadeKey }) {
  return (
    <section aria-label="The new key" className="grid gap-2 rounded-card border border-l-4 border-edge p-4">
      <p className="text-base font-medium text-ink">The key, shown this once. Copy it now.</p>
      <CodeBlock label="API key" text={token} />
      {signingSecret !== null && (
        <>
          <p className="text-base text-ink">Every request must be signed with this secret, also shown this once:</p>
          <CodeBlock label="Signing secret" text={signingSecret} />
        </>
      )}
    </section>
  )
}
