'use client'

import { useState } from 'react'
import { utcText } from '../analysis/utc-text.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { issueAt, type Problem } from './call.ts'
import { OneField } from './one-field.tsx'
import { ShownOnce } from './secret-step.tsx'
import { Choice, Setting } from './setting.tsx'
import { rotateSecret } from './source-client.ts'
import type { SourceParts } from './source-desk.tsx'

const OVERLAPS = [
  { value: '24', text: 'a day: change it at the sender within that time, and nothing is lost' },
  { value: '168', text: 'a week' },
  { value: '0', text: 'no longer: somebody has seen it who should not' },
] as const
type Overlap = (typeof OVERLAPS)[number]['value']

/** Rotation: for a while two secrets are good. */
export function ReplaceSecret({ source, guide, onSource, onSecret }: SourceParts) {
  const [overlap, setOverlap] = useState<Overlap>('24')
  const [made, setMade] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const replace = async (secret?: string) => {
    const given = { overlapHours: Number(overlap), ...(secret === undefined ? {} : { secret }) }
    const saved = await rotateSecret(source.id, given)
    setProblem(saved.ok ? null : saved)
    if (!saved.ok) return false
    setMade(secret === undefined ? saved.value.secret : null)
    onSource(saved.value.source)
    onSecret(saved.value.secret)
    return true
  }
  const theirs = guide.secret.madeBy === 'sender'
  const issue = issueAt(problem, 'secret')
  return (
    <Setting
      id="secret"
      title="Replace the secret"
      effect={
        theirs
          ? `For when ${guide.name} has made a new one. Events signed with the present one are taken for the time chosen here.`
          : 'Makes a new one. Events signed with the present one are taken for the time chosen here.'
      }
    >
      <PreviousSecret until={source.previousSecretUntil} />
      <Choice<Overlap>
        name="overlap"
        legend="The present secret stays good for"
        value={overlap}
        options={OVERLAPS}
        onChange={setOverlap}
      />
      {theirs ? (
        <OneField
          id="new-secret"
          label={`New ${guide.secret.name.toLowerCase()}`}
          help={guide.secret.help}
          error={issue}
          button="Replace the secret"
          onSave={replace}
        />
      ) : (
        <div>
          <Button onClick={() => replace()}>Make a new secret</Button>
        </div>
      )}
      {made !== null && <ShownOnce secret={made} name={guide.secret.name} />}
      {problem && issue === undefined && <Alert {...problem.problem} />}
    </Setting>
  )
}

function PreviousSecret({ until }: { until: Date | string | null }) {
  if (until === null || new Date(until).getTime() <= Date.now()) return null
  return (
    <p className="text-base text-ink" role="status">
      Two secrets are good until <span className="figures">{utcText(until, 'minutes')}</span>.
    </p>
  )
}
