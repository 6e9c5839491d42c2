import type { ChannelKind } from '#lib/channels.ts'

/** How a kind of channel is set up, as data: the form is drawn from it. A new kind is a line here. */
export interface ChannelForm {
  /** The receiver's own name. */
  name: string
  /** What arrives there, in one sentence. */
  lead: string
  /** How to get what the form asks for, in order. */
  steps: readonly string[]
  /** What the form asks for beside a name. Sent under these names. */
  fields: readonly ChannelField[]
}

export interface ChannelField {
  name: string
  label: string
  help: string
  /** `secret` is written once and never shown. */
  type: 'secret' | 'text' | 'email'
  placeholder: string
  maxLength: number
}

export const CHANNEL_FORMS: Readonly<Record<ChannelKind, ChannelForm>> = {
  slack_webhook: {
    name: 'Slack',
    lead: 'A message for each analysis in one Slack channel: decision, cause, evidence by line, first step, link.',
    steps: [
      'At api.slack.com/apps choose “Create New App”, “From scratch”, and your workspace.',
      'Open “Incoming Webhooks”, switch them on, press “Add New Webhook to Workspace” and pick the channel.',
      'Copy the webhook URL and paste it here.',
    ],
    fields: [
      {
        name: 'address',
        label: 'Webhook URL',
        help: 'Whoever has it can post to that channel: it is sealed and never shown again.',
        type: 'secret',
        placeholder: 'https://hooks.slack.com/services/…',
        maxLength: 500,
      },
    ],
  },
}

/** The receiver's name, or the kind as it is stored. */
export function receiverName(kind: string): string {
  return isKind(kind) ? CHANNEL_FORMS[kind].name : kind
}

export const CHANNEL_KINDS_OFFERED = Object.keys(CHANNEL_FORMS).filter(isKind)

function isKind(kind: string): kind is ChannelKind {
  return Object.hasOwn(CHANNEL_FORMS, kind)
}
