/** The envelope that SNS posts: its words are signed, its shape is fixed. docs.aws.amazon.com, "Verifying the signatures of Amazon SNS messages". */

export type SnsType = 'Notification' | 'SubscriptionConfirmation' | 'UnsubscribeConfirmation'
export type SnsMessage = Readonly<Record<string, string>> & { readonly Type: SnsType }

const NOTIFICATION = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
const CONFIRMATION = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']
/** In the order of their bytes, which is the order in which they are signed. */
const SIGNED: Readonly<Record<SnsType, readonly string[]>> = {
  Notification: NOTIFICATION,
  SubscriptionConfirmation: CONFIRMATION,
  UnsubscribeConfirmation: CONFIRMATION,
}

/** The regions' hosts of SNS, China's included. Nothing else may serve a certificate or take a confirmation. */
const HOST = /^sns\.[a-z0-9-]{3,30}\.amazonaws\.com(\.cn)?$/
const CERTIFICATE = /^\/SimpleNotificationService-[a-zA-Z0-9]{32}\.pem$/

/** Null where the bytes are not such an envelope, with every signed word a text. */
export function readSnsMessage(raw: Buffer): SnsMessage | null {
  let json: unknown
  try {
    json = JSON.parse(raw.toString('utf8'))
  } catch {
    return null
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null
  const words = Object.fromEntries(Object.entries(json).filter(([, value]) => typeof value === 'string'))
  if (!isSnsType(words.Type)) return null
  const needed = [...SIGNED[words.Type], 'SignatureVersion', 'Signature', 'SigningCertURL'].filter(
    (n) => n !== 'Subject',
  )
  // A Subject that is there and no text would be shown and not signed.
  if (Object.hasOwn(json, 'Subject') && typeof words.Subject !== 'string') return null
  return needed.every((name) => Object.hasOwn(words, name)) ? ({ ...words, Type: words.Type } as SnsMessage) : null
}

/** What was signed: each name and value on a line of its own; Subject only where it is there. */
export function signedTextOf(message: SnsMessage): string {
  return SIGNED[message.Type]
    .filter((name) => Object.hasOwn(message, name))
    .map((name) => `${name}\n${message[name]}\n`)
    .join('')
}

export function isCertificateUrl(text: string | undefined): boolean {
  const url = snsUrl(text)
  return url !== null && CERTIFICATE.test(url.pathname) && url.search === ''
}

/** An address at SNS that confirms a subscription to this topic, or null. */
export function confirmationUrlOf(text: string | undefined, topicArn: string): string | null {
  const url = snsUrl(text)
  if (url?.pathname !== '/' || url.searchParams.get('Action') !== 'ConfirmSubscription') return null
  return url.searchParams.get('TopicArn') === topicArn ? url.href : null
}

function snsUrl(text: string | undefined): URL | null {
  if (text === undefined || text.length > 2_000 || !URL.canParse(text)) return null
  const url = new URL(text)
  const plain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === ''
  return plain && HOST.test(url.hostname) && url.hash === '' ? url : null
}

const isSnsType = (text: string | undefined): text is SnsType => text !== undefined && Object.hasOwn(SIGNED, text)
