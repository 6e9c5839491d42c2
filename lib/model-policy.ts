import { z } from 'zod'
import { entitlementsOf, requireFeature } from './billing/entitlements.ts'
import { createAuditEvent } from './data/audit-events.ts'
import type { InputJsonObject } from './data/json.ts'
import {
  findModelPolicy,
  findSealedModelKey,
  type ModelPolicyRow,
  saveModelKey,
  saveModelPolicy,
} from './data/model-policies.ts'
import { getModelUsage, type MonthlyUsage } from './data/model-usage.ts'
import { withTenant } from './data/prisma.ts'
import type { TenantId } from './data/unscoped.ts'
import { env, serverEnv } from './env.ts'
import { Invalid } from './errors.ts'
import { isPublicHost } from './outbound-address.ts'
import type { ClaudeAccess } from './pipeline/analyze/client.ts'
import { DEFAULT_POLICY, MODEL_MODES, type ModelPolicy } from './pipeline/analyze/model-policy.ts'

/**
 * What a workspace says about external models. Until somebody of it says otherwise nothing leaves (decision 7).
 *
 *   viewModelPolicy(tenant)                     what a page may know: never the key
 *   changeModelPolicy(tenant, userId, given)    mode, address and limits; another address forgets the key
 *   changeModelKey(tenant, userId, { apiKey })  sealed with the address it is for; null forgets it
 *   loadModelAccess(tenant)                     policy, and key and address opened: for a request to a model only
 */

export const KEY_FIELD = 'model.key'
/** Far above any use, and a whole number in every language that reads it. */
const MAX_LIMIT = 1_000_000_000_000_000

const limit = z.int().min(0).max(MAX_LIMIT).nullable()
export const modelPolicySchema = z.strictObject({
  mode: z.enum(MODEL_MODES),
  baseUrl: z.string().trim().max(250).nullable(),
  monthlyTokens: limit,
  monthlyMicroUsd: limit,
  /** Left out: forbidden. */
  allowPictures: z.boolean().default(false),
})
export const modelKeySchema = z.strictObject({
  apiKey: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{8,400}$/)
    .nullable(),
})

export interface ModelPolicyView {
  policy: ModelPolicyRow
  /** Whoever runs this Lethe has set a key, which serves workspaces without one. */
  operatorKey: boolean
  /** Of this month, UTC. */
  used: MonthlyUsage
}

const NOTHING_LEAVES: ModelPolicyRow = {
  mode: DEFAULT_POLICY.mode,
  ...{ ownKey: false, baseUrl: null, monthlyTokens: null, monthlyMicroUsd: null, allowPictures: false },
}

export async function viewModelPolicy(tenant: TenantId): Promise<ModelPolicyView> {
  return withTenant(tenant, async () => ({
    policy: (await findModelPolicy(tenant)) ?? NOTHING_LEAVES,
    operatorKey: env().anthropicApiKey !== null,
    used: await getModelUsage(tenant),
  }))
}

/** Throws Invalid for an address that a key must not go to. */
export async function changeModelPolicy(
  tenant: TenantId,
  userId: string,
  given: z.input<typeof modelPolicySchema>,
): Promise<ModelPolicyView> {
  const baseUrl = given.baseUrl === null || given.baseUrl === '' ? null : checkedBaseUrl(given.baseUrl)
  if (NEEDS_COMPLEX.has(given.mode)) await requireFeature(tenant, 'complexModel')
  return withTenant(tenant, async () => {
    const before = await findModelPolicy(tenant)
    await saveModelPolicy(tenant, { ...given, baseUrl })
    const view = await viewModelPolicy(tenant)
    const { ownKey, baseUrl: address, ...detail } = view.policy
    const host = address === null ? null : new URL(address).host
    const keyForgotten = before?.ownKey === true && !ownKey
    await audit(tenant, userId, 'model.policy_changed', { ...detail, host, keyForgotten })
    return view
  })
}

export async function changeModelKey(
  tenant: TenantId,
  userId: string,
  { apiKey }: z.infer<typeof modelKeySchema>,
): Promise<ModelPolicyView> {
  if (apiKey !== null) await requireFeature(tenant, 'ownKeys')
  return withTenant(tenant, async () => {
    const baseUrl = (await findModelPolicy(tenant))?.baseUrl ?? null
    await saveModelKey(tenant, apiKey === null ? null : sealKey(tenant, { apiKey, baseUrl }))
    await audit(tenant, userId, apiKey === null ? 'model.key_removed' : 'model.key_set', {})
    return viewModelPolicy(tenant)
  })
}

