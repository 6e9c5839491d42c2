import { CSV_START, type CsvValue, csvRow } from './csv.ts'
import { type AnalysisSummary, listAnalyses } from './data/analyses.ts'
import type { TenantId } from './data/unscoped.ts'

export const HISTORY_FORMATS = ['json', 'csv'] as const
export type HistoryFormat = (typeof HISTORY_FORMATS)[number]

const ROWS_AT_ONCE = 100

/** Every analysis of the history, newest first, as one JSON array or as CSV without formulas, made while it is read. */
export async function* exportHistory(tenant: TenantId, format: HistoryFormat): AsyncGenerator<string> {
  let begun = false
  yield format === 'csv' ? CSV_START + csvRow(COLUMNS.map(([name]) => name)) : '['
  for (let cursor: string | undefined; ; ) {
    const page = await listAnalyses(tenant, { limit: ROWS_AT_ONCE, cursor })
    const rows = page.items.map((item) => {
      if (format === 'csv') return csvRow(COLUMNS.map(([, value]) => value(item)))
      const before = begun ? ',\n' : '\n'
      begun = true
      return before + JSON.stringify(Object.fromEntries(COLUMNS.map(([name, value]) => [name, value(item)])))
    })
    yield rows.join('')
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  if (format === 'json') yield '\n]\n'
}

const COLUMNS: readonly (readonly [name: string, value: (row: AnalysisSummary) => CsvValue])[] = [
  ['id', ({ id }) => id],
  ['createdAt', ({ createdAt }) => createdAt],
  ['createdBy', ({ createdBy }) => createdBy?.email ?? null],
  ['source', ({ source }) => source],
  ['decision', ({ decision }) => decision],
  ['verdict', ({ verdict }) => verdict],
  ['confidence', ({ confidence }) => confidence],
  ['category', ({ category }) => category],
  ['component', ({ component }) => component],
  ['engine', ({ engine }) => engine],
  ['title', ({ title }) => title],
  ['summary', ({ summary }) => summary],
]
