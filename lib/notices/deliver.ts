import { hashToken, makeToken } from '../auth/token.ts'
import { claimNoticeMail, finishNoticeMail } from '../data/notices.ts'
import { log } from '../log.ts'
import { sendMail } from '../mail.ts'
import { mailOf } from './mails.ts'

/** After an attempt that the mail server refused; then it is given up, and staff see it. */
const PAUSES_MS = [60_000, 600_000, 3_600_000, 21_600_000, 86_400_000]
const MAILS_A_TURN = 2_000

/**
 * One turn: sends what is due, each once, and says how many went out. Several processes share the work; a mail whose process ended
 * while it was being sent is not sent again by itself.
 */
export async function sendNoticeMails(now: () => Date = () => new Date()): Promise<number> {
  let sent = 0
  for (let n = 0; n < MAILS_A_TURN; n++) {
    const token = makeToken()
    const mail = await claimNoticeMail(hashToken(token))
    if (!mail) break
    try {
      await sendMail(mailOf(mail, token))
      await finishNoticeMail(mail, 'sent')
      sent++
    } catch (error) {
      log.warn('notice not mailed', { error: error instanceof Error ? error.name : typeof error })
      const pauseMs = PAUSES_MS[mail.attempts - 1]
      await finishNoticeMail(mail, pauseMs === undefined ? null : new Date(now().getTime() + pauseMs))
    }
  }
  return sent
}

/** Without making somebody wait for it: what is left is sent by the clock. */
export function sendNoticeMailsSoon(): void {
  void sendNoticeMails().catch((error: unknown) =>
    log.warn('notices not mailed', { error: error instanceof Error ? error.name : typeof error }),
  )
}
