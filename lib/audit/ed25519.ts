import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'

/** Ed25519 (RFC 8032) with raw keys, base64url. */
export interface Signed {
  /** The raw 32 bytes. */
  publicKey: string
  /** 64 bytes. */
  signature: string
}

/** Before the raw 32 bytes of a private or public key (RFC 8410, section 7 and 4). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

/** `seed`: 32 secret bytes; the same seed is the same key. */
export function signText(seed: Buffer, text: string): Signed {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length)
  return {
    publicKey: publicKey.toString('base64url'),
    signature: sign(null, Buffer.from(text), key).toString('base64url'),
  }
}

/** Whether the signature belongs to exactly this text and this key. Whose key it is, the reader has to know. */
export function isSignedText(text: string, { publicKey, signature }: Signed): boolean {
  try {
    const der = Buffer.concat([SPKI_PREFIX, Buffer.from(publicKey, 'base64url')])
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}
