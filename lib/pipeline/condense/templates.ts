import { asRedacted, type RedactedText } from '../redact/redacted-text.ts'
import type { Level, Template } from './condensed-log.ts'
import { scanHeader } from './headers.ts'
import type { LineTable } from './lines.ts'

export interface Mined {
  /** In order of first appearance. */
  templates: Template[]
  /** Template of every line. */
  lines: Int32Array
  levels: Level[]
  /** Epoch milliseconds per line; NaN where it has no clock. */
  at: Float64Array
}

/** Groups the lines of a log by shape. */
export function mineTable(table: LineTable): Mined {
  const ids = new Map<string, number>()
  const templates: Template[] = []
  const lines = new Int32Array(table.count)
  const levels: Level[] = []
  const at = new Float64Array(table.count)
  for (let i = 0; i < table.count; i++) {
    const start = table.starts[i] ?? 0
    const end = table.ends[i] ?? 0
    const header = scanHeader(table.text, start, end)
    levels.push(header.level)
    at[i] = header.at ?? Number.NaN
    const shape = `${header.content > start ? '<*> ' : ''}${table.text.slice(header.content, end)}`
      .trim()
      .replace(/\s+/g, ' ')
      .replace(/\S*\d\S*/g, '<*>')
    let id = ids.get(shape)
    if (id === undefined) {
      id = templates.length
      ids.set(shape, id)
      templates.push({
        template: asRedacted(shape),
        count: 0,
        firstLine: i + 1,
        lastLine: i + 1,
        level: header.level,
        sample: asRedacted(table.text.slice(start, end)),
      })
    }
    lines[i] = id
    const template = templates[id]
    if (template) {
      template.count++
      template.lastLine = i + 1
    }
  }
  return { templates, lines, levels, at }
}

/** Groups lines by shape; `lines[i]` is the index in `templates` of line `i`. */
export function mineTemplates(lines: readonly RedactedText[]): { templates: Template[]; lines: Int32Array } {
  const starts = new Int32Array(lines.length)
  const ends = new Int32Array(lines.length)
  let offset = 0
  lines.forEach((line, i) => {
    starts[i] = offset
    ends[i] = offset + line.length
    offset += line.length + 1
  })
  return mineTable({ text: asRedacted(lines.join('\n')), starts, ends, count: lines.length })
}
