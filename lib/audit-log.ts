import { GENESIS } from './audit/chain-hash.ts'
import { type Checkpoint, fingerprint, signCheckpoint } from './audit/checkpoint.ts'
import { CSV_START, type CsvValue, csvRow } from './csv.ts'
import { createCheckpoint, findChainEnd, listCheckpoints, listUnsignedChains } from './data/audit-checkpoints.ts'
import { type ChainRow, readChain } from './data/audit-events.ts'
import type { TenantId } from './data/unscoped.ts'
import { serverEnv } from './env.ts'

/**
 * The audit log as a whole: its signed checkpoints and its export.
 *
 *   signGrownChains()             a checkpoint for each chain that has grown; how many were made
 *   latestCheckpoint(tenant)      to be kept elsewhere; signs first what is not signed yet
 *   exportChain(tenant)           JSON Lines, as lib/audit/verify-export.ts reads them
 *   exportTable(tenant)           CSV, for people and spreadsheets; cannot be verified
 */

const CHAINS_AT_ONCE = 1_000
const ROWS_AT_ONCE = 500
const CHECKPOINTS_EXPORTED = 10_000

/** The public half of the key that signs now, and its short name. */
export function checkpointKey(): { publicKey: string; fingerprint: string } {
  const { publicKey } = signCheckpoint(seed(), { tenant: '', seq: 1, hash: GENESIS, at: '' })
  return { publicKey, fingerprint: fingerprint(publicKey) }
}

export async function signGrownChains(now = new Date()): Promise<number> {
  let made = 0
  for (const tenant of await listUnsignedChains(CHAINS_AT_ONCE)) if (await signChain(tenant, now)) made++
  return made
}

/** False where there is nothing new, or another process signed the same end first. */
async function signChain(tenant: TenantId, now: Date): Promise<boolean> {
  const end = await findChainEnd(tenant)
  if (!end || end.seq <= end.checkpointSeq) return false
  const { seq, hash } = end
  const { publicKey, signature } = signCheckpoint(seed(), { tenant, seq, hash, at: now.toISOString() })
  return createCheckpoint(tenant, { seq, hash, at: now, publicKey, signature })
}

export async function latestCheckpoint(tenant: TenantId): Promise<Checkpoint | null> {
  await signChain(tenant, new Date())
  const [row] = await listCheckpoints(tenant, 1)
  return row ? { ...row, tenant, at: row.at.toISOString() } : null
}

export async function* exportChain(tenant: TenantId, now = new Date()): AsyncGenerator<string> {
  await signChain(tenant, now)
  const line = (value: object) => `${JSON.stringify(value)}\n`
  yield line({ kind: 'header', format: 'lethe-audit-1', tenant, exportedAt: now.toISOString() })
  let events = 0
  let head = GENESIS
  for await (const row of chainOf(tenant)) {
    yield line({ kind: 'event', ...row, at: row.at.toISOString() })
    events = row.seq
    head = row.hash
  }
  for (const row of (await listCheckpoints(tenant, CHECKPOINTS_EXPORTED)).reverse())
    if (row.seq <= events) yield line({ kind: 'checkpoint', ...row, tenant, at: row.at.toISOString() })
  yield line({ kind: 'end', events, head })
}

export async function* exportTable(tenant: TenantId): AsyncGenerator<string> {
  yield CSV_START + csvRow(['Place', 'Time (UTC)', 'Action', 'Who', 'What', 'Detail', 'Hash'])
  for await (const { seq, at, action, detail, hash } of chainOf(tenant)) {
    const { actor = null, subject = null, detail: rest = {} }: Written = detail === null ? {} : JSON.parse(detail)
    const said: CsvValue = detail === null ? 'erased' : JSON.stringify(rest)
    yield csvRow([seq, at, action, actor, subject, said, hash])
  }
}

/** As createAuditEvent wrote it. */
interface Written {
  actor?: string | null
  subject?: string | null
  detail?: object
}

async function* chainOf(tenant: TenantId): AsyncGenerator<ChainRow> {
  for (let after = 0; ; ) {
    const rows = await readChain(tenant, after, ROWS_AT_ONCE)
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < ROWS_AT_ONCE) return
    after = last.seq
  }
}

const seed = (): Buffer => serverEnv().keyRing.derive('audit/checkpoint')
