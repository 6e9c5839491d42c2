import { createTransport } from 'nodemailer'
import { env } from '../../env.ts'
import type { ChannelSender } from './channel-sender.ts'
import { cut, type MessageParts, messageParts } from './message-parts.ts'

/** Mail in plain text to one member of the workspace: no picture, no mark that tells who has read it. */
export const sendMail: ChannelSender = async (address, { id, telling, under }) => {
  const { smtpUrl, mailFrom, url } = env()
  if (!smtpUrl) return { kind: 'refused', status: null, error: 'mail_not_configured' }
  const host = new URL(url).hostname
  const parts = messageParts(telling)
  try {
    const sent = await createTransport(smtpUrl, { connectionTimeout: 10_000, socketTimeout: 20_000 }).sendMail({
      from: mailFrom,
      // As an object: a string would be read as a list.
      to: { name: '', address },
      subject: cut(parts.title, 150),
      text: mailText(parts),
      messageId: `<${id}@${host}>`,
      ...(under === null ? {} : { inReplyTo: `<${under}@${host}>`, references: `<${under}@${host}>` }),
      headers: { 'auto-submitted': 'auto-generated' },
    })
    const refused = sent.rejected.length > 0
    return refused
      ? { kind: 'broken', status: null, error: 'mail_refused' }
      : { kind: 'delivered', status: 250, externalRef: id }
  } catch (error) {
    const code =
      typeof error === 'object' && error !== null && 'responseCode' in error ? Number(error.responseCode) : null
    // 5xx of SMTP is for good (RFC 5321, 4.2.1), everything else may pass.
    if (code !== null && code >= 500 && code < 600) return { kind: 'refused', status: code, error: 'mail_refused' }
    return { kind: 'retry', status: code, error: 'mail_unreachable' }
  }
}

/** Pure. */
export function mailText({ title, decision, body, evidence, action, gaps, links, foot }: MessageParts): string {
  return [
    title,
    ...(decision === null ? [] : [decision]),
    '',
    ...body,
    ...(evidence.length > 0 ? ['', 'Evidence, masked as it is kept:', ...evidence.map((line) => `  ${line}`)] : []),
    ...(action ? ['', action.text] : []),
    ...(action?.command ? [`  ${action.command}`] : []),
    ...(gaps.length > 0 ? ['', 'What is missing:', ...gaps.map((gap) => `  ${gap}`)] : []),
    '',
    ...links.map(({ label, url }) => `${label}: ${url}`),
    ...(foot.length > 0 ? ['', foot.join(' · ')] : []),
    '',
    'Lethe is advisory: a person decides. To stop these mails, remove the channel in the settings of your workspace.',
  ].join('\n')
}
