import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'

/** 256 random bits, base64url. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What `makeToken` makes, as it comes back. */
export const tokenSchema = z.string().regex(/^[\w-]{43}$/)
export const linkSchema = z.strictObject({ token: tokenSchema })

/** SHA-256, lower-case hex: what is stored of a token. A token of 256 random bits needs no salt and no slow hash. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** The form in which next-auth hands link tokens to the adapter: SHA-256 over token and secret, lower-case hex. */
export function linkTokenHash(token: string, secret: string): string {
  return hashToken(`${token}${secret}`)
}
