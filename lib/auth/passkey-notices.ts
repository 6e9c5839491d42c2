import { env } from '../env.ts'
import type { Mail } from '../mail.ts'

/** What a person is told of their second factor. Names are theirs, so they stand between quotes on one line. */

const accountPage = () => `${env().url}/settings/account`
const quoted = (name: string) => `"${name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').slice(0, 80)}"`

export function passkeyAddedNotice(to: string, name: string): Mail {
  return {
    to,
    subject: 'A passkey was added to your account',
    paragraphs: [
      `The passkey ${quoted(name)} was added for ${to}. From now on every sign-in asks for a passkey.`,
      `If that was not you, remove it at ${accountPage()} and end all other sessions.`,
    ],
  }
}

export function passkeyRemovedNotice(to: string, name: string): Mail {
  return {
    to,
    subject: 'A passkey was removed from your account',
    paragraphs: [`The passkey ${quoted(name)} of ${to} was removed.`, `If that was not you, see ${accountPage()}.`],
  }
}

export function recoveryCodesNotice(to: string): Mail {
  return {
    to,
    subject: 'New recovery codes for your account',
    paragraphs: [
      `New recovery codes were made for ${to} and shown once. Those of before are worthless.`,
      `If that was not you, make new ones at ${accountPage()} and end all other sessions.`,
    ],
  }
}

export function recoveryUsedNotice(to: string, unused: number): Mail {
  return {
    to,
    subject: 'A recovery code of yours was used',
    paragraphs: [
      `Somebody signed in as ${to} with a recovery code in place of a passkey. ${unused} are left.`,
      `If that was not you, end all other sessions, remove passkeys that you do not know and make new codes at ${accountPage()}.`,
    ],
  }
}
