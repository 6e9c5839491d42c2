import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { SIGNING_FIELD } from './api/key-route.ts'
import { hintOf, makeKeyText } from './api/key-text.ts'
import { SCOPE_NAMES } from './api/scopes.ts'
import { hashToken } from './auth/token.ts'
import { requireFeature } from './billing/entitlements.ts'
import { type ApiKeyView, createApiKey, deleteApiKey, listApiKeys } from './data/api-keys.ts'
import { createAuditEvent } from './data/audit-events.ts'
import { withTenant } from './data/prisma.ts'
import type { TenantId } from './data/unscoped.ts'
import { serverEnv } from './env.ts'
import { Conflict } from './errors.ts'

/**
 * Keys as a workspace sets them up. The key is shown once; what stays is its hash.
 *
 *   addApiKey(tenant, userId, NewApiKeySettings)   the key, and the signing secret where it has one; PlanLimit
 *   listApiKeys(tenant)                            of lib/data/api-keys.ts
 *   revokeApiKey(tenant, userId, id)               NotFound
 */

const MAX_KEYS = 50
const MAX_DAYS = 365
const DAY_MS = 86_400_000

const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])

export const newApiKeySchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  scopes: z.array(z.enum(SCOPE_NAMES)).min(1).max(SCOPE_NAMES.length),
  /** Until it ends. */
  days: z.int().min(1).max(MAX_DAYS).default(90),
  /** Addresses or CIDR networks; none: from everywhere. */
  allowedAddresses: z.array(network).max(20).default([]),
  /** Every request must be signed with a second secret. */
  signed: z.boolean().default(false),
})

export interface MadeApiKey {
  key: ApiKeyView
  /** Shown once. */
  token: string
  /** Shown once; null where requests need no signature. */
  signingSecret: string | null
}

export async function addApiKey(
  tenant: TenantId,
  userId: string,
  { name, scopes, days, allowedAddresses, signed }: z.infer<typeof newApiKeySchema>,
  now = Date.now(),
): Promise<MadeApiKey> {
  await requireFeature(tenant, 'apiKeys')
  const token = makeKeyText()
  const signingSecret = signed ? `lethe_sign_${randomBytes(32).toString('base64url')}` : null
  const sealedSigningSecret =
    signingSecret === null ? null : serverEnv().keyRing.seal(signingSecret, { tenant, field: SIGNING_FIELD })
  return withTenant(tenant, async () => {
    if ((await listApiKeys(tenant)).length >= MAX_KEYS)
      throw new Conflict({ happened: `A workspace may have ${MAX_KEYS} keys.`, todo: 'Revoke one that has ended.' })
    const id = await createApiKey(tenant, {
      ...{ createdById: userId, name, tokenHash: hashToken(token), hint: hintOf(token) },
      ...{ scopes: [...new Set(scopes)], allowedAddresses, sealedSigningSecret },
      expiresAt: new Date(now + days * DAY_MS),
    })
    const [key] = (await listApiKeys(tenant)).filter((made) => made.id === id)
    if (!key) throw new Conflict()
    const detail = { scopes: key.scopes, days, signed, networks: allowedAddresses.length }
    await createAuditEvent(tenant, { actorId: userId, action: 'api_key.created', subject: id, detail })
    return { key, token, signingSecret }
  })
}

export async function revokeApiKey(tenant: TenantId, userId: string, id: string): Promise<void> {
  await withTenant(tenant, async () => {
    await deleteApiKey(tenant, id)
    await createAuditEvent(tenant, { actorId: userId, action: 'api_key.revoked', subject: id })
  })
}
