import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type FakeMail, startFakeMail } from '../../e2e/fakes/mail.ts'
import { confirmUrl, linkDelivery, sendSignInLink } from './sign-in-mail.ts'

// A real SMTP conversation with a server that delivers nothing.

let mail: FakeMail
beforeAll(async () => {
  mail = await startFakeMail()
  vi.stubEnv('SMTP_URL', mail.url)
  vi.stubEnv('MAIL_FROM', 'Lethe <sign-in@lethe.test>')
})
afterAll(() => mail.close())

const url = confirmUrl('http://localhost:3000', { token: 'a-token', email: 'dora@fresh.test', callbackUrl: '/analyze' })

it('sends the link by SMTP where a server is set, to the person and nobody else', async () => {
  expect(linkDelivery().channel).toBe('mail')
  await sendSignInLink('dora@fresh.test', url)
  const received = await mail.waitFor('Your sign-in link')
  expect([received.from, received.to]).toEqual(['sign-in@lethe.test', ['dora@fresh.test']])
  const body = received.raw.replace(/=\r?\n/g, '').replaceAll('=3D', '=')
  expect(body).toContain(url)
})

it('says so where the mail server refuses', async () => {
  mail.refuseNext('550 not here')
  await expect(sendSignInLink('dora@fresh.test', url)).rejects.toThrow()
})

it('puts no second address or header into a mail', async () => {
  await sendSignInLink('dora@fresh.test\r\nBcc: eve@evil.test', url).catch(() => {})
  expect(mail.received.flatMap(({ to }) => to)).not.toContain('eve@evil.test')
})
