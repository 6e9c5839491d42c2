import { claimRequestMail, finishRequestMail } from '../data/requests.ts'
import { log } from '../log.ts'
import { sendMail } from '../mail.ts'
import { openPart } from './sealing.ts'

/** After an attempt that the mail server refused; then it is given up, and staff see it. */
const PAUSES_MS = [60_000, 600_000, 3_600_000, 21_600_000, 86_400_000]
const MAILS_A_TURN = 500

/** One turn: sends what is due, each once. A mail whose process ended while it was being sent is not sent again by itself. */
export async function sendRequestMails(now: () => Date = () => new Date()): Promise<number> {
  let sent = 0
  for (let n = 0; n < MAILS_A_TURN; n++) {
    const mail = await claimRequestMail()
    if (!mail) break
    try {
      const { to, subject, text } = openPart('mail', mail.sealedMail)
      await sendMail({ to, subject, paragraphs: text.split('\n\n') })
      await finishRequestMail(mail, 'sent')
      sent++
    } catch (error) {
      log.warn('mail of a request not sent', { error: error instanceof Error ? error.name : typeof error })
      const pauseMs = PAUSES_MS[mail.attempts - 1]
      await finishRequestMail(mail, pauseMs === undefined ? null : new Date(now().getTime() + pauseMs))
    }
  }
  return sent
}

/** Without making somebody wait for it: what is left is sent by the clock. */
export function sendRequestMailsSoon(): void {
  void sendRequestMails().catch((error: unknown) =>
    log.warn('mails of requests not sent', { error: error instanceof Error ? error.name : typeof error }),
  )
}