/**
 * The policy with whose key is used and where to; `access` is null where models are forbidden or no key fits. A key goes
 * only where it was meant to: the workspace's to the address it was entered for, the operator's to the operator's own.
 */
export async function loadModelAccess(tenant: TenantId): Promise<{
  policy: ModelPolicy
  access: ClaudeAccess | null
  /** Why the plan lets nothing leave, in a sentence; null where it does. */
  refused: string | null
}> {
  const { baseUrl, ...row } = (await findModelPolicy(tenant)) ?? NOTHING_LEAVES
  const { features } = (await entitlementsOf(tenant)).plan
  const mode = NEEDS_COMPLEX.has(row.mode) && !features.complexModel ? ('fast' as const) : row.mode
  const policy = { ...row, mode, ownBaseUrl: baseUrl !== null }
  if (mode === 'local_only') return { policy, access: null, refused: null }
  // Somebody who entered a key meant its receiver and no other, so the operator's does not take its place.
  if (policy.ownKey && !features.ownKeys) return { policy, access: null, refused: OWN_KEY_NEEDS_PLAN }
  const sealed = policy.ownKey ? await findSealedModelKey(tenant) : null
  if (sealed !== null) return { policy, access: ownAccess(openKey(tenant, sealed), baseUrl), refused: null }
  return { policy, access: baseUrl === null ? operatorAccess() : null, refused: null }
}

const NEEDS_COMPLEX: ReadonlySet<string> = new Set(['complex', 'automatic'])
const OWN_KEY_NEEDS_PLAN =
  'This workspace has a key of its own for Claude, which its plan does not have. The built-in engine answered, and nothing was sent.'

function ownAccess(key: z.infer<typeof sealedKeySchema>, baseUrl: string | null): ClaudeAccess | null {
  // Entered for another address by a request that ran beside the change of it.
  if (key.baseUrl !== baseUrl) return null
  const retention = 'As this workspace has agreed with the receiver of its own key.'
  return { apiKey: key.apiKey, baseUrl, baseUrlFrom: 'tenant', allow: env().outboundAllow, retention }
}

function operatorAccess(): ClaudeAccess | null {
  const { anthropicApiKey: apiKey, anthropicBaseUrl: baseUrl } = env()
  const retention = 'As whoever runs this Lethe has agreed with the receiver.'
  return apiKey === null ? null : { apiKey, baseUrl, baseUrlFrom: 'operator', retention }
}

const sealedKeySchema = z.object({ apiKey: z.string(), baseUrl: z.string().nullable() })

function sealKey(tenant: TenantId, key: z.infer<typeof sealedKeySchema>): string {
  return serverEnv().keyRing.seal(JSON.stringify(key), { tenant, field: KEY_FIELD })
}

function openKey(tenant: TenantId, sealed: string): z.infer<typeof sealedKeySchema> {
  const text = serverEnv().keyRing.open(sealed, { tenant, field: KEY_FIELD }).toString('utf8')
  return sealedKeySchema.parse(JSON.parse(text))
}

/** Refused early where it is plain to see; what a name leads to is checked at every connection. */
function checkedBaseUrl(given: string): string {
  const refuse = (message: string) => new Invalid([{ path: 'baseUrl', message }])
  if (!URL.canParse(given)) throw refuse('Give a URL like https://gateway.example.com.')
  const { protocol, hostname, port, username, password, search, hash, origin, pathname } = new URL(given)
  if (username !== '' || password !== '' || search !== '' || hash !== '')
    throw refuse('Give the address alone, without a user, a query or a fragment.')
  const allowed = env().outboundAllow.includes(`${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`)
  if (protocol !== 'https:' && !(allowed && protocol === 'http:')) throw refuse('Give an https address.')
  if (!allowed && !isPublicHost(hostname)) throw refuse('This address is not on the public internet.')
  return origin + pathname.replace(/\/+$/, '')
}

const audit = (tenant: TenantId, actorId: string, action: string, detail: InputJsonObject) =>
  createAuditEvent(tenant, { actorId, action, detail })
