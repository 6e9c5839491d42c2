import { setTimeout as wait } from 'node:timers/promises'
import { env } from '../env.ts'
import { log } from '../log.ts'
import { type Mail, sendMail } from '../mail.ts'

/**
 * What a person is told of their own account, by mail, without being asked. Sent in the background with three attempts
 * from the memory of this process: a notice is lost if the process ends within those seconds.
 */

const PAUSES_MS = [2_000, 15_000]

/** Returns at once; a mail server that refuses three times is logged, by the class of its error only. */
export function notify(mail: Mail): void {
  void send(mail)
}

async function send(mail: Mail): Promise<void> {
  for (const pauseMs of [...PAUSES_MS, null]) {
    try {
      return await sendMail(mail)
    } catch (error) {
      if (pauseMs === null) log.error('notice not sent', { error: error instanceof Error ? error.name : typeof error })
      else await wait(pauseMs, undefined, { ref: false })
    }
  }
}

const sessionsPage = () => `${env().url}/settings/sessions`
const accountPage = () => `${env().url}/settings/account`

/** "3 May 2026, 14:05 UTC": to the minute. */
const minute = (at: Date) =>
  `${at.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })}, ${at.toISOString().slice(11, 16)} UTC`

export function newDeviceNotice(to: string, browser: string, at = new Date()): Mail {
  return {
    to,
    subject: 'A new sign-in to Lethe',
    paragraphs: [
      `Somebody signed in as ${to} from a browser that was not used before: ${browser}, ${minute(at)}.`,
      'If that was you, nothing is to be done.',
      `If it was not: end that session at ${sessionsPage()}, and see to it that nobody else reads this mailbox.`,
    ],
  }
}

export function stolenSessionNotice(to: string, session: { browser: string; createdAt: Date }): Mail {
  return {
    to,
    subject: 'A session of yours was ended',
    paragraphs: [
      `The cookie of your session in ${session.browser}, begun ${minute(session.createdAt)}, came from another browser. A cookie does not move by itself, so it may have been copied.`,
      'The other browser was refused and saw nothing. The session was ended, so the copy is worthless now.',
      `Sign in again and look at ${sessionsPage()}. If you use extensions that read cookies, look at those too.`,
    ],
  }
}

export function failuresNotice(to: string, count: number): Mail {
  return {
    to,
    subject: 'Failed attempts to sign in to Lethe',
    paragraphs: [
      `In the last 15 minutes somebody tried ${count} times to sign in as ${to} with a link that does not fit: used, ended, or made for another browser.`,
      'Nobody came in by these. If it was you, open the newest link in the browser where you asked for it.',
      'If it was not you, nothing is to be done: such a link cannot be guessed.',
    ],
  }
}

export function createdByProviderNotice(to: string, provider: string): Mail {
  return {
    to,
    subject: 'Your new account at Lethe',
    paragraphs: [
      `Somebody signed in with ${provider}, which says that this address is theirs. So there is now a person with this address here.`,
      'If that was you, nothing is to be done.',
      `If it was not: ask for a link at ${env().url}/sign-in, disconnect ${provider} at ${accountPage()}, and end all other sessions at ${sessionsPage()}.`,
    ],
  }
}

export function connectionNotice(to: string, provider: string, change: 'connected' | 'disconnected'): Mail {
  return {
    to,
    subject: `${provider} was ${change}`,
    paragraphs: [
      change === 'connected'
        ? `An account at ${provider} can now sign in as ${to}.`
        : `The account at ${provider} can no longer sign in as ${to}. Sessions that were begun with it go on until they are ended.`,
      `If that was not you, see ${accountPage()} and ${sessionsPage()}.`,
    ],
  }
}

export function invitationMail(
  to: string,
  invitation: { url: string; workspace: string; by: string; role: string },
): Mail {
  return {
    to,
    subject: 'You are invited to a workspace of Lethe',
    paragraphs: [
      `${invitation.by} invites you into the workspace "${oneLine(invitation.workspace)}", as ${invitation.role}.`,
      `Open this link and join, signed in as ${to}:`,
      invitation.url,
      'It works once, for 7 days, for this address only. If you do not know them, do nothing.',
    ],
  }
}

export function membershipNotice(to: string, workspace: string, change: string): Mail {
  return {
    to,
    subject: 'A workspace of yours at Lethe',
    paragraphs: [
      `In the workspace "${oneLine(workspace)}": ${change}`,
      'Sessions there have ended; sign in again to go on.',
    ],
  }
}

/** A name that people choose must not look like a paragraph of ours. */
const oneLine = (name: string) => name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').slice(0, 120)
