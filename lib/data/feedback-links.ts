import { createHmac, timingSafeEqual } from 'node:crypto'
import { serverEnv } from '../env.ts'
import { type TenantId, unscopedTenantId } from './unscoped.ts'

/**
 * A link in a message of a channel: whoever has it may say one word about one analysis, until it expires. What it names stands in
 * it under our signature, so nothing is kept of it, and it shows nothing.
 *
 *   signFeedbackLink(tenant, { analysisId, channelId, expiresAt })     the end of its address
 *   openFeedbackLink(token, now)                                       what it names, or null for forged, broken or expired ones
 */

export interface FeedbackLink {
  analysisId: string
  channelId: string
  expiresAt: Date
}

/** Three ids, seconds, and an HMAC-SHA-256 over them. */
const NAMED = 16 * 3 + 4
const SIZE = NAMED + 32

export function signFeedbackLink(tenant: TenantId, { analysisId, channelId, expiresAt }: FeedbackLink): string {
  const named = Buffer.alloc(NAMED)
  for (const [i, id] of [tenant, analysisId, channelId].entries()) named.set(bytesOf(id), i * 16)
  named.writeUInt32BE(Math.floor(expiresAt.getTime() / 1_000), 48)
  return Buffer.concat([named, macOf(named)]).toString('base64url')
}

/** The signature is checked before anything of it is believed; that is what names the tenant. */
export function openFeedbackLink(token: string, now: Date): (FeedbackLink & { tenant: TenantId }) | null {
  const bytes = /^[\w-]{112}$/.test(token) ? Buffer.from(token, 'base64url') : Buffer.alloc(0)
  if (bytes.length !== SIZE) return null
  const named = bytes.subarray(0, NAMED)
  if (!timingSafeEqual(bytes.subarray(NAMED), macOf(named))) return null
  const expiresAt = new Date(named.readUInt32BE(48) * 1_000)
  if (expiresAt <= now) return null
  const [tenant = '', analysisId = '', channelId = ''] = [0, 16, 32].map((at) => idOf(named.subarray(at, at + 16)))
  return { tenant: unscopedTenantId(tenant), analysisId, channelId, expiresAt }
}

const macOf = (named: Buffer): Buffer =>
  createHmac('sha256', serverEnv().keyRing.derive('feedback/links')).update(named).digest()

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')

const idOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
