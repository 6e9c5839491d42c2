'use client'

import { useState } from 'react'
import { call, type Problem } from '../settings/call.ts'
import { Tick } from '../settings/setting.tsx'
import { Alert } from '../ui/alert.tsx'

/** The newest checkpoint by mail each day, for whoever looks at this page. */
export function CheckpointMail({ daily: given, email }: { daily: boolean; email: string }) {
  const [daily, setDaily] = useState(given)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function change(next: boolean) {
    setDaily(next)
    const saved = await call<unknown>('PUT', '/api/audit/checkpoint/mail', { daily: next })
    setProblem(saved.ok ? null : saved)
    if (!saved.ok) setDaily(!next)
  }

  return (
    <div className="grid gap-2">
      {problem && <Alert {...problem.problem} />}
      <Tick label={`Mail the newest checkpoint to ${email} each day`} checked={daily} onChange={change} />
    </div>
  )
}
