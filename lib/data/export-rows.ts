import { Prisma } from './generated/client.ts'
import { withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'

/**
 * Every row that a workspace has, for its export. What is sealed is left out, since it would be of no use without our keys;
 * so are hashes that only mean something beside them.
 *
 *   EXPORTED                                  tables and what of each is left out; a test compares it with the database
 *   readRows(tenant, table, after, limit)     rows as JSON, by id
 */

export const EXPORTED = {
  alert_groups: ['cause_key', 'loose_key'],
  alert_members: ['alert_key'],
  alert_notices: [],
  alert_storms: [],
  analyses: ['sealed_hash_key', 'sealed_refetch', 'template_keys'],
  analysis_terms: ['term'],
  api_keys: ['token_hash', 'sealed_signing_secret'],
  api_requests: ['name_hash', 'body_mac'],
  audit_checkpoints: [],
  audit_details: [],
  audit_events: [],
  audit_heads: [],
  billing_accounts: [],
  billing_events: [],
  breach_notices: [],
  channels: ['sealed_address'],
  checkpoint_mails: [],
  deliveries: ['delivery_key', 'job_key', 'lease_until', 'sealed_recovery'],
  evidence: [],
  feedback: [],
  invitations: ['token_hash'],
  ledger_entries: [],
  memberships: [],
  model_policies: ['sealed_key'],
  model_reservations: [],
  model_usage: [],
  notifications: ['lease_until'],
  redaction_values: ['sealed'],
  retention_changes: [],
  share_links: ['token_hash'],
  sources: ['sealed_secret', 'previous_sealed_secret', 'sealed_token'],
  sso_connections: ['domain_token', 'sealed_secret'],
  usage_claims: ['lease_until'],
  usage_months: [],
} as const satisfies Record<string, readonly string[]>
export type ExportedTable = keyof typeof EXPORTED

export type ExportedRow = { id: string } & Record<string, unknown>

/** Rows with ids above `after` ('' for the first page), at most `limit`. Names of tables and columns come from the list above. */
export async function readRows(
  tenant: TenantId,
  table: ExportedTable,
  after: string,
  limit: number,
): Promise<ExportedRow[]> {
  const from = after === '' ? '00000000-0000-0000-0000-000000000000' : after
  const omitted = Prisma.join(['tenant_id', ...EXPORTED[table]].map((column) => Prisma.sql`${column}::text`))
  const rows = await withTenant(
    tenant,
    (tx) => tx.$queryRaw<{ row: ExportedRow }[]>`
      select to_jsonb(t) - array[${omitted}] as row from ${Prisma.raw(`public."${table}"`)} t
      where t.tenant_id = ${tenant}::uuid and t.id > ${from}::uuid order by t.id limit ${limit}::int`,
  )
  return rows.map(({ row }) => row)
}
