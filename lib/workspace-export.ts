import { exportChain } from './audit-log.ts'
import { CSV_START, type CsvValue, csvRow } from './csv.ts'
import { listConsents } from './data/consents.ts'
import { exportPerson } from './data/erasure.ts'
import { EXPORTED, type ExportedRow, type ExportedTable, readRows } from './data/export-rows.ts'
import { listMembers } from './data/memberships.ts'
import { listPasskeys } from './data/passkeys.ts'
import { getTenant } from './data/tenants.ts'
import type { TenantId } from './data/unscoped.ts'
import { type Parts, zipOf } from './zip-of.ts'

/**
 * Everything that a workspace or a person has here, as a ZIP that is made while it is read: each table as JSON Lines and as
 * CSV, the audit log in the form that can be checked offline, and a manifest with the SHA-256 and the rows of each file.
 */

const ROWS_AT_ONCE = 200
const EXPORT_FORMAT = 'lethe-export-1'

export async function* exportWorkspace(tenant: TenantId, now = new Date()): AsyncGenerator<Uint8Array> {
  const files = function* (): Generator<{ file: string; parts: Parts }> {
    yield { file: 'workspace.json', parts: workspaceFile(tenant) }
    yield { file: 'members.jsonl', parts: membersFile(tenant) }
    yield { file: 'audit-log.jsonl', parts: auditFile(tenant) }
    for (const table of Object.keys(EXPORTED) as ExportedTable[]) {
      yield { file: `${table}.jsonl`, parts: tableFile(tenant, table, (row) => `${JSON.stringify(row)}\n`) }
      yield { file: `${table}.csv`, parts: tableFile(tenant, table, csvOf()) }
    }
  }
  yield* zipOf(files(), now, { format: EXPORT_FORMAT, subject: 'workspace', id: tenant, exportedAt: now.toISOString() })
}

/** What is kept of one person: outside workspaces, and in audit details that name them. Their analyses are the workspaces'. */
export async function* exportOfPerson(userId: string, now = new Date()): AsyncGenerator<Uint8Array> {
  const parts = function* (value: unknown) {
    yield { text: `${JSON.stringify(value, null, 2)}\n`, rows: 1 }
  }
  const files = [
    { file: 'person.json', parts: parts(await exportPerson(userId)) },
    { file: 'consents.json', parts: parts(await listConsents(userId)) },
    { file: 'passkeys.json', parts: parts(await listPasskeys(userId)) },
  ]
  yield* zipOf(files, now, {
    format: EXPORT_FORMAT,
    subject: 'person',
    id: userId,
    exportedAt: now.toISOString(),
  })
}

async function* workspaceFile(tenant: TenantId) {
  yield { text: `${JSON.stringify(await getTenant(tenant), null, 2)}\n`, rows: 1 }
}

async function* membersFile(tenant: TenantId) {
  for (const { userId, email, name, role, createdAt } of await listMembers(tenant))
    yield { text: `${JSON.stringify({ userId, email, name, role, createdAt })}\n`, rows: 1 }
}

async function* auditFile(tenant: TenantId) {
  for await (const text of exportChain(tenant)) yield { text, rows: 1 }
}

async function* tableFile(tenant: TenantId, table: ExportedTable, write: (row: ExportedRow) => string) {
  for (let after = ''; ; ) {
    const rows = await readRows(tenant, table, after, ROWS_AT_ONCE)
    if (rows.length > 0) yield { text: rows.map(write).join(''), rows: rows.length }
    const last = rows.at(-1)
    if (!last || rows.length < ROWS_AT_ONCE) return
    after = last.id
  }
}

/** Writes the names of the columns before its first row. Objects become their JSON. */
function csvOf(): (row: ExportedRow) => string {
  let begun = false
  return (row) => {
    const names = begun ? '' : CSV_START + csvRow(Object.keys(row))
    begun = true
    return names + csvRow(Object.values(row).map(cellOf))
  }
}

function cellOf(value: unknown): CsvValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return JSON.stringify(value)
}
