'use client'

import { useState } from 'react'
import type { ModelPolicyView } from '#lib/model-policy.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { call, issueAt, type Problem } from './call.ts'
import { OneField } from './one-field.tsx'
import { Setting } from './setting.tsx'

/** A key of the workspace's own: written once, never shown. */
export function ModelKey({ view, onSaved }: { view: ModelPolicyView; onSaved(view: ModelPolicyView): void }) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const save = async (apiKey: string | null) => {
    const saved = await call<ModelPolicyView>('PUT', '/api/model-policy/key', { apiKey })
    setProblem(saved.ok ? null : saved)
    if (saved.ok) onSaved(saved.value)
    return saved.ok
  }
  const issue = issueAt(problem, 'apiKey')
  return (
    <Setting id="key" title="Your own key" effect={keySentence(view)}>
      {view.policy.ownKey && (
        <div className="flex flex-wrap items-center gap-3" role="status">
          <p className="text-base font-medium text-ink">A key of your workspace is kept, sealed.</p>
          <Button size="small" onClick={() => save(null)}>
            Forget it
          </Button>
        </div>
      )}
      <OneField
        id="apiKey"
        label="API key of Anthropic, or of your gateway"
        help="It is sealed, never shown again, and goes to the address above and nowhere else."
        error={issue && 'This does not look like a key: 8 to 400 characters without blanks.'}
        button={view.policy.ownKey ? 'Replace it' : 'Seal and keep'}
        onSave={save}
      />
      {problem && issue === undefined && <Alert {...problem.problem} />}
    </Setting>
  )
}

function keySentence({ policy, operatorKey }: ModelPolicyView): string {
  if (policy.ownKey) return 'Requests are made with it, under your own contract with its provider.'
  return operatorKey
    ? 'Without one, the key of whoever runs this Lethe is used, under their contract.'
    : 'Whoever runs this Lethe has set no key: without one of yours no request can be made.'
}
