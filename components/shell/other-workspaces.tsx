'use client'

import { useState } from 'react'
import { call, type Problem } from '../settings/call.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import type { WorkspaceChoice } from './workspace-switch.tsx'

/** Ways on for who is in a workspace that shows nothing any more. Nothing where they have no other. */
export function OtherWorkspaces({ workspaces }: { workspaces: readonly WorkspaceChoice[] }) {
  const [problem, setProblem] = useState<Problem | null>(null)
  if (workspaces.length === 0) return null

  async function enter(workspace: string) {
    const entered = await call<unknown>('POST', '/api/workspaces/active', { workspace })
    if (entered.ok) location.assign('/analyze')
    else setProblem(entered)
  }

  return (
    <section aria-labelledby="others" className="grid gap-2 border-t border-line pt-4">
      <h2 id="others" className="text-lg font-semibold text-ink">
        Your other workspaces
      </h2>
      {problem && <Alert {...problem.problem} />}
      <ul className="flex flex-wrap gap-2">
        {workspaces.map(({ slug, name }) => (
          <li key={slug}>
            <Button onClick={() => enter(slug)}>{name}</Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
