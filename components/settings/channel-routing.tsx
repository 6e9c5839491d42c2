'use client'

import { type FormEvent, useState } from 'react'
import type { Routing } from '#lib/pipeline/deliver/routing.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { FIELD, Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'
import type { Problem } from './call.ts'
import { routeChannel, type ShownChannel } from './channel-client.ts'
import { routingWords } from './routing-words.ts'
import { Tick } from './setting.tsx'

export interface ChannelRoutingProps {
  channel: ShownChannel
  sources: readonly { id: string; name: string }[]
  manages: boolean
  onChange(channel: ShownChannel): void
}

const FLOORS = [
  ['', 'Any severity'],
  ['low', 'Low and above'],
  ['medium', 'Medium and above'],
  ['high', 'High and above'],
  ['critical', 'Critical only'],
] as const

/** Which alerts this channel is told of, in words, and the form behind them. */
export function ChannelRouting({ channel, sources, manages, onChange }: ChannelRoutingProps) {
  // The server checked it when it was saved.
  const routing = channel.routing as Routing
  const [open, setOpen] = useState(false)
  return (
    <div className="grid gap-2 text-base">
      <p className="text-ink-soft">
        {routingWords(routing, sources)}{' '}
        {manages && !open && (
          <Button size="small" variant="quiet" onClick={() => setOpen(true)}>
            Change
          </Button>
        )}
      </p>
      {open && (
        <RoutingForm
          {...{ channel, routing, sources }}
          onDone={(changed) => {
            setOpen(false)
            if (changed) onChange(changed)
          }}
        />
      )}
    </div>
  )
}

interface RoutingFormProps {
  channel: ShownChannel
  routing: Routing
  sources: ChannelRoutingProps['sources']
  onDone(changed: ShownChannel | null): void
}

function RoutingForm({ channel: { id }, routing, sources, onDone }: RoutingFormProps) {
  const [chosen, setChosen] = useState<readonly string[]>(routing.sources ?? [])
  const [services, setServices] = useState((routing.services ?? []).join(', '))
  const [floor, setFloor] = useState<string>(routing.severityFloor ?? '')
  const [quiet, setQuiet] = useState(routing.quietHours ?? { from: '', to: '', timeZone: ownTimeZone() })
  const [problem, setProblem] = useState<Problem | null>(null)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const names = services.split(',').flatMap((name) => name.trim() || [])
    const answer = await routeChannel(id, {
      ...(chosen.length > 0 ? { sources: [...chosen] } : {}),
      ...(names.length > 0 ? { services: names } : {}),
      ...(isFloor(floor) ? { severityFloor: floor } : {}),
      ...(quiet.from && quiet.to ? { quietHours: quiet } : {}),
    })
    if (answer.ok) onDone(answer.value.channel)
    else setProblem(answer)
  }
  const at = (name: string) => `routing-${name}-${id}`
  return (
    <form onSubmit={save} className="grid max-w-xl gap-4 rounded-card border border-line p-4">
      {sources.length > 0 && (
        <fieldset className="grid gap-1">
          <legend className="pb-1 font-medium text-ink">Only these sources; none chosen is all</legend>
          {sources.map((source) => (
            <Tick
              key={source.id}
              label={source.name}
              checked={chosen.includes(source.id)}
              onChange={(on) => setChosen(on ? [...chosen, source.id] : chosen.filter((one) => one !== source.id))}
            />
          ))}
        </fieldset>
      )}
      <Field
        id={at('services')}
        label="Only these services"
        help="As alerts name them, with commas between; empty is all."
      >
        <Input
          id={at('services')}
          aria-describedby={`${at('services')}-help`}
          value={services}
          onChange={(event) => setServices(event.target.value)}
        />
      </Field>
      <Field id={at('floor')} label="Severity">
        <select
          id={at('floor')}
          value={floor}
          onChange={(event) => setFloor(event.target.value)}
          className={`${FIELD} h-9 px-2 text-base`}
        >
          {FLOORS.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </Field>
      <QuietHours value={quiet} at={at} onChange={setQuiet} />
      {problem && <Alert {...problem.problem} />}
      <div className="flex gap-2">
        <Button type="submit">Save</Button>
        <Button variant="quiet" onClick={() => onDone(null)}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

interface QuietHoursProps {
  value: { from: string; to: string; timeZone: string }
  at(name: string): string
  onChange(value: { from: string; to: string; timeZone: string }): void
}

function QuietHours({ value, at, onChange }: QuietHoursProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1 font-medium text-ink">
        Quiet hours: messages wait until their end, critical ones do not
      </legend>
      <div className="flex flex-wrap gap-3">
        {(['from', 'to'] as const).map((name) => (
          <label key={name} className="grid gap-1 text-sm text-ink-soft" htmlFor={at(name)}>
            {name === 'from' ? 'From' : 'Until'}
            <Input
              id={at(name)}
              type="time"
              value={value[name]}
              onChange={(event) => onChange({ ...value, [name]: event.target.value })}
              className="w-32"
            />
          </label>
        ))}
        <label className="grid min-w-0 flex-1 gap-1 text-sm text-ink-soft" htmlFor={at('zone')}>
          Time zone
          <Input
            id={at('zone')}
            value={value.timeZone}
            onChange={(event) => onChange({ ...value, timeZone: event.target.value })}
          />
        </label>
      </div>
    </fieldset>
  )
}

const ownTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

const isFloor = (value: string): value is NonNullable<Routing['severityFloor']> =>
  FLOORS.some(([floor]) => floor !== '' && floor === value)
