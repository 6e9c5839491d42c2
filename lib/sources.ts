import { z } from 'zod'
import { requirePlace } from './billing/entitlements.ts'
import { createAuditEvent } from './data/audit-events.ts'
import type { InputJsonObject } from './data/json.ts'
import { withTenant } from './data/prisma.ts'
import {
  createSource,
  deleteDisconnectedSources,
  disconnectSource,
  getSource,
  listSources,
  rotateSourceSecret,
  type SourceView,
  setSourceSettings,
  setSourceToken,
} from './data/sources.ts'
import type { TenantId } from './data/unscoped.ts'
import { env, serverEnv } from './env.ts'
import { Conflict, Invalid, NotFound } from './errors.ts'
import { type SourceToken, TOKEN_FIELD } from './pipeline/enrich/enrich.ts'
import { SOURCE_KINDS } from './pipeline/parse/normalized-alert.ts'
import { schemeOf } from './pipeline/verify/verify.ts'
import type { Proof, SourceConfig } from './source-kinds/source-facts.ts'
import { authOf, factsOf } from './source-kinds.ts'
import { apiOf, checkedSettings, sourceConfigSchema } from './source-settings.ts'

/**
 * Sources as a workspace sets them up: sealed secrets, each shown once, and an audit event for every change.
 *
 *   listSourceSettings(tenant)                       with the address that each sender posts to
 *   addSource(tenant, userId, NewSourceSettings)     the source and its secret, which is not shown again
 *   rotateSecret(tenant, userId, id, RotatedSecret)  the new secret; the present one stays good for some hours
 *   changeSettings, saveToken, removeSource
 */

export const SECRET_FIELD = 'source.secret'
const MAX_SOURCES = 100
const DEFAULT_OVERLAP_HOURS = 24
/** Longer than any analysis, and than most messages are tried. */
const KEPT_SECONDS = 86_400

const secret = z.string().trim().min(1).max(256)
export const newSourceSchema = z.strictObject({
  kind: z.enum(SOURCE_KINDS),
  name: z.string().trim().min(1).max(80),
  /** Where the sender makes it (PagerDuty); one is made here otherwise. */
  secret: secret.optional(),
  /** Of this kind, see SOURCE_FACTS; defaults hold where nothing is given. */
  settings: sourceConfigSchema.optional(),
})
/** Replaces all settings but `auth`, which stays: the secret is kept in the form that it asks for. */
export const changedSettingsSchema = z.strictObject({ settings: sourceConfigSchema })
export const rotatedSecretSchema = z.strictObject({
  secret: secret.optional(),
  overlapHours: z.number().min(0).max(168).default(DEFAULT_OVERLAP_HOURS),
})
export const sourceTokenSchema = z.strictObject({
  /** Null forgets it. */
  token: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{8,200}$/)
    .nullable(),
  /** Where the sender's API lives; its own cloud where nothing is given. */
  api: z.string().max(200).optional(),
})

export interface SourceSettings extends SourceView {
  /** Where the sender posts to; without the token, where the token stands in the address. */
  endpoint: string
  proof: Proof
  /** Why this proof is weaker than a signature; null where it is not. */
  weaker: string | null
}

/** What is shown once. `secret` is empty where the sender signs with a key of its own. `address`: what to paste at the sender, token included. */
export interface MadeSource {
  source: SourceSettings
  secret: string
  address: string
}

export async function listSourceSettings(tenant: TenantId): Promise<SourceSettings[]> {
  return (await listSources(tenant)).map(withEndpoint)
}

/** Throws NotFound. */
export async function getSourceSettings(tenant: TenantId, id: string): Promise<SourceSettings> {
  return withEndpoint(await getSource(tenant, id))
}

/** Null for what is not this workspace's. */
export async function findSourceSettings(tenant: TenantId, id: string): Promise<SourceSettings | null> {
  return getSourceSettings(tenant, id).catch((error: unknown) => {
    if (error instanceof NotFound) return null
    throw error
  })
}

export async function addSource(
  tenant: TenantId,
  userId: string,
  { kind, name, secret: given, settings: wanted }: z.infer<typeof newSourceSchema>,
): Promise<MadeSource> {
  const settings = checkedSettings(kind, wanted)
  const { value, kept } = secretFor(kind, settings, given)
  const sealedSecret = seal(tenant, SECRET_FIELD, kept)
  return withTenant(tenant, async () => {
    await requirePlace(tenant, 'sources', async () => (await listSources(tenant)).length)
    if ((await listSources(tenant)).length >= MAX_SOURCES)
      throw new Conflict({ happened: `A workspace may have ${MAX_SOURCES} sources.` })
    const id = await createSource(tenant, {
      ...{ kind, name, settings, sealedSecret, sealedToken: null, createdById: userId },
    })
    await audit(tenant, userId, 'source.created', id, { kind })
    return made(await getSource(tenant, id), value)
  })
}

