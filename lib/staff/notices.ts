import { env } from '../env.ts'
import type { Mail } from '../mail.ts'

/** What staff are told of their own accounts, by mail. */

const minute = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`

export function staffLinkMail(to: string, url: string): Mail {
  return {
    to,
    subject: 'Your staff sign-in link for Lethe',
    paragraphs: [
      'Open this link in the browser where you asked for it, and have your passkey at hand:',
      url,
      'It works once, for 10 minutes. Without your passkey it opens nothing. If you did not ask for it, tell an admin of this installation.',
    ],
  }
}

export function staffSignedInNotice(to: string, browser: string, at = new Date()): Mail {
  return {
    to,
    subject: 'A staff sign-in to Lethe',
    paragraphs: [
      `Your staff account signed in with its passkey: ${browser}, ${minute(at)}.`,
      'If that was not you, tell an admin of this installation now: `bin/lethe staff close ADDRESS` ends it.',
    ],
  }
}

export function passkeyRefusedNotice(to: string, at = new Date()): Mail {
  return {
    to,
    subject: 'A staff sign-in to Lethe was refused',
    paragraphs: [
      `Somebody opened a sign-in link of yours and showed no passkey that fits: ${minute(at)}. Nobody came in.`,
      'If that was not you, somebody else reads this mailbox. Tell an admin of this installation.',
    ],
  }
}

export function passkeyEnrolledNotice(to: string): Mail {
  return {
    to,
    subject: 'A passkey for your staff account at Lethe',
    paragraphs: [
      'A passkey was enrolled for your staff account. Any that it had before are worthless now, and its sessions have ended.',
      `If that was not you, tell an admin of this installation now. Otherwise sign in at ${env().url}/staff/sign-in.`,
    ],
  }
}

export function stolenStaffSessionNotice(to: string, session: { browser: string; createdAt: Date }): Mail {
  return {
    to,
    subject: 'A staff session of yours was ended',
    paragraphs: [
      `The cookie of your staff session in ${session.browser}, begun ${minute(session.createdAt)}, came from another browser, so it may have been copied.`,
      'The other browser was refused and the session was ended. Tell an admin of this installation.',
    ],
  }
}
