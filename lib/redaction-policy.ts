import { z } from 'zod'
import { createAuditEvent } from './data/audit-events.ts'
import type { InputJsonObject, JsonValue } from './data/json.ts'
import { withTenant } from './data/prisma.ts'
import {
  createRedactionValues,
  deleteRedactionValues,
  listRedactionValues,
  listSealedRedactionValues,
  type RedactionValueGroup,
} from './data/redaction-values.ts'
import { getTenant, updateTenant } from './data/tenants.ts'
import type { TenantId } from './data/unscoped.ts'
import { serverEnv } from './env.ts'
import { Invalid, Unavailable } from './errors.ts'
import {
  defaultPolicy,
  MAX_FIELDS,
  MAX_PATTERNS,
  MAX_VALUES,
  MIN_VALUE_CHARS,
  type RedactionPolicy,
} from './pipeline/redact/policy.ts'
import type { Rejection } from './pipeline/redact/tenant-patterns.ts'
import { checkPolicyInWorker } from './pipeline/workers/redact-in-worker.ts'

/**
 * What a workspace says about redaction: settings in `tenants.policy` under `redaction`, exact values sealed in a table of
 * their own. Built-in rules cannot be switched off; a workspace can only add to them, or let addresses pass.
 *
 *   loadRedactionSettings(tenant)                what a page and a browser may know
 *   loadRedactionPolicy(tenant)                  the same with the exact values opened: for the server's redactor only
 *   saveRedactionSettings(tenant, userId, ...)   checked by the redactor itself; Invalid with a reason for each place
 *   addExactValues, removeExactValues            entered once, shown never
 */

const FIELD_CHARS = 80
const VALUE_CHARS = 500

const addressPolicy = z.enum(['keep', 'keep-private', 'redact'])

export const redactionSettingsSchema = z.strictObject({
  ip: addressPolicy.default('keep-private'),
  mac: addressPolicy.default('keep-private'),
  placeholder: z.enum(['typed', 'literal']).default('typed'),
  fields: z.array(z.string().trim().max(FIELD_CHARS)).max(MAX_FIELDS).default([]),
  patterns: z
    .array(z.strictObject({ name: z.string().max(80), pattern: z.string().max(2_000) }))
    .max(MAX_PATTERNS)
    .default([]),
  /** Whether a member may keep one redaction of this class. The classes secret and financial are not offered. */
  allowKeep: z.strictObject({ pii: z.boolean(), custom: z.boolean() }).default({ pii: false, custom: false }),
})
export type RedactionSettings = z.infer<typeof redactionSettingsSchema>

export const exactValuesSchema = z.strictObject({
  label: z.string().trim().min(1).max(80),
  values: z.array(z.string().trim().min(MIN_VALUE_CHARS).max(VALUE_CHARS)).min(1).max(MAX_VALUES),
})
export type ExactValues = z.infer<typeof exactValuesSchema>

const FIELD = 'redaction.values'
const storedValues = z.array(z.string())

/** Throws Unavailable where what is stored cannot be read: going on without a workspace's rules would let through what it named. */
export async function loadRedactionSettings(tenant: TenantId): Promise<RedactionSettings> {
  const { policy } = await getTenant(tenant)
  const stored = policyObject(policy).redaction ?? {}
  const parsed = redactionSettingsSchema.safeParse(stored)
  if (!parsed.success) throw new Unavailable({ happened: 'The redaction settings of this workspace cannot be read.' })
  return parsed.data
}

/** Settings and opened values, in memory for one redaction. Never answer a request with it. */
export async function loadRedactionPolicy(
  tenant: TenantId,
): Promise<{ policy: RedactionPolicy; allowKeep: RedactionSettings['allowKeep'] }> {
  const [{ allowKeep, ...settings }, sealedValues] = await withTenant(tenant, async () => [
    await loadRedactionSettings(tenant),
    await listSealedRedactionValues(tenant),
  ])
  const { keyRing } = serverEnv()
  const values = sealedValues.flatMap((sealed) =>
    storedValues.parse(JSON.parse(keyRing.open(sealed, { tenant, field: FIELD }).toString('utf8'))),
  )
  return { policy: { ...defaultPolicy, ...settings, values }, allowKeep }
}

/** Checks with the redactor itself, then keeps the settings and an audit event in one unit of work. */
export async function saveRedactionSettings(tenant: TenantId, userId: string, given: RedactionSettings): Promise<void> {
  requireOwnNames(given)
  const { allowKeep: _, ...policy } = given
  const rejected = await checkPolicyInWorker({ ...defaultPolicy, ...policy })
  if (rejected.length > 0) throw new Invalid(rejected.map((rejection) => issueOf(rejection, given)))
  await withTenant(tenant, async () => {
    const before = await getTenant(tenant)
    await updateTenant(tenant, { policy: { ...policyObject(before.policy), redaction: given } })
    await createAuditEvent(tenant, {
      actorId: userId,
      action: 'redaction.settings_changed',
      detail: { ...given, fields: given.fields.length, patterns: given.patterns.map(({ name }) => name) },
    })
  })
}

export function listExactValues(tenant: TenantId): Promise<RedactionValueGroup[]> {
  return listRedactionValues(tenant)
}

/** Seals the values of one label. Throws Conflict for a label in use, Invalid where the workspace would have too many. */
export async function addExactValues(tenant: TenantId, userId: string, { label, values }: ExactValues): Promise<void> {
  const distinct = [...new Set(values)]
  const sealed = serverEnv().keyRing.seal(JSON.stringify(distinct), { tenant, field: FIELD })
  await withTenant(tenant, async () => {
    const present = (await listRedactionValues(tenant)).reduce((sum, { count }) => sum + count, 0)
    if (present + distinct.length > MAX_VALUES)
      throw new Invalid([
        { path: 'values', message: `A workspace may have ${MAX_VALUES} values; there are ${present}.` },
      ])
    const id = await createRedactionValues(tenant, { label, count: distinct.length, sealed, createdById: userId })
    await createAuditEvent(tenant, {
      actorId: userId,
      action: 'redaction.values_added',
      subject: id,
      detail: { count: distinct.length },
    })
  })
}

export async function removeExactValues(tenant: TenantId, userId: string, id: string): Promise<void> {
  await withTenant(tenant, async () => {
    await deleteRedactionValues(tenant, id)
    await createAuditEvent(tenant, { actorId: userId, action: 'redaction.values_removed', subject: id })
  })
}

/** The workspace's other policies stand beside ours and are kept as they are. */
function policyObject(policy: JsonValue): InputJsonObject {
  return typeof policy === 'object' && policy !== null && !Array.isArray(policy) ? (policy as InputJsonObject) : {}
}

/** A placeholder is named after its pattern: two of one name could not be told apart. */
function requireOwnNames({ patterns }: RedactionSettings): void {
  const seen = new Set<string>()
  const twice = patterns.flatMap(({ name }, i) => {
    const known = seen.has(name)
    seen.add(name)
    return known ? [{ path: `patterns.${i}`, message: `There is a pattern named ${name} already.` }] : []
  })
  if (twice.length > 0) throw new Invalid(twice)
}

function issueOf({ kind, name, reason }: Rejection, { fields, patterns }: RedactionSettings) {
  const index = kind === 'pattern' ? patterns.findIndex((p) => p.name === name) : fields.indexOf(name)
  return { path: `${kind}s.${index}`, message: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.` }
}
