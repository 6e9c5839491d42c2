import { log } from './log.ts'
import { type Mail, sendMail } from './mail.ts'

/** After an attempt that the mail server refused; then it is given up, and staff see it. */
const PAUSES_MS = [60_000, 600_000, 3_600_000, 21_600_000, 86_400_000]

/** Mails that are rows, handed out once. */
export interface MailQueue<Row extends { attempts: number }> {
  /** The next that is due. What makes its text may throw, as the mail server may. */
  claim(): Promise<{ row: Row; mail: () => Mail } | null>
  /** Sent, or when it is tried again; null gives it up. */
  finish(row: Row, outcome: 'sent' | Date | null): Promise<unknown>
  mailsATurn: number
  /** For the log. */
  name: string
}

/**
 * One turn: sends what is due, each once, and says how many went out. Several processes share the work; a mail whose process ended
 * while it was being sent is not sent again by itself.
 */
export async function sendDue<Row extends { attempts: number }>(
  { claim, finish, mailsATurn, name }: MailQueue<Row>,
  now: () => Date,
): Promise<number> {
  let sent = 0
  for (let n = 0; n < mailsATurn; n++) {
    const claimed = await claim()
    if (!claimed) break
    const { row, mail } = claimed
    try {
      await sendMail(mail())
      await finish(row, 'sent')
      sent++
    } catch (error) {
      tellFailure(`${name} not mailed`, error)
      const pauseMs = PAUSES_MS[row.attempts - 1]
      await finish(row, pauseMs === undefined ? null : new Date(now().getTime() + pauseMs))
    }
  }
  return sent
}

/** Without making somebody wait for it: what is left is sent by the clock. */
export function soon(turn: () => Promise<number>, name: string): void {
  void turn().catch((error: unknown) => tellFailure(`${name} not mailed`, error))
}

const tellFailure = (message: string, error: unknown): void =>
  log.warn(message, { error: error instanceof Error ? error.name : typeof error })
