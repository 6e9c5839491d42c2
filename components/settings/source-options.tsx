'use client'

import { type FormEvent, useState } from 'react'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import type { Problem } from './call.ts'
import { Setting } from './setting.tsx'
import { fieldsFor, givenValues, SettingFields } from './setting-fields.tsx'
import { changeSettings } from './source-client.ts'
import type { SourceParts } from './source-desk.tsx'

/** What this kind of sender can be set to beside its secret. */
export function SourceOptions({ source, facts, onSource }: SourceParts) {
  const [values, setValues] = useState(source.settings)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [done, setDone] = useState(false)
  const fields = fieldsFor(facts, source.settings.auth)
  if (fields.length === 0) return null
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const saved = await changeSettings(source.id, givenValues(values, fields))
    setProblem(saved.ok ? null : saved)
    setDone(saved.ok)
    if (saved.ok) onSource(saved.value.source)
  }
  return (
    <Setting id="options" title="Options" effect="As the sender is set up. They hold from the next delivery on.">
      <form onSubmit={save} className="grid max-w-xl gap-4">
        <SettingFields fields={fields} values={values} problem={problem} onChange={setValues} />
        {problem && problem.issues.length === 0 && <Alert {...problem.problem} />}
        {done && <Alert tone="note" happened="Saved." />}
        <div>
          <Button type="submit">Save options</Button>
        </div>
      </form>
    </Setting>
  )
}
