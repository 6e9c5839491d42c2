import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'

/** The end of a workspace's chain at a time, signed with Ed25519 (RFC 8032). Kept elsewhere, it shows a later rewrite. */
export const checkpointSchema = z.object({
  tenant: z.uuid(),
  seq: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  /** The raw 32 bytes, base64url. */
  publicKey: z.string().regex(/^[\w-]{43}$/),
  /** 64 bytes, base64url. */
  signature: z.string().regex(/^[\w-]{86}$/),
})
export type Checkpoint = z.infer<typeof checkpointSchema>

/** Before the raw 32 bytes of a private or public key (RFC 8410, section 7 and 4). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

/** `seed`: 32 secret bytes; the same seed is the same key. */
export function signCheckpoint(seed: Buffer, given: Pick<Checkpoint, 'tenant' | 'seq' | 'hash' | 'at'>): Checkpoint {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length)
  return {
    ...given,
    publicKey: publicKey.toString('base64url'),
    signature: sign(null, signedBytes(given), key).toString('base64url'),
  }
}

/** Whether the signature belongs to exactly these values and this key. Whose key it is, the reader has to know. */
export function isSigned(checkpoint: Checkpoint): boolean {
  try {
    const key = publicKeyOf(checkpoint.publicKey)
    return verify(null, signedBytes(checkpoint), key, Buffer.from(checkpoint.signature, 'base64url'))
  } catch {
    return false
  }
}

/** Short enough to read aloud: the first 16 hex digits of the SHA-256 of the raw public key. */
export function fingerprint(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16)
}

function signedBytes({ tenant, seq, hash, at }: Pick<Checkpoint, 'tenant' | 'seq' | 'hash' | 'at'>): Buffer {
  return Buffer.from(['lethe-audit-checkpoint-v1', tenant, seq, hash, at].join('\n'))
}

function publicKeyOf(raw: string): KeyObject {
  return createPublicKey({
    key: Buffer.concat([SPKI_PREFIX, Buffer.from(raw, 'base64url')]),
    format: 'der',
    type: 'spki',
  })
}
