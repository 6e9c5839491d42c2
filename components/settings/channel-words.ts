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
  is_archived: 'The Slack channel is archived.',
  not_in_channel: 'The bot is not in this Slack channel: invite it there.',
  invalid_auth: 'Slack no longer knows the bot’s token.',
  token_revoked: 'The bot’s token was revoked at Slack.',
  missing_scope: 'The bot lacks the scope chat:write at Slack.',
  no_incident: 'The alert names no incident at PagerDuty.',
  mail_not_configured: 'This installation sends no mail (SMTP_URL).',
  mail_refused: 'The mail server refused the address.',
  mail_unreachable: 'The mail server did not take it.',
  http_401: 'The receiver no longer knows us (401).',
  internal: 'A fault of ours.',
}

export function errorSentence(error: string): string {
  if (Object.hasOwn(ERRORS, error)) return ERRORS[error] ?? error
  const status = /^http_(\d{3})$/.exec(error)?.[1]
  return status === undefined ? `${error.replaceAll('_', ' ')}.` : `The receiver answered ${status}.`
}