/** Throws NotFound. The overlap is how long deliveries signed with the present secret are still taken. */
export async function rotateSecret(
  tenant: TenantId,
  userId: string,
  id: string,
  { secret: given, overlapHours }: z.infer<typeof rotatedSecretSchema>,
): Promise<MadeSource> {
  const { kind, settings } = await getSource(tenant, id)
  const { value, kept } = secretFor(kind, settings, given)
  const until = new Date(Date.now() + overlapHours * 3_600_000)
  return withTenant(tenant, async () => {
    await rotateSourceSecret(tenant, id, seal(tenant, SECRET_FIELD, kept), until)
    await audit(tenant, userId, 'source.secret_rotated', id, { overlapHours })
    return made(await getSource(tenant, id), value)
  })
}

/** Throws NotFound, and Invalid for what this kind does not have. */
export async function changeSettings(
  tenant: TenantId,
  userId: string,
  id: string,
  { settings: wanted }: z.infer<typeof changedSettingsSchema>,
): Promise<SourceSettings> {
  const { kind, settings: present } = await getSource(tenant, id)
  const { auth: _given, ...others } = wanted
  const settings = checkedSettings(kind, { ...others, ...(present.auth === undefined ? {} : { auth: present.auth }) })
  return withTenant(tenant, async () => {
    await setSourceSettings(tenant, id, settings)
    await audit(tenant, userId, 'source.settings_changed', id, {})
    return withEndpoint(await getSource(tenant, id))
  })
}

/** Keeps the sender's API token, sealed with the host that it is for. Throws Invalid for a host that is not the sender's. */
export async function saveToken(
  tenant: TenantId,
  userId: string,
  id: string,
  { token, api }: z.infer<typeof sourceTokenSchema>,
): Promise<SourceSettings> {
  const facts = factsOf((await getSource(tenant, id)).kind)
  const [cloud] = facts?.token?.apis ?? []
  if (!facts?.token || cloud === undefined)
    throw new Invalid([{ path: 'token', message: 'Sources of this kind send everything they have.' }])
  const host = apiOf(facts, api ?? cloud, env().outboundAllow)
  if (host === null)
    throw new Invalid([
      {
        path: 'api',
        message: `Give one of ${facts.token.apis.join(', ')}${facts.token.selfHosted ? ', or your own' : ''}.`,
      },
    ])
  const sealed =
    token === null ? null : seal(tenant, TOKEN_FIELD, JSON.stringify({ token, api: host } satisfies SourceToken))
  return withTenant(tenant, async () => {
    await setSourceToken(tenant, id, sealed)
    await audit(tenant, userId, token === null ? 'source.token_removed' : 'source.token_set', id, {})
    return withEndpoint(await getSource(tenant, id))
  })
}

/**
 * From the next request on its endpoint is unknown. What is under way ends and is told; a day later its list of deliveries goes.
 * Analyses stay.
 */
export async function removeSource(tenant: TenantId, userId: string, id: string): Promise<void> {
  await withTenant(tenant, async () => {
    await disconnectSource(tenant, id)
    await audit(tenant, userId, 'source.deleted', id, {})
  })
}

/** One turn over all workspaces; how many went. */
export const sweepDisconnected = (): Promise<number> => deleteDisconnectedSources(KEPT_SECONDS, 100)

/** The secret as the sender has it, and the form in which it is sealed: a hash where it is only compared. */
function secretFor(kind: string, settings: SourceConfig, given: string | undefined): { value: string; kept: string } {
  const scheme = factsOf(kind)?.ready ? schemeOf(kind, settings) : undefined
  if (!scheme) throw new Invalid([{ path: 'kind', message: 'There is no such kind of source.' }])
  const value = given ?? scheme.makeSecret()
  if (given !== undefined && !scheme.isSecret(given))
    throw new Invalid([{ path: 'secret', message: 'This is not a secret as this sender takes them.' }])
  return { value, kept: scheme.toKeep(value) }
}

function made(view: SourceView, value: string): MadeSource {
  const source = withEndpoint(view)
  const isUsed = factsOf(view.kind)?.secretMadeBy !== 'none' && source.proof !== 'identity'
  const secret = isUsed ? value : ''
  return { source, secret, address: source.proof === 'path' ? `${source.endpoint}/${value}` : source.endpoint }
}

const seal = (tenant: TenantId, field: string, value: string): string =>
  serverEnv().keyRing.seal(value, { tenant, field })

function withEndpoint(source: SourceView): SourceSettings {
  const auth = authOf(source.kind, source.settings)
  const endpoint = `${env().url}/api/hooks/${source.id}`
  return { ...source, endpoint, proof: auth?.proof ?? 'signature', weaker: auth?.weaker ?? null }
}

const audit = (tenant: TenantId, actorId: string, action: string, subject: string, detail: InputJsonObject) =>
  createAuditEvent(tenant, { actorId, action, subject, detail })
