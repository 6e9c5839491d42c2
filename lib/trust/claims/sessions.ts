import { defineClaims } from '../define-claims.ts'

const WHO = { flows: ['sign-in', 'pages', 'API'], data: ['sessions'] }

export const sessionsClaims = defineClaims([
  {
    id: 'SES-01',
    title: 'Cookies that scripts cannot read',
    says: 'Every cookie of a sign-in is bound to this host, hidden from scripts, sent over secure connections and withheld from requests of other sites.',
    limits: ['A program on your own machine can read the cookies of your browser.'],
    ...WHO,
    checks: [
      {
        id: 'sessions.cookies',
        does: 'Signs in at a running server and reads the cookies it sets.',
        breaks: 'The flag that hides a cookie from scripts is taken off.',
        least: 2,
      },
    ],
    maps: { asvs: ['V3.3.1', 'V3.3.2', 'V3.3.4'], ccm: ['IAM-14'], nist: ['SC-23'] },
  },
  {
    id: 'SES-02',
    title: 'Session tokens are stored as hashes',
    says: 'The tokens of sessions and browsers are stored as hashes: who reads the table cannot sign in with it.',
    limits: ['A token is in the memory of the server while a request is answered.'],
    ...WHO,
    checks: [
      {
        id: 'sessions.hashed',
        does: 'Begins a session and searches every row of the table for its tokens.',
        breaks: 'A token is put into a row.',
        least: 1,
      },
    ],
    maps: { ccm: ['CEK-03'], nist: ['IA-5', 'SC-28'] },
  },
  {
    id: 'SES-03',
    title: 'A stolen session cookie is refused',
    says: 'A session is bound to the browser it began in. Its cookie alone, or with the cookie of another browser, is refused.',
    limits: ['Who copies both cookies has the session, until it ends.'],
    ...WHO,
    checks: [
      {
        id: 'sessions.bound',
        does: 'Asks a running server with both cookies, with a wrong second one, and without it.',
        breaks: 'One refusal counts as an answer.',
        least: 3,
      },
    ],
    maps: { nist: ['SC-23', 'IA-11'] },
  },
  {
    id: 'SES-04',
    title: 'Sessions end',
    says: 'A session ends after {idleHours} hours without use and after {days} days at the latest. A workspace can set less.',
    limits: ['What is open in a tab stays on the screen; the next request is refused.'],
    ...WHO,
    checks: [
      {
        id: 'sessions.expiry',
        does: 'Begins sessions, moves their end into the past, and asks for them again.',
        breaks: 'One of them counts as alive.',
        least: 2,
      },
    ],
    maps: { asvs: ['V7.3.1', 'V7.3.2'], nist: ['AC-12', 'IA-11'] },
  },
  {
    id: 'SES-05',
    title: 'Signing out destroys the session on the server',
    says: 'After signing out the row is gone and the old cookie opens nothing.',
    limits: ['Other sessions of yours go on; you can end them on their page.'],
    ...WHO,
    checks: [
      {
        id: 'sessions.end',
        does: 'Ends a session, looks for its row, and asks a running server with the old cookie.',
        breaks: 'The row counts as still there.',
        least: 3,
      },
    ],
    maps: { asvs: ['V7.4.1'], nist: ['AC-12'] },
  },
  {
    id: 'SES-06',
    title: 'You see and end your sessions',
    says: 'Your sessions are listed for you, without their tokens, and you can end all others at once.',
    limits: ['The list tells the family of a browser, not the person in front of it.'],
    ...WHO,
    checks: [
      {
        id: 'sessions.listed',
        does: 'Begins two sessions, reads the list, ends the others and asks with the second.',
        breaks: 'The ended session counts as alive.',
        least: 4,
      },
    ],
    maps: { asvs: ['V7.5.2'], nist: ['AC-12'] },
  },
  {
    id: 'SES-07',
    title: 'A sign-in link works once',
    says: 'A link sent by e-mail works once, for {minutes} minutes, in the browser that asked for it.',
    limits: ['Who reads your mail and sits at your browser can use it.'],
    ...WHO,
    checks: [
      {
        id: 'sessions.link-once',
        does: 'Uses links twice, from another browser, and after their end.',
        breaks: 'A second use counts as good.',
        least: 4,
      },
    ],
    maps: { asvs: ['V6.6.2'], nist: ['IA-5'] },
  },
  {
    id: 'SES-08',
    title: 'No passwords are kept',
    says: 'There is no password to steal: no column of the database could hold one.',
    limits: ['It reads names of columns. Your mailbox or identity provider has a password of its own.'],
    class: 'derived',
    ...WHO,
    checks: [
      {
        id: 'sessions.no-passwords',
        does: 'Reads the names of all columns of a migrated database.',
        breaks: 'A column with the name of a password is added to the list.',
        least: 100,
      },
    ],
    maps: { ccm: ['IAM-15'], nist: ['IA-5'] },
  },
  {
    id: 'SES-09',
    title: 'Other sites cannot act for you',
    says: 'A request that changes something is refused when it comes from a page of another site.',
    limits: ['It relies on what browsers say of a request. All present browsers do.'],
    ...WHO,
    checks: [
      {
        id: 'sessions.foreign-pages',
        does: 'Sends every changing request of the API to a running server as a browser would from another site.',
        breaks: 'One refusal counts as taken.',
        least: 20,
      },
    ],
    maps: { asvs: ['V3.5.1'], nist: ['SC-23'] },
  },
  {
    id: 'SES-10',
    title: 'What is sensitive asks for a fresh sign-in',
    says: 'Taking everything away needs a sign-in that is less than {minutes} minutes old.',
    limits: ['One door is tried here; others of the kind use the same wrapper.'],
    ...WHO,
    checks: [
      {
        id: 'sessions.fresh',
        does: 'Asks a running server for an export with a fresh session and with an old one.',
        breaks: 'The refusal counts as an answer.',
        least: 2,
      },
    ],
    maps: { asvs: ['V7.5.1'], nist: ['IA-11'] },
  },
  {
    id: 'SES-11',
    title: 'Every door counts',
    says: 'Every kind of door has a limit of requests a minute, and answers later when it is passed.',
    limits: ['Limits slow an attack down. They do not stop one that comes from very many addresses.'],
    flows: ['sign-in', 'API', 'webhooks'],
    data: ['requests'],
    checks: [
      {
        id: 'service.rates',
        does: 'Knocks at each kind of door more often than a small limit allows.',
        breaks: 'One door counts as open.',
        least: 5,
      },
    ],
    maps: { asvs: ['V2.4.1', 'V6.3.1'], nist: ['AC-7', 'SC-5'] },
  },
])
