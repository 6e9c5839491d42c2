import type { Outcome } from './outcome.ts'
import type { Telling } from './slack-message.ts'
import type { NoticeTelling } from './slack-notice.ts'

/** One message for one attempt. */
export interface Post {
  /** Of the notification's row: the same in every attempt. */
  id: string
  telling: Telling | NoticeTelling
  /** What the receiver calls the message of the same analysis, where it was sent one: this one belongs under it. */
  under: string | null
  now: Date
}

export type Sent = Outcome & {
  /** What the receiver calls this message. */
  externalRef?: string
}

/** How a kind of channel is told. `opened`: its sealed configuration, as the file of that kind wrote it. Never throws. */
export type ChannelSender = (opened: string, post: Post) => Promise<Sent>
