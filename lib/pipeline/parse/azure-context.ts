import { piece } from './build-alert.ts'
import { findEvidence } from './find-evidence.ts'
import type { AlertEvidence } from './normalized-alert.ts'
import { at, firstText, isObject, itemsOf, type Json, textOf } from './read-json.ts'

const MAX_ROWS = 1_000

/** What an alert's context carries: rows of its search as lines, its measurements, and words about what happened. */
export function evidenceOfContext(context: Json | undefined): AlertEvidence[] {
  const tables = itemsOf(at(context, 'SearchResults', 'tables') ?? at(context, 'SearchResult', 'tables'), 10)
  const rows = tables.flatMap(rowsOf)
  const properties = at(context, 'properties')
  const found = [
    piece('log', rows.join('\n')),
    ...findEvidence(isObject(properties) ? properties : null),
    ...criteriaOf(context).map((line) => piece('metric', line)),
    piece('metric', firstText(context, ['SearchQuery'], 4_000)),
    piece('text', firstText(context, ['description', 'operationName'], 4_000)),
    piece('text', textOf(at(context, 'properties', 'statusMessage'), 20_000)),
  ]
  return found.filter((one) => one !== undefined)
}

/** `columns` name the cells of `rows`. Empty cells say nothing. */
function rowsOf(table: Json): string[] {
  const names = itemsOf(at(table, 'columns'), 100).map((column) => textOf(at(column, 'name')) ?? '')
  return itemsOf(at(table, 'rows'), MAX_ROWS).flatMap((row) => {
    const cells = itemsOf(row, 100).flatMap((cell, index) => {
      const text = typeof cell === 'boolean' ? String(cell) : textOf(cell, 10_000)
      if (text === undefined) return []
      // Times and messages read better bare: that is how a log line looks.
      return /time|message|^(level|severitylevel)$/i.test(names[index] ?? '') ? [text] : [`${names[index]}=${text}`]
    })
    return cells.length === 0 ? [] : [cells.join(' ')]
  })
}

function criteriaOf(context: Json | undefined): string[] {
  const condition = at(context, 'condition')
  const list = itemsOf(at(condition, 'allOf'), 20)
  return (list.length > 0 ? list : isObject(condition) ? [condition] : []).flatMap((one) => {
    const name = firstText(one, ['metricName', 'searchQuery', 'metricMeasureColumn'], 1_000)
    const parts = [name, firstText(one, ['operator']), firstText(one, ['threshold'])]
    const value = firstText(one, ['metricValue'])
    const line = [...parts, value && `(value ${value})`].filter(Boolean).join(' ')
    return line === '' ? [] : [line]
  })
}
