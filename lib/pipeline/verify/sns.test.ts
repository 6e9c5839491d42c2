import { execFileSync } from 'node:child_process'
import { createSign, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Unavailable } from '../../errors.ts'
import type { OutboundFetch } from '../../outbound.ts'
import type { SourceConfig } from '../../source-kinds/source-facts.ts'
import { settingOf } from '../../source-kinds.ts'
import { confirmSubscription } from '../receive-handshake.ts'
import { verifySnsWith } from './sns.ts'
import { SnsCertificates } from './sns-certificate.ts'
import { confirmationUrlOf, isCertificateUrl, readSnsMessage } from './sns-message.ts'

// A certificate of nobody, made for this run; the fetch that would ask Amazon for it answers with it.

const folder = mkdtempSync(join(tmpdir(), 'lethe-sns-'))
let pem = ''
let key = ''
beforeAll(() => {
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=sns.test', '-days', '30', '-nodes', '-newkey', 'rsa:2048', '-x509']
  execFileSync('openssl', ['req', ...subject, '-keyout', keyFile, '-out', certFile], { stdio: 'ignore' })
  ;[pem, key] = [readFileSync(certFile, 'utf8'), readFileSync(keyFile, 'utf8')]
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Later than the certificate, so that an hour before is within its time too. */
const NOW = new Date(Date.now() + 2 * 3_600_000)
const topic = ['arn:aws:sns:eu-west-1', '210987654321', 'alarms'].join(':')
const CERTIFICATE = `https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-${'a1'.repeat(16)}.pem`
const confirmUrl = `https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${topic}&Token=t`

type Words = Record<string, string>
const notification = (changes: Words = {}): Words => ({
  Type: 'Notification',
  MessageId: 'm-1',
  TopicArn: topic,
  Subject: 'ALARM: "größer"',
  Message: '{"AlarmName":"x"}\nand a line',
  Timestamp: NOW.toISOString(),
  SignatureVersion: '2',
  SigningCertURL: CERTIFICATE,
  UnsubscribeURL: 'https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe',
  ...changes,
})
const confirmation = (changes: Words = {}): Words => {
  const { Subject: _none, ...rest } = notification({
    Type: 'SubscriptionConfirmation',
    Token: 't',
    SubscribeURL: confirmUrl,
  })
  return { ...rest, ...changes }
}

/** Signed as the documentation says, in an order written out by hand. */
function signed(words: Words, without: readonly string[] = []): Words {
  const names =
    words.Type === 'Notification'
      ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
      : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']
  const text = names
    .filter((name) => name in words && !without.includes(name))
    .map((name) => `${name}\n${words[name]}\n`)
    .join('')
  const algorithm = words.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256'
  return { ...words, Signature: createSign(algorithm).update(text).sign(key, 'base64') }
}

const asked: string[] = []
const answering =
  (status: number, body: () => string): OutboundFetch =>
  async (url) => {
    asked.push(String(url))
    return new Response(body(), { status })
  }
const certificates = () => new SnsCertificates(() => answering(200, () => pem))
const terms = (settings: SourceConfig = {}, now = NOW) => ({
  now,
  setting: (name: Parameters<typeof settingOf>[2]) => settingOf('cloudwatch', { topicArn: topic, ...settings }, name),
})
const said = async (words: object, settings: SourceConfig = {}, now = NOW) => {
  const kept = certificates()
  const result = await verifySnsWith(
    (url, at) => kept.find(url, at),
    Buffer.from(JSON.stringify(words)),
    terms(settings, now),
  )
  return result.ok ? 'ok' : result.reason
}

describe('a message of SNS', () => {
  it('passes in both versions, with a subject or without, and as a confirmation', async () => {
    expect(await said(signed(notification()))).toBe('ok')
    expect(await said(signed(notification({ SignatureVersion: '1' })))).toBe('ok')
    const { Subject: _none, ...withoutSubject } = notification()
    expect(await said(signed(withoutSubject))).toBe('ok')
    expect(await said(signed(confirmation()))).toBe('ok')
    expect(await said(signed(confirmation({ Type: 'UnsubscribeConfirmation' })))).toBe('ok')
  })

  it.each(['Message', 'MessageId', 'Subject', 'Timestamp', 'Type'])('does not pass with another %s', async (name) => {
    const other = name === 'Timestamp' ? new Date(NOW.getTime() - 1_000).toISOString() : 'SubscriptionConfirmation'
    expect(await said({ ...signed(notification()), [name]: other })).not.toBe('ok')
  })

  it.each(['Token', 'SubscribeURL', 'Message', 'MessageId'])('nor a confirmation with another %s', async (name) => {
    expect(await said({ ...signed(confirmation()), [name]: `${confirmUrl}2` })).toBe('mismatch')
  })

  it('does not pass with a word that is no text, a subject that was not signed, or a signature of another algorithm', async () => {
    const good = signed(notification())
    for (const changes of [
      { Message: { a: 1 } },
      { Subject: null },
      { MessageId: 1 },
      { Type: 'Notice' },
      { Type: 'constructor' },
    ])
      expect(await said({ ...good, ...changes })).toBe('malformed')
    const { Message: _gone, ...cut } = good
    expect(await said(cut)).toBe('malformed')
    expect(await said(signed(notification(), ['Subject']))).toBe('mismatch')
    expect(await said({ ...good, SignatureVersion: '1' })).toBe('mismatch')
    expect(await said({ ...good, SignatureVersion: '3' })).toBe('malformed')
    expect(await said({ ...good, Signature: `${good.Signature}\n` })).toBe('malformed')
    expect(await said({ ...good, Signature: `${good.Signature?.slice(0, -6)}AAAA==` })).toBe('mismatch')
    for (const body of ['', '[]', 'null', '"x"', 'not json']) expect(readSnsMessage(Buffer.from(body))).toBeNull()
  })

  it('of another topic is refused before anything is asked', async () => {
    asked.length = 0
    const other = signed(notification({ TopicArn: `${topic}2` }))
    expect(await said(other)).toBe('unexpected_topic')
    expect(await said(signed(notification()), { topicArn: '' })).toBe('unexpected_topic')
    expect(asked).toEqual([])
  })

  it('is good for an hour, to both sides', async () => {
    const at = (seconds: number) =>
      said(signed(notification()), {}, new Date(Math.floor(NOW.getTime() / 1_000 + seconds) * 1_000))
    expect([await at(3_600), await at(3_601), await at(-3_600), await at(-3_601)]).toEqual([
      'ok',
      'stale',
      'ok',
      'stale',
    ])
    expect(await said(signed(notification({ Timestamp: 'yesterday' })))).toBe('malformed')
  })

  it('in version 1 is refused where version 2 is asked for', async () => {
    const settings = { minSignatureVersion: '2' }
    expect(await said(signed(notification({ SignatureVersion: '1' })), settings)).toBe('old_version')
    expect(await said(signed(notification()), settings)).toBe('ok')
  })
})

describe('its certificate', () => {
  const path = `/SimpleNotificationService-${'a1'.repeat(16)}.pem`

  it('comes from hosts of SNS only', async () => {
    for (const host of [
      'sns.us-east-1.amazonaws.com',
      'sns.cn-north-1.amazonaws.com.cn',
      'sns.us-gov-west-1.amazonaws.com',
    ])
      expect(isCertificateUrl(`https://${host}${path}`), host).toBe(true)
    asked.length = 0
    for (const url of [
      `http://sns.eu-west-1.amazonaws.com${path}`,
      `https://sns.eu-west-1.amazonaws.com.evil.example${path}`,
      `https://evil.example/sns.eu-west-1.amazonaws.com${path}`,
      `https://sns.eu-west-1.amazonaws.com@evil.example${path}`,
      `https://u:p@sns.eu-west-1.amazonaws.com${path}`,
      `https://sns.eu-west-1.amazonaws.com:8443${path}`,
      `https://sns.eu-west-1.evil.amazonaws.com${path}`,
      `https://bucket.s3.amazonaws.com${path}`,
      `https://sns.eu-west-1.amazonaws.com/other/${path}`,
      `https://sns.eu-west-1.amazonaws.com${path}?x=1`,
      `https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-short.pem`,
      `https://sns.eu-west-1.amazonaws.com/..${path}/../x.pem`,
      `//sns.eu-west-1.amazonaws.com${path}`,
      '',
    ]) {
      expect(await said(signed(notification({ SigningCertURL: url }))), url).toBe('malformed')
    }
    expect(asked).toEqual([])
  })

  it('is asked for once, kept for a day, and must be good at the time', async () => {
    asked.length = 0
    const kept = certificates()
    await Promise.all(Array.from({ length: 5 }, () => kept.find(CERTIFICATE, NOW)))
    expect(await kept.find(CERTIFICATE, new Date(NOW.getTime() + 23 * 3_600_000))).not.toBeNull()
    expect(asked).toHaveLength(1)
    await kept.find(CERTIFICATE, new Date(NOW.getTime() + 25 * 3_600_000))
    expect(asked).toHaveLength(2)
    const { validToDate, validFromDate } = new X509Certificate(pem)
    expect(await kept.find(CERTIFICATE, new Date(validToDate.getTime() + 1_000))).toBeNull()
    expect(await kept.find(CERTIFICATE, new Date(validFromDate.getTime() - 1_000))).toBeNull()
  })

  it('that nobody gives is a fault of ours, asked for again a little later; nonsense is none at all', async () => {
    asked.length = 0
    const away = new SnsCertificates(() => answering(503, () => ''))
    await expect(away.find(CERTIFICATE, NOW)).rejects.toThrow(Unavailable)
    await expect(away.find(CERTIFICATE, NOW)).rejects.toThrow(Unavailable)
    expect(asked).toHaveLength(1)
    await expect(away.find(CERTIFICATE, new Date(NOW.getTime() + 6_000))).rejects.toThrow(Unavailable)
    expect(asked).toHaveLength(2)
    const nonsense = new SnsCertificates(() => answering(200, () => 'no certificate'))
    expect(await nonsense.find(CERTIFICATE, NOW)).toBeNull()
  })
})

describe('the confirmation of a subscription', () => {
  const endpoint = { kind: 'cloudwatch', settings: { topicArn: topic } }
  const handshake = (subscribeUrl: string) =>
    ({ kind: 'handshake', action: 'sns_confirm', data: { subscribeUrl } }) as const

  it('opens the address that SNS gave, once', async () => {
    asked.length = 0
    await confirmSubscription(endpoint, handshake(confirmUrl), () => answering(200, () => 'ok'))?.()
    expect(asked).toEqual([confirmUrl])
  })

  it('opens none that is not Amazon’s, not a confirmation, or for another topic', () => {
    for (const url of [
      '',
      'https://evil.example/?Action=ConfirmSubscription',
      'http://169.254.169.254/latest/meta-data',
      confirmUrl.replace('ConfirmSubscription', 'DeleteTopic'),
      confirmUrl.replace(topic, `${topic}2`),
      confirmUrl.replace('amazonaws.com/', 'amazonaws.com/path'),
    ]) {
      expect(confirmationUrlOf(url, topic), url).toBeNull()
      expect(confirmSubscription(endpoint, handshake(url)), url).toBeNull()
    }
    expect(confirmSubscription(endpoint, { kind: 'handshake', action: 'ping' })).toBeNull()
  })
})
