import { CSV_START, type CsvValue, csvRow } from '../csv.ts'
import { type ListedRequest, listRequests, type RequestFilter } from '../data/requests.ts'
import { recordStaffAct } from '../data/staff.ts'
import type { Staff } from '../staff/session.ts'
import { type Asked, openAsked } from './sealing.ts'

/** The queue as CSV, as far as this role sees it, at most 10,000 rows. Taking it away is in the log. */
export async function* exportRequests({ staffId }: Staff, filter: RequestFilter): AsyncGenerator<string> {
  const rows = await listRequests(staffId, filter, 10_000)
  await recordStaffAct(staffId, { action: 'request.exported', detail: { rows: rows.length } })
  yield CSV_START + csvRow(COLUMNS.map(([name]) => name))
  for (const row of rows) {
    const asked = openAsked(row)
    yield csvRow(COLUMNS.map(([, value]) => value(row, asked)))
  }
}

const COLUMNS: readonly (readonly [name: string, value: (row: ListedRequest, asked: Asked) => CsvValue])[] = [
  ['id', ({ id }) => id],
  ['kind', ({ kind }) => kind],
  ['state', ({ state }) => state],
  ['receivedAt', ({ received_at }) => received_at],
  ['firstDueAt', ({ first_due_at }) => first_due_at],
  ['firstAnsweredAt', ({ first_answered_at }) => first_answered_at],
  ['dueAt', ({ due_at }) => due_at],
  ['extendedAt', ({ extended_at }) => extended_at],
  ['answeredAt', ({ answered_at }) => answered_at],
  ['assignee', ({ assignee }) => assignee],
  ['law', ({ regime }) => regime],
  ['right', ({ wanted_right }) => wanted_right],
  ['verdict', ({ verdict }) => verdict],
  ['severity', ({ severity }) => severity],
  ['email', (_, { email }) => email],
  ['name', (_, { name }) => name],
  ['company', (_, { company }) => company],
  ['text', (_, { text }) => text],
  ['clauses', (_, { clauses }) => clauses.map(({ clause, wording }) => `${clause}: ${wording}`).join('\n')],
]
