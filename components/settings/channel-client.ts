import type { TestedChannel } from '#lib/channels.ts'
import type { ChannelView } from '#lib/data/channels.ts'
import type { NotificationView } from '#lib/data/notifications.ts'
import type { Routing } from '#lib/pipeline/deliver/routing.ts'
import { call } from './call.ts'

type Timed<T, K extends keyof T> = Omit<T, K> & { [P in K]: Date | string | Extract<T[P], null> }

/** As a page has them: straight from the server, or from JSON, where times are text. */
export type ShownChannel = Timed<ChannelView, 'createdAt' | 'disabledAt' | 'brokenAt'>
export type ShownMessage = Timed<NotificationView, 'createdAt' | 'nextAttemptAt' | 'deliveredAt'>
export type Tested = Omit<TestedChannel, 'channel'> & { channel: ShownChannel }

const at = (id: string, what = '') => `/api/channels/${encodeURIComponent(id)}${what}`

export const addChannel = (given: Readonly<Record<string, string>>) =>
  call<{ channel: ShownChannel; secret: string | null }>('POST', '/api/channels', given)

/** Where the browser goes to pick a channel at Slack. */
export const installInSlack = () => call<{ url: string }>('POST', '/api/channels/slack/install')

export const testChannel = (id: string) => call<Tested>('POST', at(id, '/test'))

export const mendChannel = (id: string) => call<{ channel: ShownChannel }>('POST', at(id, '/mend'))

export const routeChannel = (id: string, routing: Routing) =>
  call<{ channel: ShownChannel }>('PUT', at(id, '/routing'), routing)

export const rotateSecret = (id: string) => call<{ secret: string }>('POST', at(id, '/rotate'))

export const replayMessage = (id: string) => call<null>('POST', `/api/notifications/${encodeURIComponent(id)}/replay`)

export const removeChannel = (id: string) => call<null>('DELETE', at(id))
