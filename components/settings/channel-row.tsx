'use client'

import { useState } from 'react'
import { utcText } from '../analysis/utc-text.ts'
import { CircleCheckIcon } from '../icons/circle-check.tsx'
import { UnplugIcon } from '../icons/unplug.tsx'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import type { Problem } from './call.ts'
import { mendChannel, removeChannel, type ShownChannel, type Tested, testChannel } from './channel-client.ts'
import { receiverName } from './channel-kinds.ts'
import { ChannelRouting } from './channel-routing.tsx'
import { errorSentence } from './channel-words.ts'
import { ConfirmButton } from './confirm-button.tsx'
import { WebhookSecret } from './webhook-secret.tsx'

export interface ChannelRowProps {
  channel: ShownChannel
  manages: boolean
  sources: readonly { id: string; name: string }[]
  /** Made a moment ago, and shown this once. */
  secret: string | null
  onChange(channel: ShownChannel): void
  onRemoved(): void
}

export function ChannelRow({ channel, manages, sources, secret, onChange, onRemoved }: ChannelRowProps) {
  const { id, name, kind } = channel
  const [tested, setTested] = useState<Tested | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const test = async () => {
    setBusy(true)
    const answer = await testChannel(id)
    setBusy(false)
    setProblem(answer.ok ? null : answer)
    setTested(answer.ok ? answer.value : null)
    if (answer.ok) onChange(answer.value.channel)
  }
  const mend = async () => {
    const answer = await mendChannel(id)
    setProblem(answer.ok ? null : answer)
    setTested(null)
    if (answer.ok) onChange(answer.value.channel)
  }
  const remove = async () => {
    const answer = await removeChannel(id)
    if (answer.ok) onRemoved()
    else setProblem(answer)
  }
  return (
    <li className="grid gap-3 px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="grid min-w-0 gap-0.5">
          <p className="font-semibold wrap-anywhere text-ink">{name}</p>
          <p className="text-sm text-ink-soft">{receiverName(kind)}</p>
          <ChannelState channel={channel} />
        </div>
        {manages && (
          <div className="flex flex-wrap gap-2">
            <Button size="small" onClick={test} disabled={busy}>
              Send a test message
            </Button>
            <ConfirmButton
              button="Remove"
              label={`Remove ${name}`}
              title={`Remove ${name}?`}
              text="Nothing is sent there any more, and the list of messages sent there goes with it. What was sent stays with its receiver."
              act="Remove"
              onConfirm={remove}
            />
          </div>
        )}
      </div>
      {manages && channel.brokenAt !== null && (
        <div>
          <Button onClick={mend}>Mend: send there again</Button>
        </div>
      )}
      {kind === 'webhook' && manages && <WebhookSecret id={id} fresh={secret} />}
      <ChannelRouting channel={channel} sources={sources} manages={manages} onChange={onChange} />
      {tested && <TestOutcome tested={tested} />}
      {problem && <Alert {...problem.problem} />}
    </li>
  )
}

function ChannelState({ channel: { brokenAt, brokenReason } }: { channel: ShownChannel }) {
  if (brokenAt === null)
    return (
      <p className="inline-flex items-center gap-1.5 text-base text-ink-soft">
        <CircleCheckIcon aria-hidden="true" className="size-3.5" /> Working
      </p>
    )
  return (
    <div className="grid gap-0.5 text-base">
      <p className="inline-flex flex-wrap items-center gap-x-1.5 font-semibold text-ink">
        <UnplugIcon aria-hidden="true" className="size-3.5" /> Broken since{' '}
        <span className="figures">{utcText(brokenAt, 'minutes')}</span>
      </p>
      <p className="text-ink">{errorSentence(brokenReason ?? '')} Nothing is sent there until it is mended.</p>
    </div>
  )
}

function TestOutcome({ tested: { outcome, status, error, channel } }: { tested: Tested }) {
  if (outcome === 'delivered')
    return (
      <Alert
        tone="note"
        happened={`The test message was taken (${status}).`}
        todo={channel.brokenAt === null ? undefined : 'The channel takes messages again: mend it to use it.'}
      />
    )
  return (
    <Alert
      happened="The test message was not taken."
      kept={errorSentence(error ?? '')}
      todo={
        outcome === 'broken' ? 'Make a new address at the receiver and add it as a channel.' : 'Try again in a minute.'
      }
    />
  )
}
