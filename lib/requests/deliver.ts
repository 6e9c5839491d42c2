import { claimRequestMail, finishRequestMail, type RequestMail } from '../data/requests.ts'
import { type MailQueue, sendDue, soon } from '../mail-queue.ts'
import { openPart } from './sealing.ts'

const QUEUE: MailQueue<RequestMail> = {
  claim: async () => {
    const row = await claimRequestMail()
    return row && { row, mail: () => mailOf(row) }
  },
  finish: finishRequestMail,
  mailsATurn: 500,
  name: 'answer to a request',
}

function mailOf({ sealedMail }: RequestMail) {
  const { to, subject, text } = openPart('mail', sealedMail)
  return { to, subject, paragraphs: text.split('\n\n') }
}

export const sendRequestMails = (now: () => Date = () => new Date()): Promise<number> => sendDue(QUEUE, now)

export const sendRequestMailsSoon = (): void => soon(sendRequestMails, QUEUE.name)
