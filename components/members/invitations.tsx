'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { utcText } from '../analysis/utc-text.ts'
import { call, issueAt, type Problem } from '../settings/call.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { FIELD, Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'
import { ROLE_WORDS } from './role-words.ts'

export interface InvitationRow {
  id: string
  email: string
  role: string
  /** ISO 8601. */
  expiresAt: string
}

const INVITED_ROLES = ['member', 'viewer', 'admin'] as const

/** `hint` says how the link travels in this installation. */
export function Invitations({ pending, hint }: { pending: readonly InvitationRow[]; hint: string }) {
  const router = useRouter()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<(typeof INVITED_ROLES)[number]>('member')
  const [state, setState] = useState<'idle' | 'busy' | { sent: string } | Problem>('idle')
  const problem = typeof state === 'object' && 'problem' in state ? state : null

  async function invite(event: FormEvent) {
    event.preventDefault()
    setState('busy')
    const invited = await call<unknown>('POST', '/api/invitations', { email, role })
    setState(invited.ok ? { sent: email } : invited)
    if (invited.ok) setEmail('')
    router.refresh()
  }

  async function withdraw(id: string) {
    setState('busy')
    const withdrawn = await call<unknown>('DELETE', `/api/invitations/${encodeURIComponent(id)}`)
    setState(withdrawn.ok ? 'idle' : withdrawn)
    router.refresh()
  }

  return (
    <div className="grid grid-cols-1 gap-4">
      {problem && <Alert {...problem.problem} />}
      {typeof state === 'object' && 'sent' in state && (
        <Alert
          tone="note"
          happened={`An invitation for ${state.sent} is on its way.`}
          kept={hint}
          todo="It works once, for 7 days, for this address only."
        />
      )}
      <form onSubmit={invite} className="flex flex-wrap items-end gap-3">
        <div className="min-w-64 flex-1">
          <Field id="invite-email" label="E-mail address" error={issueAt(problem, 'email')}>
            <Input
              id="invite-email"
              type="email"
              required
              maxLength={254}
              value={email}
              onChange={({ target }) => setEmail(target.value)}
            />
          </Field>
        </div>
        <Field id="invite-role" label="Role">
          <select
            id="invite-role"
            className={`${FIELD} h-9 w-auto px-2 text-base`}
            value={role}
            onChange={({ target }) => setRole(INVITED_ROLES.find((known) => known === target.value) ?? 'member')}
          >
            {INVITED_ROLES.map((option) => (
              <option key={option}>{option}</option>
            ))}
          </select>
        </Field>
        <Button type="submit" variant="primary" disabled={state === 'busy'}>
          Invite
        </Button>
      </form>
      <p className="text-sm text-ink-soft">
        {role}: {ROLE_WORDS[role].toLowerCase()}.
      </p>
      {pending.length > 0 && (
        <ul aria-label="Invitations that wait" className="divide-y divide-line border-y border-line">
          {pending.map((invitation) => (
            <li key={invitation.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
              <div className="grid min-w-0">
                <span className="figures break-all text-ink">{invitation.email}</span>
                <span className="text-sm text-ink-soft">
                  {invitation.role} · until <span className="figures">{utcText(invitation.expiresAt, 'minutes')}</span>
                </span>
              </div>
              <Button
                disabled={state === 'busy'}
                aria-label={`Withdraw the invitation for ${invitation.email}`}
                onClick={() => withdraw(invitation.id)}
              >
                Withdraw
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
