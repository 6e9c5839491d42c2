'use client'

import { useState } from 'react'
import { utcText } from '../analysis/utc-text.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { CodeBlock } from '../ui/code.tsx'
import { issueAt, type Problem } from './call.ts'
import { OneField } from './one-field.tsx'
import { Choice, Setting } from './setting.tsx'
import { type Made, rotateSecret } from './source-client.ts'
import type { SourceParts } from './source-desk.tsx'

const OVERLAPS = [
  { value: '24', text: 'a day: change it at the sender within that time, and nothing is lost' },
  { value: '168', text: 'a week' },
  { value: '0', text: 'no longer: somebody has seen it who should not' },
] as const
type Overlap = (typeof OVERLAPS)[number]['value']

/** Rotation: for a while two secrets are good. */
export function ReplaceSecret({ source, facts, onMade }: SourceParts) {
  const [overlap, setOverlap] = useState<Overlap>('24')
  const [made, setMade] = useState<Made | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const replace = async (secret?: string) => {
    const given = { overlapHours: Number(overlap), ...(secret === undefined ? {} : { secret }) }
    const saved = await rotateSecret(source.id, given)
    setProblem(saved.ok ? null : saved)
    if (!saved.ok) return false
    setMade(secret === undefined ? saved.value : null)
    onMade(saved.value)
    return true
  }
  if (facts.secretMadeBy === 'none' || source.proof === 'identity') return null
  const theirs = facts.secretMadeBy === 'sender' && source.proof === 'signature'
  const issue = issueAt(problem, 'secret')
  return (
    <Setting
      id="secret"
      title="Replace the secret"
      effect={
        theirs
          ? `For when ${facts.label} has made a new one. Deliveries with the present one are taken for the time chosen here.`
          : 'Makes a new one. Deliveries with the present one are taken for the time chosen here.'
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
          label={`New ${facts.secretLabel.toLowerCase()}`}
          help="It is sealed and never shown again."
          error={issue}
          button="Replace the secret"
          onSave={replace}
        />
      ) : (
        <div>
          <Button onClick={() => replace()}>Make a new secret</Button>
        </div>
      )}
      {made !== null && (
        <ShownOnce
          text={source.proof === 'path' ? made.address : made.secret}
          label={source.proof === 'path' ? 'New address' : `New ${facts.secretLabel.toLowerCase()}`}
        />
      )}
      {problem && issue === undefined && <Alert {...problem.problem} />}
    </Setting>
  )
}

function ShownOnce({ text, label }: { text: string; label: string }) {
  return (
    <div className="grid gap-1.5">
      <CodeBlock text={text} label={label} />
      <p className="text-sm font-medium text-ink">
        Shown now and never again: it is gone when you leave this page. Give it to the sender.
      </p>
    </div>
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
