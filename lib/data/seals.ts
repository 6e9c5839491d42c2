import { Prisma } from './generated/client.ts'
import { withTenant } from './prisma.ts'
import { type TenantId, unscopedCall, unscopedTenantId } from './unscoped.ts'

/**
 * Sealed values as such, for the key ring: under which keys, and put in place of one another. Never opened here.
 *
 *   SEALED                                          every sealed column; a test compares it with the database
 *   NEVER_RESEALED                                  sealed, and out of reach
 *   listSealKeys()                                  keys in use, with the number of values under each
 *   listStaleSeals(currentKeyId, limit)             tenants who have values under other keys
 *   readStaleSeals(tenant, place, current, after)   rows of one column, by id
 *   replaceSeal(tenant, place, row, sealed)         false where the value has changed meanwhile
 */

/** `field` as the value was sealed for. Tables and columns go into SQL as they stand here, and come from nowhere else. */
export const SEALED = [
  { table: 'analyses', column: 'sealed_hash_key', field: 'analysis.hash_key' },
  { table: 'analyses', column: 'sealed_refetch', field: 'analysis.refetch' },
  { table: 'api_keys', column: 'sealed_signing_secret', field: 'api_key.signing' },
  { table: 'channels', column: 'sealed_address', field: 'channel.address' },
  { table: 'deliveries', column: 'sealed_recovery', field: 'delivery.recovery' },
  { table: 'model_policies', column: 'sealed_key', field: 'model.key' },
  { table: 'redaction_values', column: 'sealed', field: 'redaction.values' },
  { table: 'sources', column: 'sealed_secret', field: 'source.secret' },
  { table: 'sources', column: 'previous_sealed_secret', field: 'source.secret' },
  { table: 'sources', column: 'sealed_token', field: 'source.token' },
  { table: 'sso_connections', column: 'sealed_secret', field: 'sso_connections.client_secret' },
] as const
/** Of the operator, in no workspace, so nothing here seals them anew: the key that they were sealed under stays in the ring. */
export const NEVER_RESEALED = [
  'advisories.sealed_draft',
  'disclosures.sealed_report',
  'questionnaire_questions.sealed_question',
  'questionnaires.sealed_file',
  'request_mails.sealed_mail',
  'request_notes.sealed_note',
  'request_wishes.sealed_wish',
  'requests.sealed_request',
  'requests.sealed_triage',
] as const
export type SealedPlace = (typeof SEALED)[number]

export interface SealedRow {
  id: string
  sealed: string
}

export async function listSealKeys(): Promise<{ keyId: string; values: number }[]> {
  const rows = await unscopedCall<{ key_id: string; places: bigint }>('list_seal_keys')
  return rows.map(({ key_id, places }) => ({ keyId: key_id, values: Number(places) }))
}

export async function listStaleSeals(currentKeyId: string, limit: number): Promise<TenantId[]> {
  const rows = await unscopedCall<{ tenant_id: string }>('list_stale_seals', currentKeyId, limit)
  return rows.map(({ tenant_id }) => unscopedTenantId(tenant_id))
}

const PAGE = 200

/** Rows with ids above `after` ('' for the first page), at most 200. */
export async function readStaleSeals(
  tenant: TenantId,
  { table, column }: SealedPlace,
  currentKeyId: string,
  after: string,
): Promise<SealedRow[]> {
  const from = after === '' ? '00000000-0000-0000-0000-000000000000' : after
  const value = Prisma.raw(`"${column}"`)
  return withTenant(
    tenant,
    (tx) => tx.$queryRaw<SealedRow[]>`
      select id::text, ${value} as sealed from ${Prisma.raw(`public."${table}"`)}
      where tenant_id = ${tenant}::uuid and id > ${from}::uuid and split_part(${value}, '.', 2) <> ${currentKeyId}
      order by id limit ${PAGE}::int`,
  )
}

export async function replaceSeal(
  tenant: TenantId,
  { table, column }: SealedPlace,
  row: SealedRow,
  sealed: string,
): Promise<boolean> {
  const [answer] = await withTenant(
    tenant,
    (tx) => tx.$queryRaw<{ changed: number }[]>`
      select sealing.replace_value(${table}, ${column}, ${row.id}::uuid, ${row.sealed}, ${sealed}) as changed`,
  )
  return answer?.changed === 1
}
