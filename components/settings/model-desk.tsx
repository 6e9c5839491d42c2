'use client'

import { useState } from 'react'
import type { ModelPolicyView } from '#lib/model-policy.ts'
import { Alert } from '../ui/alert.tsx'
import { ModelForm } from './model-form.tsx'
import { ModelKey } from './model-key.tsx'
import { keyGap, type ModelNames } from './model-words.ts'

/** Which engine answers, whose key it uses, and how much of it. */
export function ModelDesk({ view: given, names }: { view: ModelPolicyView; names: ModelNames }) {
  const [view, setView] = useState(given)
  const gap = keyGap(view)
  return (
    <>
      {gap !== null && view.policy.mode !== 'local_only' && (
        <Alert
          tone="note"
          className="mb-6"
          happened={gap}
          kept="So the built-in engine answers everything, whatever is chosen below."
        />
      )}
      <ModelForm view={view} names={names} onSaved={setView} />
      <ModelKey view={view} onSaved={setView} />
    </>
  )
}
