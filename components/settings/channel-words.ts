/** What our own short words about a message or a channel mean. Slack's documented words stand as they are. */
const ERRORS: Readonly<Record<string, string>> = {
  http_403: 'The receiver refused it (403).',
  http_404: 'The address is gone (404).',
  http_410: 'The address is gone for good (410).',
  no_service: 'The webhook was removed at Slack.',
  no_service_id: 'The webhook was removed at Slack.',
  no_active_hooks: 'The webhook was switched off at Slack.',
  invalid_token: 'Slack no longer knows this webhook.',
  channel_not_found: 'The Slack channel is gone.',
  channel_is_archived: 'The Slack channel is archived.',
  team_disabled: 'The Slack workspace is switched off.',
  no_team: 'The Slack workspace is gone.',
  user_not_found: 'The person who made the webhook is gone at Slack.',
  action_prohibited: 'An admin at Slack forbids it.',
  posting_to_general_channel_denied: 'This Slack channel takes posts of admins only.',
  rate_limited: 'The receiver asks us to wait.',
  unreachable: 'The receiver did not answer.',
  address_refused: 'The address leads to a network that is not reached from here.',
  channel_off: 'The channel was broken or off.',
  gone: 'The analysis was deleted before it was sent.',
  lease_lost: 'The server stopped while it was being sent; whether it arrived is not known.',
  internal: 'A fault of ours.',
}

export function errorSentence(error: string): string {
  if (Object.hasOwn(ERRORS, error)) return ERRORS[error] ?? error
  const status = /^http_(\d{3})$/.exec(error)?.[1]
  return status === undefined ? `${error.replaceAll('_', ' ')}.` : `The receiver answered ${status}.`
}
