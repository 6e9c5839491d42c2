import { createTransport } from 'nodemailer'
import { env } from './env.ts'

export interface Mail {
  /** One address. */
  to: string
  subject: string
  /** Paragraphs of plain text. */
  paragraphs: readonly string[]
  /** For mail that a person subscribed to: where a POST ends it at once (RFC 8058), and a GET shows a page with a button. */
  unsubscribeUrl?: string
}

/** Whether mail leaves this installation, or is printed in the terminal where Lethe runs. */
export function mailChannel(): 'mail' | 'terminal' {
  return env().smtpUrl ? 'mail' : 'terminal'
}

/** Sends one mail to one person; plain text only. Throws where the mail server refuses, so that a page can say so. */
export async function sendMail({ to, subject, paragraphs, unsubscribeUrl }: Mail): Promise<void> {
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
    ...(unsubscribeUrl && { headers: unsubscribeHeaders(unsubscribeUrl) }),
  })
}

/** On one line each: not every mail program unfolds them. `url` is ours; what could end a header is refused all the same. */
function unsubscribeHeaders(url: string) {
  if (!/^https?:\/\/[!-;=?-~]+$/.test(url)) throw new TypeError('an address to unsubscribe at is an address')
  return {
    'List-Unsubscribe': { prepared: true, value: `<${url}>` },
    'List-Unsubscribe-Post': { prepared: true, value: 'List-Unsubscribe=One-Click' },
  }
}
