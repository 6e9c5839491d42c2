'use client'

import { useState } from 'react'
import { call, type Problem } from '../settings/call.ts'
import { Setting, Tick } from '../settings/setting.tsx'
import { Alert } from '../ui/alert.tsx'
import { type LinkView, ShareLinks } from './share-links.tsx'

/** Whether members may make links for people without an account, and which work now. */
export function SharingSetting({ allow: given, links: all }: { allow: boolean; links: readonly LinkView[] }) {
  const [allow, setAllow] = useState(given)
  const [links, setLinks] = useState(all)
  const [problem, setProblem] = useState<Problem | null>(null)
  async function change(next: boolean) {
    const answer = await call<{ allow: boolean }>('PUT', '/api/sharing-policy', { allow: next })
    setProblem(answer.ok ? null : answer)
    if (answer.ok) setAllow(answer.value.allow)
  }
  return (
    <Setting
      id="sharing"
      title="Links to single analyses"
      effect="A member may make a link that lets somebody without an account read one analysis, for at most 90 days. Forbidden, no link opens, not even one that was made before."
    >
      {problem && <Alert {...problem.problem} />}
      <Tick label="Members may make read-only links" checked={allow} onChange={change} />
      {allow && (
        <ShareLinks links={links} withAnalysis onRemoved={(gone) => setLinks(links.filter(({ id }) => id !== gone))} />
      )}
    </Setting>
  )
}
