import type { NoticeMail } from '../data/notices.ts'
import { env } from '../env.ts'
import type { Mail } from '../mail.ts'
import { TOPIC_NAMES } from './topics.ts'

/** The words of every mail of this room. Plain text without a picture: whether one was opened is not asked. */

export const REQUEST_DAYS = 7

const pageOf = (token: string): string => `${env().url}/notices/${token}`
export const unsubscribeUrl = (token: string): string => `${env().url}/api/notices/unsubscribe/${token}`

export function confirmMail(to: string, token: string, topics: readonly string[]): Mail {
  return {
    to,
    subject: 'Confirm that you want to be told of changes at Lethe',
    paragraphs: [
      `Somebody, probably you, asked at ${env().url} that this address be told of: ${topics.join(', ')}. Confirm it here:`,
      pageOf(token),
      `Nothing is sent before that. The link works for ${REQUEST_DAYS} days, after which the address is deleted. If you did not ask for it, delete this mail and nothing happens.`,
    ],
  }
}

/** `token`: of the link in this mail alone. */
export function mailOf(mail: NoticeMail, token: string): Mail {
  if (mail.kind === 'receipt') return receiptMail(mail, token)
  if (mail.kind === 'answer') return answerMail(mail, token)
  return mail.company === null ? subscriberMail(mail, token) : signerMail(mail, token)
}

const body = ({ words, facts, effectiveOn }: NoticeMail): string[] => [
  words,
  ...(facts === '' ? [] : [facts]),
  ...(effectiveOn === null ? [] : [`It takes effect on ${effectiveOn}, 00:00 UTC.`]),
]

function subscriberMail(mail: NoticeMail, token: string): Mail {
  return {
    to: mail.to,
    subject: mail.subject,
    paragraphs: [
      ...body(mail),
      `You get this since you subscribed to: ${TOPIC_NAMES[mail.topic]}. Change that, or end it at once:`,
      pageOf(token),
    ],
    unsubscribeUrl: unsubscribeUrl(token),
  }
}

function signerMail(mail: NoticeMail, token: string): Mail {
  return {
    to: mail.to,
    subject: mail.subject,
    paragraphs: [
      ...body(mail),
      `You signed the data processing agreement with Lethe for ${mail.company}. Until ${mail.effectiveOn}, 00:00 UTC, you may object. Read it and object here:`,
      pageOf(token),
      'The link is yours alone: whoever has it can object in your name. This mail is a notice that the agreement asks for, so it cannot be unsubscribed from while the agreement is in force.',
    ],
  }
}

function receiptMail({ to, company, subject, effectiveOn }: NoticeMail, token: string): Mail {
  return {
    to,
    subject: 'Your objection has arrived',
    paragraphs: [
      `Your objection for ${company} is recorded. It is against: ${subject}.`,
      `We answer before ${effectiveOn}, when that would take effect. What you wrote, and the answer once there is one, stand here:`,
      pageOf(token),
      'If it was not you, answer at once.',
    ],
  }
}

function answerMail({ to, company, subject, answer }: NoticeMail, token: string): Mail {
  return {
    to,
    subject: 'An answer to your objection',
    paragraphs: [
      `You objected for ${company} to: ${subject}. Our answer:`,
      answer ?? '',
      `Both stand here: ${pageOf(token)}`,
      'If that is no way for you, section 6 of the agreement says what you may do.',
    ],
  }
}
