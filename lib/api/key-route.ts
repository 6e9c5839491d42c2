import { isIP } from 'node:net'
import { hashToken } from '../auth/token.ts'
import { requireFeature } from '../billing/entitlements.ts'
import { type ApiKey, findApiKey } from '../data/api-keys.ts'
import type { TenantId } from '../data/unscoped.ts'
import { serverEnv } from '../env.ts'
import { Forbidden, type Message, RateLimited } from '../errors.ts'
import { can } from '../permissions.ts'
import { addressOf, KEY_LIMIT, limitKey, limitRequest, limitTenant, type Quota } from '../rate-limits.ts'
import { answerError, problem, type RouteContext, readBytes } from '../route.ts'
import { isKeyText } from './key-text.ts'
import { SCOPES, type Scope } from './scopes.ts'
import { isSignedOnce } from './signed-request.ts'

/** Who asks: comes from the key's row, never from the request. */
export interface Caller {
  tenant: TenantId
  /** The member whose key it is. */
  userId: string
  keyId: string
}

interface KeyRequest {
  caller: Caller
  request: Request
  params: Record<string, string>
  body: Buffer
}

export const SIGNING_FIELD = 'api_key.signing'
const BEARER = { 'www-authenticate': 'Bearer realm="lethe"' } as const

/**
 * The one wrapper of /api/v1: not too often (429), which key (401), from where (403), may it (403), does the plan have keys
 * (402), is it signed where it must be (401); then the handler. Cookies are not looked at, so no browser can be made to send
 * somebody's request. Errors are problem+json (RFC 9457); answers of a known key say what is left of its minute (RateLimit headers).
 */
export function keyRoute(scope: Scope, maxBytes: number, handle: (asked: KeyRequest) => Promise<Response>) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    let quota: Quota | null = null
    try {
      await limitRequest('v1', request)
      const key = await keyOf(request)
      if (!key) return problem(401, NO_KEY, {}, BEARER)
      refuse(key, scope)
      if (key.locked) return problem(423, LOCKED)
      await limitTenant('v1', key.tenant)
      quota = await limitKey(key.id)
      await requireFeature(key.tenant, 'apiKeys')
      const body = await readBytes(request, maxBytes)
      if (!(await isProven(key, request, body))) return withQuota(problem(401, NOT_SIGNED, {}, BEARER), quota)
      const caller = { tenant: key.tenant, userId: key.userId, keyId: key.id }
      return withQuota(await handle({ caller, request, params: await context.params, body }), quota)
    } catch (error) {
      return withQuota(answerError(error), quota ?? usedUp(error))
    }
  }
}

async function keyOf(request: Request): Promise<ApiKey | null> {
  const [, text = ''] = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  return isKeyText(text) ? findApiKey(hashToken(text), ipOf(request)) : null
}

/** An IPv4 address that came through an IPv6 socket is written as what it is. */
function ipOf(request: Request): string | null {
  const address = addressOf(request).replace(/^::ffff:(?=\d+\.)/i, '')
  return isIP(address) === 0 ? null : address
}

function refuse(key: ApiKey, scope: Scope): void {
  if (!key.addressAllowed) throw new Forbidden(OTHER_ADDRESS)
  if (!key.scopes.includes(scope))
    throw new Forbidden({ happened: `This key lacks the scope ${scope}.`, todo: 'Make a key that has it.' })
  if (!can(key.role, SCOPES[scope])) throw new Forbidden(ROLE_TOO_LOW)
}

async function isProven(key: ApiKey, request: Request, body: Buffer): Promise<boolean> {
  if (key.sealedSigningSecret === null) return true
  const context = { tenant: key.tenant, field: SIGNING_FIELD }
  const secret = serverEnv().keyRing.open(key.sealedSigningSecret, context).toString('utf8')
  return isSignedOnce({ tenant: key.tenant, keyId: key.id, secret }, request, body)
}

/** draft-ietf-httpapi-ratelimit-headers-10: the policy, and what is left of it. */
function withQuota(response: Response, quota: Quota | null): Response {
  if (!quota) return response
  response.headers.set('ratelimit-policy', `"minute";q=${quota.limit};w=60`)
  response.headers.set('ratelimit', `"minute";r=${quota.remaining};t=${quota.resetSeconds}`)
  return response
}

const usedUp = (error: unknown): Quota | null =>
  error instanceof RateLimited
    ? { limit: KEY_LIMIT, remaining: 0, resetSeconds: Math.ceil(error.retryAfterSeconds) }
    : null

const NO_KEY: Message = {
  happened: 'No key that works was sent.',
  kept: 'Nothing of this request was kept.',
  todo: 'Send `Authorization: Bearer lethe_live_…` with a key of this workspace that has not ended.',
}

const NOT_SIGNED: Message = {
  happened: 'Requests with this key must be signed, and this one is not, or not any more, or was sent before.',
  kept: 'Nothing of this request was kept.',
  todo: 'Sign each request anew: time within five minutes, a nonce of its own. docs/api.md shows how.',
}

const OTHER_ADDRESS = {
  happened: 'This key may not be used from this address.',
  todo: 'Use it from a network that it names, or make a key for this one.',
}

const ROLE_TOO_LOW = { happened: 'The member whose key this is may not do this any more.' }

const LOCKED: Message = {
  happened: 'This workspace is locked and will be erased.',
  kept: 'Nothing of this request was kept.',
  todo: 'An owner can undo it until then.',
}
