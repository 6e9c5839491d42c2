'use client'

import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import type { ShownChannel, ShownMessage } from './channel-client.ts'
import { ChannelRow } from './channel-row.tsx'
import { MessageList } from './message-list.tsx'
import { NewChannel } from './new-channel.tsx'

export interface ChannelsDeskProps {
  channels: readonly ShownChannel[]
  messages: readonly ShownMessage[]
  manages: boolean
  /** For routing: the workspace's sources. */
  sources: readonly { id: string; name: string }[]
  slackApp: boolean
}

/** Every channel with its state, the form for another one, and what was sent. */
export function ChannelsDesk({ channels: given, messages, manages, sources, slackApp }: ChannelsDeskProps) {
  const [channels, setChannels] = useState(given)
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<{ id: string; secret: string } | null>(null)
  const change = (changed: ShownChannel) => setChannels(channels.map((one) => (one.id === changed.id ? changed : one)))
  const add = (
    <Button variant="primary" onClick={() => setAdding(true)}>
      Add a channel
    </Button>
  )
  return (
    <div className="grid gap-8">
      <div className="grid gap-4">
        {channels.length === 0 && !adding && (
          <EmptyState title="Your channels will be here." action={manages && add}>
            Each analysis of an alert is then sent on within seconds. Until there is one, analyses are on the pages of
            Lethe only.
          </EmptyState>
        )}
        {channels.length > 0 && (
          <ul aria-label="Channels" className="divide-y divide-line rounded-card border border-line bg-surface">
            {channels.map((channel) => (
              <ChannelRow
                key={channel.id}
                channel={channel}
                manages={manages}
                sources={sources}
                secret={made?.id === channel.id ? made.secret : null}
                onChange={change}
                onRemoved={() => setChannels(channels.filter(({ id }) => id !== channel.id))}
              />
            ))}
          </ul>
        )}
        {manages && channels.length > 0 && !adding && <div>{add}</div>}
        {adding && (
          <NewChannel
            onAdded={(made, secret) => {
              setChannels([...channels, made])
              setAdding(false)
              setMade(secret === null ? null : { id: made.id, secret })
            }}
            onCancel={() => setAdding(false)}
            slackApp={slackApp}
          />
        )}
      </div>
      <MessageList initial={messages} channels={channels} manages={manages} />
    </div>
  )
}
