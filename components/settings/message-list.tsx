'use client'

import Link from 'next/link'
import { printableProse } from '../analysis/printable.ts'
import { utcText } from '../analysis/utc-text.ts'
import { CircleCheckIcon } from '../icons/circle-check.tsx'
import { CircleDashedIcon } from '../icons/circle-dashed.tsx'
import { CircleXIcon } from '../icons/circle-x.tsx'
import type { Icon } from '../icons/icon.tsx'
import { SendIcon } from '../icons/send.tsx'
import { LiveMark } from '../live-mark.tsx'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table.tsx'
import { usePolled } from '../use-polled.ts'
import type { ShownChannel, ShownMessage } from './channel-client.ts'
import { errorSentence } from './channel-words.ts'
import { ReplayButton } from './replay-button.tsx'

const STATES: Readonly<Record<ShownMessage['state'], { word: string; shape: Icon }>> = {
  pending: { word: 'Waiting', shape: CircleDashedIcon },
  sending: { word: 'Being sent', shape: SendIcon },
  delivered: { word: 'Delivered', shape: CircleCheckIcon },
  failed: { word: 'Failed', shape: CircleXIcon },
}

/** What is told that is no analysis. */
const NOTICES: Readonly<Record<string, string>> = {
  still_firing: 'Notice: an alert still fires',
  resolved: 'Notice: an alert is over',
  flapping: 'Notice: an alert comes and goes',
  storm: 'Notice: a storm of alerts',
  interrupted: 'Notice: an alert was interrupted and not analyzed',
}

export interface MessageListProps {
  initial: readonly ShownMessage[]
  channels: readonly Pick<ShownChannel, 'id' | 'name'>[]
  manages: boolean
}

const readItems = (json: unknown) => (json as { items: ShownMessage[] }).items

/** The last messages with their attempts, live. */
export function MessageList({ initial, channels, manages }: MessageListProps) {
  const { value, live } = usePolled('/api/notifications', initial, readItems)
  const names = new Map(channels.map(({ id, name }) => [id, name]))
  return (
    <section aria-labelledby="messages-title" className="grid gap-3">
      <div className="flex items-baseline justify-between gap-3">
        <h2 id="messages-title" className="text-lg font-semibold text-ink">
          Last messages
        </h2>
        <LiveMark live={live} />
      </div>
      {value.length === 0 ? (
        <p className="text-base text-ink-soft">None was sent yet.</p>
      ) : (
        <Table label="Last messages, newest first">
          <TableHead>
            <TableRow>
              <TableHeader className="hidden w-0 whitespace-nowrap sm:table-cell">Time (UTC)</TableHeader>
              <TableHeader className="max-sm:pl-0">Message</TableHeader>
              <TableHeader className="hidden w-0 sm:table-cell">Channel</TableHeader>
              <TableHeader className="w-0">State</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {value.map((message) => (
              <MessageRow
                key={message.id}
                message={message}
                manages={manages}
                channel={names.get(message.channelId) ?? 'a removed one'}
              />
            ))}
          </TableBody>
        </Table>
      )}
    </section>
  )
}

function MessageRow({ message, channel, manages }: { message: ShownMessage; channel: string; manages: boolean }) {
  const { createdAt, analysisId, analysis, state } = message
  const { word, shape: Shape } = STATES[state]
  const time = utcText(createdAt).replace(' UTC', '')
  return (
    <TableRow>
      <TableCell className="figures hidden text-sm whitespace-nowrap text-ink-soft sm:table-cell">{time}</TableCell>
      <TableCell className="max-sm:pl-0">
        {analysis === null ? (
          <span className="text-ink">{NOTICES[message.notice?.kind ?? ''] ?? 'A notice'}</span>
        ) : (
          <Link
            href={`/analyses/${analysisId}`}
            className="line-clamp-2 wrap-anywhere text-accent underline underline-offset-2 hover:text-accent-hover"
          >
            {printableProse(analysis.title)}
          </Link>
        )}
        <span className="flex flex-wrap gap-x-3 text-xs text-ink-soft sm:hidden">
          <span className="figures">{time}</span> {channel}
        </span>
        {message.lastError !== null && <span className="block text-sm text-ink-soft">{lastAttempt(message)}</span>}
      </TableCell>
      <TableCell className="hidden max-w-48 truncate sm:table-cell">{channel}</TableCell>
      <TableCell className="whitespace-nowrap">
        <span className="inline-flex items-center gap-1.5 text-ink-soft">
          <Shape aria-hidden="true" className="size-3.5" /> {word}
        </span>
        <span className="figures block text-xs text-ink-faint">
          {message.attempts} {message.attempts === 1 ? 'attempt' : 'attempts'}
        </span>
        {manages && state === 'failed' && <ReplayButton id={message.id} />}
      </TableCell>
    </TableRow>
  )
}

function lastAttempt({ state, lastError, nextAttemptAt }: ShownMessage): string {
  const why = errorSentence(lastError ?? '')
  return state === 'pending' ? `${why} Next attempt: ${utcText(nextAttemptAt)}.` : why
}
