import { z } from 'zod'
import { createAuditEvent } from './data/audit-events.ts'
import type { InputJsonObject } from './data/json.ts'
import { withTenant } from './data/prisma.ts'
import {
  createSource,
  deleteSource,
  getSource,
  listSources,
  rotateSourceSecret,
  type SourceView,
  setSourceToken,
} from './data/sources.ts'
import type { TenantId } from './data/unscoped.ts'
import { env, serverEnv } from './env.ts'
import { Conflict, Invalid } from './errors.ts'
import { type SourceToken, TOKEN_FIELD } from './pipeline/enrich/enrich.ts'
import { PAGERDUTY_APIS } from './pipeline/enrich/pagerduty.ts'
import { SOURCE_KINDS } from './pipeline/parse/normalized-alert.ts'
import { schemeOf } from './pipeline/verify/verify.ts'

/**
 * Sources as a workspace sets them up: sealed secrets, each shown once, and an audit event for every change.
 *
 *   listSourceSettings(tenant)                       with the address that each sender posts to
 *   addSource(tenant, userId, NewSourceSettings)     the source and its secret, which is not shown again
 *   rotateSecret(tenant, userId, id, RotatedSecret)  the new secret; the present one stays good for some hours
 *   saveToken, removeSource
 */

export const SECRET_FIELD = 'source.secret'
const MAX_SOURCES = 100
const DEFAULT_OVERLAP_HOURS = 24

const secret = z.string().trim().min(1).max(256)
export const newSourceSchema = z.strictObject({
  kind: z.enum(SOURCE_KINDS),
  name: z.string().trim().min(1).max(80),
  /** Where the sender makes it (PagerDuty); one is made here otherwise. */
  secret: secret.optional(),
})
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
  api: z.string().max(200).default(PAGERDUTY_APIS[0]),
})

export interface SourceSettings extends SourceView {
  /** Where the sender posts to. */
  endpoint: string
}

export async function listSourceSettings(tenant: TenantId): Promise<SourceSettings[]> {
  return (await listSources(tenant)).map(withEndpoint)
}

export async function addSource(
  tenant: TenantId,
  userId: string,
  { kind, name, secret: given }: z.infer<typeof newSourceSchema>,
): Promise<{ source: SourceSettings; secret: string }> {
  const value = secretFor(kind, given)
  const sealedSecret = seal(tenant, SECRET_FIELD, value)
  return withTenant(tenant, async () => {
    if ((await listSources(tenant)).length >= MAX_SOURCES)
      throw new Conflict({ happened: `A workspace may have ${MAX_SOURCES} sources.` })
    const id = await createSource(tenant, { kind, name, sealedSecret, sealedToken: null, createdById: userId })
    await audit(tenant, userId, 'source.created', id, { kind })
    return { source: withEndpoint(await getSource(tenant, id)), secret: value }
  })
}

/** Throws NotFound. The overlap is how long deliveries signed with the present secret are still taken. */
export async function rotateSecret(
  tenant: TenantId,
  userId: string,
  id: string,
  { secret: given, overlapHours }: z.infer<typeof rotatedSecretSchema>,
): Promise<{ source: SourceSettings; secret: string }> {
  const { kind } = await getSource(tenant, id)
  const value = secretFor(kind, given)
  const until = new Date(Date.now() + overlapHours * 3_600_000)
  return withTenant(tenant, async () => {
    await rotateSourceSecret(tenant, id, seal(tenant, SECRET_FIELD, value), until)
    await audit(tenant, userId, 'source.secret_rotated', id, { overlapHours })
    return { source: withEndpoint(await getSource(tenant, id)), secret: value }
  })
}

/** Keeps the sender's API token, sealed with the host that it is for. Throws Invalid for a host that is not the sender's. */
export async function saveToken(
  tenant: TenantId,
  userId: string,
  id: string,
  { token, api }: z.infer<typeof sourceTokenSchema>,
): Promise<SourceSettings> {
  const { kind } = await getSource(tenant, id)
  if (kind !== 'pagerduty')
    throw new Invalid([{ path: 'token', message: 'Sources of this kind send everything they have.' }])
  const host = apiOf(api)
  if (host === null) throw new Invalid([{ path: 'api', message: `Give one of ${PAGERDUTY_APIS.join(', ')}.` }])
  const sealed =
    token === null ? null : seal(tenant, TOKEN_FIELD, JSON.stringify({ token, api: host } satisfies SourceToken))
  return withTenant(tenant, async () => {
    await setSourceToken(tenant, id, sealed)
    await audit(tenant, userId, token === null ? 'source.token_removed' : 'source.token_set', id, {})
    return withEndpoint(await getSource(tenant, id))
  })
}

/** From the next request on its endpoint is unknown. Its deliveries go with it; analyses stay. */
export async function removeSource(tenant: TenantId, userId: string, id: string): Promise<void> {
  await withTenant(tenant, async () => {
    await deleteSource(tenant, id)
    await audit(tenant, userId, 'source.deleted', id, {})
  })
}

function secretFor(kind: string, given: string | undefined): string {
  const scheme = schemeOf(kind)
  if (!scheme) throw new Invalid([{ path: 'kind', message: 'There is no such kind of source.' }])
  if (given === undefined) return scheme.makeSecret()
  if (scheme.isSecret(given)) return given
  throw new Invalid([{ path: 'secret', message: 'This is not a signing secret as this sender issues them.' }])
}

/** The sender's own hosts, or an origin at a host:port that whoever runs this Lethe has allowed. */
function apiOf(value: string): string | null {
  if (!URL.canParse(value)) return null
  const { origin, hostname, port, protocol, pathname } = new URL(value)
  const allowed = env().outboundAllow.includes(`${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`)
  return pathname === '/' && (allowed || (PAGERDUTY_APIS as readonly string[]).includes(origin)) ? origin : null
}

const seal = (tenant: TenantId, field: string, value: string): string =>
  serverEnv().keyRing.seal(value, { tenant, field })

const withEndpoint = (source: SourceView): SourceSettings => ({
  ...source,
  endpoint: `${env().url}/api/hooks/${source.id}`,
})

const audit = (tenant: TenantId, actorId: string, action: string, subject: string, detail: InputJsonObject) =>
  createAuditEvent(tenant, { actorId, action, subject, detail })
