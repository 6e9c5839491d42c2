import type { ChannelKind } from '#lib/pipeline/deliver/senders.ts'

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
  slack_bot: {
    name: 'Slack, with threads',
    lead: 'The same by a bot of yours: “still firing” and “resolved” go into the thread of the analysis.',
    steps: [
      'At api.slack.com/apps create an app; under “OAuth & Permissions” add the bot scope chat:write and install it.',
      'Invite the bot into the channel: /invite @name-of-the-bot.',
      'Copy the “Bot User OAuth Token”, and the channel’s id from the foot of its details.',
    ],
    fields: [
      {
        name: 'token',
        label: 'Bot token',
        help: 'Sealed and never shown again.',
        type: 'secret',
        placeholder: 'xoxb-…',
        maxLength: 300,
      },
      {
        name: 'channel',
        label: 'Channel id',
        help: 'Begins with C or G; not the channel’s name.',
        type: 'text',
        placeholder: 'C0123456789',
        maxLength: 24,
      },
    ],
  },
  teams_workflow: {
    name: 'Microsoft Teams',
    lead: 'A card for each analysis in one channel of Teams, through a workflow.',
    steps: [
      'In Teams open the channel’s menu, “Workflows”, and choose “Send webhook alerts to a channel”.',
      'Name it, pick the channel, and create it.',
      'Copy the URL that it shows and paste it here.',
    ],
    fields: [
      {
        name: 'address',
        label: 'Workflow URL',
        help: 'Its “sig” lets anybody post: it is sealed and never shown again.',
        type: 'secret',
        placeholder: 'https://….logic.azure.com/…',
        maxLength: 1000,
      },
    ],
  },
  discord_webhook: {
    name: 'Discord',
    lead: 'A message for each analysis in one channel of a Discord server. Nobody is mentioned.',
    steps: [
      'Open the channel’s settings, “Integrations”, “Webhooks”, “New Webhook”.',
      'Press “Copy Webhook URL” and paste it here.',
    ],
    fields: [
      {
        name: 'address',
        label: 'Webhook URL',
        help: 'Whoever has it can post to that channel: it is sealed and never shown again.',
        type: 'secret',
        placeholder: 'https://discord.com/api/webhooks/…',
        maxLength: 500,
      },
    ],
  },
  email: {
    name: 'E-mail',
    lead: 'Plain text to one member of this workspace, without pictures and without anything that tells who has read it.',
    steps: ['Give the address of a member of this workspace.'],
    fields: [
      {
        name: 'address',
        label: 'Address',
        help: 'Of somebody who is a member here.',
        type: 'email',
        placeholder: 'name@example.com',
        maxLength: 254,
      },
    ],
  },
  pagerduty_note: {
    name: 'PagerDuty note',
    lead: 'A note on the incident that the alert came from. Told of alerts from PagerDuty only.',
    steps: [
      'In PagerDuty open “Integrations”, “API Access Keys”, and create a key that may write.',
      'Give the address of a PagerDuty user, on whose behalf notes are written.',
    ],
    fields: [
      {
        name: 'token',
        label: 'API key',
        help: 'Sealed and never shown again.',
        type: 'secret',
        placeholder: '',
        maxLength: 200,
      },
      {
        name: 'from',
        label: 'User at PagerDuty',
        help: 'The address of their account there.',
        type: 'email',
        placeholder: 'name@example.com',
        maxLength: 254,
      },
    ],
  },
  webhook: {
    name: 'Webhook of ours',
    lead: 'A signed POST of each analysis as JSON, by the Standard Webhooks specification, to a server of yours.',
    steps: [
      'Give an https address that takes a POST and answers with 2xx within 15 seconds.',
      'Check each request with the secret that is shown once after this step; a library of standardwebhooks does it.',
    ],
    fields: [
      {
        name: 'address',
        label: 'Address',
        help: 'Public https. Redirects are not followed.',
        type: 'text',
        placeholder: 'https://hooks.example.com/lethe',
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
