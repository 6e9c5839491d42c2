import { createHash } from 'node:crypto'

/**
 * What an audit event's hash is made of; schema `audit` of the database computes the same, and a test compares the two.
 * SHA-256 over lines joined by a line feed, UTF-8, lower-case hex.
 */

/** The hash that the first event of a workspace names as the one before it. */
export const GENESIS = '0'.repeat(64)

export interface ChainedEvent {
  tenant: string
  /** 1, 2, 3 ... without gaps. */
  seq: number
  /** ISO 8601 in UTC with milliseconds. */
  at: string
  action: string
  detailHash: string
  prevHash: string
}

export function eventHash({ tenant, seq, at, action, detailHash, prevHash }: ChainedEvent): string {
  return sha256(['lethe-audit-v1', tenant, String(seq), at, action, detailHash, prevHash])
}

/** `detail` is the JSON text as it was written: who, to what, and how. Salted, so that an erased one cannot be guessed. */
export function detailHash(salt: string, detail: string): string {
  return sha256([salt, detail])
}

function sha256(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}
