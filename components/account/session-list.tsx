'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { utcText } from '../analysis/utc-text.ts'
import { call, type Problem } from '../settings/call.ts'
import { signOut } from '../sign-in/auth-client.ts'
import { Alert } from '../ui/alert.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'

export interface SessionRow {
  id: string
  browser: string
  /** ISO 8601. */
  createdAt: string
  lastSeenAt: string
  present: boolean
}

/** Every living session of this person; any can be ended, this one by signing out. */
export function SessionList({ sessions }: { sessions: readonly SessionRow[] }) {
  const router = useRouter()
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const others = sessions.filter(({ present }) => !present)

  async function end(url: string, what: string) {
    setBusy(what)
    const ended = await call<unknown>('DELETE', url)
    setProblem(ended.ok ? null : ended)
    setBusy(null)
    router.refresh()
  }

  return (
    <div className="grid gap-4">
      {problem && <Alert {...problem.problem} />}
      <ul className="divide-y divide-line border-y border-line">
        {sessions.map(({ id, browser, createdAt, lastSeenAt, present }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
            <div className="grid gap-0.5">
              <span className="flex flex-wrap items-center gap-2 font-medium text-ink">
                {browser}
                {present && <Badge>This one</Badge>}
              </span>
              <span className="figures text-sm text-ink-soft">
                signed in {utcText(createdAt, 'minutes')} · last used about {utcText(lastSeenAt, 'minutes')}
              </span>
            </div>
            {present ? (
              <Button onClick={() => signOut()}>Sign out</Button>
            ) : (
              <Button
                disabled={busy !== null}
                aria-label={`End the session in ${browser}, signed in ${utcText(createdAt, 'minutes')}`}
                onClick={() => end(`/api/sessions/${encodeURIComponent(id)}`, id)}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 ? (
        <div>
          <Button disabled={busy !== null} onClick={() => end('/api/sessions', 'others')}>
            {others.length === 1 ? 'End the other session' : `End all ${others.length} other sessions`}
          </Button>
        </div>
      ) : (
        <p className="text-ink-soft">You are signed in nowhere else.</p>
      )}
    </div>
  )
}
