'use client'

import Link from 'next/link'
import { useState } from 'react'
import { utcText } from '../analysis/utc-text.ts'
import { call, type Problem } from '../settings/call.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'

/** As JSON carries it. */
export interface LinkView {
  id: string
  analysisId: string
  createdAt: string
  expiresAt: string
  opened: number
}

export interface ShareLinksProps {
  links: readonly LinkView[]
  /** In a list of several analyses. */
  withAnalysis?: boolean
  onRemoved(id: string): void
}

/** Links that work now, each with when it ends, whether it was opened, and the way to end it. */
export function ShareLinks({ links, withAnalysis = false, onRemoved }: ShareLinksProps) {
  const [problem, setProblem] = useState<Problem | null>(null)
  async function remove(id: string) {
    const answer = await call<unknown>('DELETE', `/api/shares/${encodeURIComponent(id)}`)
    setProblem(answer.ok ? null : answer)
    if (answer.ok) onRemoved(id)
  }
  if (links.length === 0) return <p className="text-sm text-ink-soft">No link works at this time.</p>
  return (
    <div className="grid gap-2">
      {problem && <Alert {...problem.problem} />}
      <ul aria-label="Links that work" className="grid gap-1">
        {links.map(({ id, analysisId, createdAt, expiresAt, opened }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2 text-sm">
            <p className="min-w-0 flex-1 text-ink-soft">
              {withAnalysis && (
                <>
                  <Link
                    href={`/analyses/${analysisId}`}
                    className="text-accent underline underline-offset-2 hover:text-accent-hover"
                  >
                    An analysis
                  </Link>
                  ,{' '}
                </>
              )}
              made <span className="figures">{utcText(createdAt)}</span>, ends{' '}
              <span className="figures">{utcText(expiresAt)}</span>, opened {opened === 1 ? 'once' : `${opened} times`}
            </p>
            <Button size="small" onClick={() => remove(id)}>
              Remove
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
