import { unscopedCall } from './unscoped.ts'
import { normalizeEmail } from './users.ts'

/**
 * One-time links by e-mail. Only hashes are stored (SHA-256, lower-case hex).
 *
 *   createSignInLink({ tokenHash, identifier, browserHash, expiresAt })
 *   consumeSignInLink({ tokenHash, identifier, browserHash })   { identifier, expiresAt } or null; works once
 */

export interface SignInLink {
  identifier: string
  expiresAt: Date
}

/** `browserHash` of the browser that asked, or null for a link that an operator makes on the terminal. */
export async function createSignInLink(link: {
  tokenHash: string
  identifier: string
  browserHash: string | null
  expiresAt: Date
}): Promise<void> {
  await unscopedCall(
    'create_sign_in_link',
    link.tokenHash,
    normalizeEmail(link.identifier),
    link.browserHash,
    link.expiresAt,
  )
}

/** Null for a wrong, used or ended link, another address or another browser: the caller cannot tell which. */
export async function consumeSignInLink(link: {
  tokenHash: string
  identifier: string
  browserHash: string | null
}): Promise<SignInLink | null> {
  const [row] = await unscopedCall<{ identifier: string; expires_at: Date }>(
    'consume_sign_in_link',
    link.tokenHash,
    normalizeEmail(link.identifier),
    link.browserHash,
  )
  return row ? { identifier: row.identifier, expiresAt: row.expires_at } : null
}
