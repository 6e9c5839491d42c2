import { env } from '../env.ts'
import type { Mail } from '../mail.ts'
import { type AskedKind, KIND_NAMES, REGIME_NAMES, type Regime, RIGHT_NAMES, type Right } from './kinds.ts'
import type { SealedMail } from './sealing.ts'

/** Mails that the software writes to who asked; plain text. */

export const WISH_DAYS = 7

export const pageOf = (token: string): string => `${env().url}/requests/${token}`
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)
export const minuteOf = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** Says nothing of what was written: the address may be somebody else's. */
export function confirmMail(to: string, token: string, kind: AskedKind): Mail {
  return {
    to,
    subject: 'Confirm your request to Lethe',
    paragraphs: [
      `Somebody gave this address in a request (${KIND_NAMES[kind]}). It reaches us when you press the button here:`,
      pageOf(token),
      `If it was not you, do nothing: it is deleted after ${WISH_DAYS} days. The same page deletes it at once.`,
    ],
  }
}

interface Received {
  id: string
  kind: AskedKind
  regime: Regime | null
  right: Right | null
  receivedAt: Date
  dueAt: Date
}

export function receiptMail(
  to: string,
  token: string,
  { id, kind, regime, right, receivedAt, dueAt }: Received,
): SealedMail {
  const rights = kind === 'data_rights' && regime !== null && right !== null
  return {
    to,
    subject: 'Your request has arrived',
    text: [
      `It has the number ${id} and was received ${minuteOf(receivedAt)}: ${KIND_NAMES[kind]}.`,
      ...(rights ? [`${RIGHT_NAMES[right]}, under the ${REGIME_NAMES[regime]}.`] : []),
      `A person answers by ${minuteOf(dueAt)}.`,
      ...(rights
        ? [
            'A person of ours reads it and looks for what is kept under your address. That you could confirm this address is the first sign that it is you; if more is needed before something is handed out or deleted, we ask you by mail, and for no more than that takes.',
          ]
        : []),
      `Where it stands: ${pageOf(token)}`,
    ].join('\n\n'),
  }
}

/** With the reasons of staff; goes out with the new date. */
export function extensionMail(
  to: string,
  { id, dueAt, reasons }: { id: string; dueAt: Date; reasons: string },
): SealedMail {
  return {
    to,
    subject: 'Your request needs more time',
    text: [
      `We cannot answer your request ${id} in the usual time. You get an answer by ${minuteOf(dueAt)}.`,
      `The reasons:\n${reasons}`,
      'You may complain to the data protection authority where you live, or go to court.',
    ].join('\n\n'),
  }
}
