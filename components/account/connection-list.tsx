'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { utcText } from '../analysis/utc-text.ts'
import { call, type Problem } from '../settings/call.ts'
import { signInWith } from '../sign-in/auth-client.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'

export interface ConnectionEntry {
  id: string
  name: string
  connection: { id: string; since: string } | null
  offered: boolean
}

/** Each identity provider, connected or not. Connecting leaves for the provider and comes back here. */
export function ConnectionList({ entries }: { entries: readonly ConnectionEntry[] }) {
  const router = useRouter()
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function connect(id: string) {
    setBusy(id)
    const begun = await call<unknown>('POST', '/api/account/connections', { provider: id })
    if (begun.ok) return signInWith(id, '/settings/account')
    setProblem(begun)
    setBusy(null)
  }

  async function disconnect(connectionId: string) {
    setBusy(connectionId)
    const ended = await call<unknown>('DELETE', `/api/account/connections/${encodeURIComponent(connectionId)}`)
    setProblem(ended.ok ? null : ended)
    setBusy(null)
    if (ended.ok) router.refresh()
  }

  return (
    <div className="grid gap-3">
      {problem && <Alert {...problem.problem} />}
      <ul className="divide-y divide-line border-y border-line">
        {entries.map(({ id, name, connection, offered }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
            <div className="grid">
              <span className="font-medium text-ink">{name}</span>
              <span className="text-sm text-ink-soft">
                {connection ? (
                  <>
                    Connected since <span className="figures">{utcText(connection.since, 'minutes')}</span>
                    {!offered && ' · no longer set up here, so it signs nobody in'}
                  </>
                ) : (
                  'Not connected'
                )}
              </span>
            </div>
            {connection ? (
              <Button disabled={busy !== null} onClick={() => disconnect(connection.id)}>
                Disconnect {name}
              </Button>
            ) : (
              <Button disabled={busy !== null} onClick={() => connect(id)}>
                {busy === id ? `Going to ${name} …` : `Connect ${name}`}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
