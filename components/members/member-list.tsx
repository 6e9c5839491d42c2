'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { call, type Problem } from '../settings/call.ts'
import { Alert } from '../ui/alert.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '../ui/dialog.tsx'
import { FIELD } from '../ui/input.tsx'
import type { RoleName } from './role-words.ts'

export interface MemberRow {
  userId: string
  name: string | null
  email: string
  role: RoleName
  self: boolean
  changeable: boolean
}

export interface MemberListProps {
  members: readonly MemberRow[]
  /** Roles that the one who looks may give; empty where they may give none. */
  offered: readonly RoleName[]
}

/** Everybody in the workspace. A change of role or a removal ends that person's sessions here at once. */
export function MemberList({ members, offered }: MemberListProps) {
  const router = useRouter()
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function change(userId: string, method: 'PATCH' | 'DELETE', body?: object) {
    setBusy(userId)
    const changed = await call<unknown>(method, `/api/members/${encodeURIComponent(userId)}`, body)
    setProblem(changed.ok ? null : changed)
    setBusy(null)
    router.refresh()
  }

  return (
    <div className="grid grid-cols-1 gap-3">
      {problem && <Alert {...problem.problem} />}
      <ul className="divide-y divide-line border-y border-line">
        {members.map((member) => {
          const { userId, name, email, role, self, changeable } = member
          const editable = changeable && !self && offered.length > 0
          return (
            <li key={userId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
              <div className="grid min-w-0">
                <span className="flex min-w-0 items-center gap-2 font-medium text-ink">
                  <span className="min-w-0 wrap-anywhere">{name ?? email}</span>
                  {self && <Badge>You</Badge>}
                </span>
                {name !== null && <span className="figures text-sm break-all text-ink-soft">{email}</span>}
              </div>
              {editable ? (
                <div className="flex flex-wrap gap-2">
                  <select
                    aria-label={`Role of ${email}`}
                    className={`${FIELD} h-9 w-auto px-2 text-base`}
                    value={role}
                    disabled={busy !== null}
                    onChange={({ target }) => change(userId, 'PATCH', { role: target.value })}
                  >
                    {(offered.includes(role) ? offered : [role, ...offered]).map((option) => (
                      <option key={option}>{option}</option>
                    ))}
                  </select>
                  <RemoveMember {...member} busy={busy !== null} onRemove={() => change(userId, 'DELETE')} />
                </div>
              ) : (
                <span className="text-ink-soft">{role}</span>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function RemoveMember({ email, busy, onRemove }: MemberRow & { busy: boolean; onRemove(): void }) {
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button disabled={busy} aria-label={`Remove ${email}`}>
          Remove
        </Button>
      </DialogTrigger>
      <DialogContent
        title={`Remove ${email}?`}
        description="Their sessions in this workspace end at once. Their analyses stay with the workspace. They are told by mail."
      >
        <DialogActions>
          <DialogClose asChild>
            <Button>Keep them</Button>
          </DialogClose>
          <DialogClose asChild>
            <Button variant="danger" onClick={onRemove}>
              Remove
            </Button>
          </DialogClose>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}
