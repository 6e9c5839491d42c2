import { createVerify, type KeyObject } from 'node:crypto'
import { findCertificateKey } from './sns-certificate.ts'
import { isCertificateUrl, readSnsMessage, type SnsMessage, signedTextOf } from './sns-message.ts'
import { isFresh, type Terms, type Verification, type Verifier } from './verifier.ts'

/** Amazon tries again for at most an hour by a topic's policy; nothing says how old the first attempt may be. */
const TOLERANCE_SECONDS = 3_600

/** Version 1 is SHA-1, with RSA; a topic can be set to version 2. */
const ALGORITHMS: Readonly<Record<string, string>> = { '1': 'RSA-SHA1', '2': 'RSA-SHA256' }

export type FindKey = (certificateUrl: string, now: Date) => Promise<KeyObject | null>

/**
 * Messages of an SNS topic. In this order, so that a stranger makes nothing be fetched: the envelope, the one topic of this
 * source (any AWS account can have SNS sign for its own topics), an address at Amazon for the certificate, then the signature
 * and the time. There is no secret. Throws Unavailable where the certificate cannot be fetched.
 */
export const verifySns: Verifier = (delivery, _secrets, terms) => verifySnsWith(findCertificateKey, delivery.raw, terms)

export async function verifySnsWith(findKey: FindKey, raw: Buffer, { now, setting }: Terms): Promise<Verification> {
  const message = readSnsMessage(raw)
  if (!message) return { ok: false, reason: 'malformed' }
  const topic = setting('topicArn')
  if (topic === '' || message.TopicArn !== topic) return { ok: false, reason: 'unexpected_topic' }
  const { SignatureVersion: version = '', SigningCertURL: certificateUrl = '', Signature: signature = '' } = message
  const algorithm = Object.hasOwn(ALGORITHMS, version) ? ALGORITHMS[version] : undefined
  if (!algorithm || !isCertificateUrl(certificateUrl) || !isBase64(signature)) return { ok: false, reason: 'malformed' }
  if (version < setting('minSignatureVersion')) return { ok: false, reason: 'old_version' }
  const key = await findKey(certificateUrl, now)
  if (!key || !isSigned(message, algorithm, key, signature)) return { ok: false, reason: 'mismatch' }
  return judgeTime(message.Timestamp ?? '', now)
}

function isSigned(message: SnsMessage, algorithm: string, key: KeyObject, signature: string): boolean {
  return createVerify(algorithm).update(signedTextOf(message), 'utf8').verify(key, signature, 'base64')
}

function judgeTime(timestamp: string, now: Date): Verification {
  const signedAt = new Date(timestamp)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(timestamp) || Number.isNaN(signedAt.getTime()))
    return { ok: false, reason: 'malformed' }
  if (!isFresh(Math.floor(signedAt.getTime() / 1_000), now, TOLERANCE_SECONDS)) return { ok: false, reason: 'stale' }
  return { ok: true, signedAt, secret: 0 }
}

/** The one text of its bytes, so that a changed text is a changed signature. */
function isBase64(text: string): boolean {
  return text.length <= 1_400 && text !== '' && Buffer.from(text, 'base64').toString('base64') === text
}
