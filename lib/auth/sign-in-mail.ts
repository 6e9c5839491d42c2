import { mailChannel, sendMail } from '../mail.ts'

/** Where a link goes, and the sentence that tells the person so. Without SMTP_URL it is printed in the server's terminal. */
export function linkDelivery(): { channel: 'mail' | 'terminal'; hint: string } {
  if (mailChannel() === 'mail')
    return { channel: 'mail', hint: 'If nothing arrives within a minute, look in the spam folder.' }
  return {
    channel: 'terminal',
    hint: 'This installation sends no mail: the link is printed in the terminal where Lethe runs.',
  }
}

/** The page that a link opens. The token travels in the query of a page with `Referrer-Policy: no-referrer`. */
export function confirmUrl(origin: string, link: { token: string; email: string; callbackUrl: string }): string {
  return `${origin}/sign-in/confirm?${new URLSearchParams(link)}`
}

/** Sends one sign-in link. Throws where the mail server refuses, so that the page can say so. */
export async function sendSignInLink(email: string, url: string): Promise<void> {
  if (mailChannel() === 'terminal') {
    process.stdout.write(`\nSign-in link for ${email} (10 minutes, once):\n${url}\n\n`)
    return
  }
  await sendMail({
    to: email,
    subject: 'Your sign-in link for Lethe',
    paragraphs: [
      'Open this link in the browser where you asked for it:',
      url,
      'It works once, for 10 minutes. If you did not ask for it, do nothing: it is of no use to anybody else.',
    ],
  })
}
