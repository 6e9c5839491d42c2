import { createTransport } from 'nodemailer'
import { env } from './env.ts'

export interface Mail {
  /** One address. */
  to: string
  subject: string
  /** Paragraphs of plain text. */
  paragraphs: readonly string[]
}

/** Whether mail leaves this installation, or is printed in the terminal where Lethe runs. */
export function mailChannel(): 'mail' | 'terminal' {
  return env().smtpUrl ? 'mail' : 'terminal'
}

/** Sends one mail to one person; plain text only. Throws where the mail server refuses, so that a page can say so. */
export async function sendMail({ to, subject, paragraphs }: Mail): Promise<void> {
  const { smtpUrl, mailFrom } = env()
  if (!smtpUrl) {
    process.stdout.write(`\n${subject}, for ${to}:\n${paragraphs.join('\n')}\n\n`)
    return
  }
  await createTransport(smtpUrl, { connectionTimeout: 10_000, socketTimeout: 20_000 }).sendMail({
    from: mailFrom,
    // As an object: a string would be read as a list, and whoever controls it could add a reader.
    to: { name: '', address: to },
    subject,
    text: paragraphs.join('\n\n'),
  })
}
