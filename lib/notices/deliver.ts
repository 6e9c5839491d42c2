import { hashToken, makeToken } from '../auth/token.ts'
import { claimNoticeMail, finishNoticeMail, type NoticeMail } from '../data/notices.ts'
import { type MailQueue, sendDue, soon } from '../mail-queue.ts'
import { mailOf } from './mails.ts'

const QUEUE: MailQueue<NoticeMail> = {
  // A link of its own for each attempt, so that one which is sent again leaves the first one working.
  claim: async () => {
    const token = makeToken()
    const row = await claimNoticeMail(hashToken(token))
    return row && { row, mail: () => mailOf(row, token) }
  },
  finish: finishNoticeMail,
  mailsATurn: 2_000,
  name: 'notice',
}

export const sendNoticeMails = (now: () => Date = () => new Date()): Promise<number> => sendDue(QUEUE, now)

export const sendNoticeMailsSoon = (): void => soon(sendNoticeMails, QUEUE.name)
