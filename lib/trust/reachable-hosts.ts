/** Every host that the code can reach by itself, and why. A claim compares this list with the source. */
export interface ReachableHost {
  hosts: readonly string[]
  who: string
  purpose: string
  data: string
  /** What has to be set before anything goes there. */
  when: string
}

export const REACHABLE_HOSTS: readonly ReachableHost[] = [
  {
    hosts: ['api.anthropic.com'],
    who: 'Anthropic',
    purpose: 'Reads the condensed, redacted log and answers with a cause.',
    data: 'Redacted lines. No name, address or id of a person or a workspace.',
    when: 'A workspace allows a model, and a key is set by it or by the operator.',
  },
  {
    hosts: ['slack.com', 'hooks.slack.com'],
    who: 'Slack',
    purpose: 'Takes the message of an analysis.',
    data: 'Decision, cause, masked evidence, a link.',
    when: 'A workspace sets up a Slack channel.',
  },
  {
    hosts: ['api.pagerduty.com', 'api.eu.pagerduty.com'],
    who: 'PagerDuty',
    purpose: 'Gives details of an alert, and takes a note on the incident.',
    data: 'The id of the incident; the text of the note.',
    when: 'A workspace sets up PagerDuty and gives a token.',
  },
  {
    hosts: ['sentry.io', 'us.sentry.io', 'de.sentry.io'],
    who: 'Sentry',
    purpose: 'Gives the event behind an alert.',
    data: 'The id of the event.',
    when: 'A workspace sets up Sentry and gives a token.',
  },
  {
    hosts: ['api.github.com', 'github.com'],
    who: 'GitHub',
    purpose: 'Gives the log of a failed job; signs people in.',
    data: 'The id of the job; what signing in takes.',
    when: 'A workspace sets up GitHub and gives a token, or the operator sets up the sign-in.',
  },
  {
    hosts: ['accounts.google.com', 'www.googleapis.com'],
    who: 'Google',
    purpose: 'Signs people in; gives the public keys that Google’s alerts are checked with.',
    data: 'What signing in takes.',
    when: 'The operator sets up the sign-in, or a workspace sets up Google’s alerts.',
  },
  {
    hosts: ['login.microsoftonline.com'],
    who: 'Microsoft',
    purpose: 'Gives the public keys that Azure’s alerts are checked with.',
    data: 'The id of the directory.',
    when: 'A workspace sets up Azure’s alerts with tokens.',
  },
  {
    hosts: ['discord.com'],
    who: 'Discord',
    purpose: 'Takes the message of an analysis.',
    data: 'Decision, cause, masked evidence, a link.',
    when: 'A workspace sets up a Discord channel.',
  },
  {
    hosts: ['api.stripe.com'],
    who: 'Stripe',
    purpose: 'Takes payments.',
    data: 'The id of a workspace, the address that pays. Card numbers go from the browser to Stripe.',
    when: 'The operator sets up payments.',
  },
]

/** Names in the code that nothing connects to: links that a person may click, and names of formats and issuers. */
export const NAMED_ONLY: readonly string[] = [
  'portal.azure.com',
  'adaptivecards.io',
  'sts.windows.net',
  'jsonfeed.org',
  'www.w3.org',
]
