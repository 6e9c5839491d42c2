import { createHash } from 'node:crypto'
import { z } from 'zod'
import { isSignedText, signText } from './ed25519.ts'

/** The end of a workspace's chain at a time, signed with Ed25519. Kept elsewhere, it shows a later rewrite. */
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
type Unsigned = Pick<Checkpoint, 'tenant' | 'seq' | 'hash' | 'at'>

/** `seed`: 32 secret bytes; the same seed is the same key. */
export function signCheckpoint(seed: Buffer, given: Unsigned): Checkpoint {
  const { tenant, seq, hash, at } = given
  return { tenant, seq, hash, at, ...signText(seed, signedText(given)) }
}

export function isSigned(checkpoint: Checkpoint): boolean {
  return isSignedText(signedText(checkpoint), checkpoint)
}

/** Short enough to read aloud: the first 16 hex digits of the SHA-256 of the raw public key. */
export function fingerprint(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16)
}

function signedText({ tenant, seq, hash, at }: Unsigned): string {
  return ['lethe-audit-checkpoint-v1', tenant, seq, hash, at].join('\n')
}
