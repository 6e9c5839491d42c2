/** Every cookie that we set: the privacy page is drawn from this, and a test compares it with the code. */

export interface CookieRow {
  name: string
  purpose: string
  howLong: string
}

export const COOKIES: readonly CookieRow[] = [
  { name: '__Host-lethe-session', purpose: 'Your session.', howLong: '7 days' },
  { name: '__Host-device', purpose: 'Binds the session to this browser.', howLong: '400 days' },
  { name: '__Host-asked', purpose: 'Binds a sign-in link to the browser that asked for it.', howLong: '10 minutes' },
  {
    name: '__Host-connecting',
    purpose: 'Says that the identity provider you go to next is to be connected to you.',
    howLong: '10 minutes',
  },
  {
    name: '__Host-csrf',
    purpose: 'Shows that a form was sent from a page of this server.',
    howLong: 'Until the browser closes',
  },
  { name: '__Host-next', purpose: 'Where to go after signing in.', howLong: 'Until the browser closes' },
  {
    name: '__Host-pkce, __Host-state, __Host-nonce',
    purpose: 'Bind a sign-in through an identity provider to this browser, where one is set up.',
    howLong: '15 minutes',
  },
  { name: '__Host-slack', purpose: 'Binds an installation of the Slack app to this browser.', howLong: '10 minutes' },
  {
    name: '__Host-sso',
    purpose: 'Binds a sign-in at the identity provider of a workspace to this browser.',
    howLong: '10 minutes',
  },
  {
    name: '__Host-staff, __Host-desk, __Host-knock',
    purpose:
      'Of people who work for whoever runs this Lethe: their session, its browser, and a link that they asked for.',
    howLong: '8 hours, 10 days and 10 minutes',
  },
  { name: 'lethe-theme', purpose: 'Light or dark, if you have chosen.', howLong: '1 year' },
]
