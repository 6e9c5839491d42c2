import { GENESIS } from '../audit/chain-hash.ts'
import { readStaffChain, recordStaffAct } from '../data/staff.ts'

const ROWS_AT_ONCE = 500
/** Stands in the tenant's place: the chain is the operator's. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** The log of staff in the form of a workspace's, so that `bin/lethe audit verify` reads it. Taking it away is on it too. */
export async function* exportStaffLog(staffId: string, now = new Date()): AsyncGenerator<string> {
  await recordStaffAct(staffId, { action: 'log.exported' })
  const line = (value: object) => `${JSON.stringify(value)}\n`
  yield line({ kind: 'header', format: 'lethe-audit-1', tenant: NOBODY, exportedAt: now.toISOString() })
  let [seq, head] = [0, GENESIS]
  for (;;) {
    const rows = await readStaffChain(staffId, seq, ROWS_AT_ONCE)
    for (const row of rows) yield line({ kind: 'event', ...row, at: row.at.toISOString() })
    const last = rows.at(-1)
    if (!last) break
    ;[seq, head] = [last.seq, last.hash]
  }
  yield line({ kind: 'end', events: seq, head })
}
