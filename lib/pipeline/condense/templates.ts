import { asRedacted, type RedactedText } from '../redact/redacted-text.ts'
import type { Template } from './condensed-log.ts'
import { HeaderScanner } from './headers.ts'
import { LEVELS } from './levels.ts'
import type { LineTable } from './lines.ts'
import { mergeShapes } from './merge-shapes.ts'
import { ShapeTable } from './shapes.ts'
import { SignatureScanner } from './signatures.ts'

/** Columns of a log, one entry per line, and its templates. */
export interface Mined {
  /** In order of first appearance; `firstLine` and `lastLine` count from 1 in the table. */
  templates: Template[]
  /** Template of every line. */
  lines: Int32Array
  /** Level of every line, as in `levels.ts`. */
  levels: Uint8Array
  /** Epoch milliseconds; NaN where a line has no dated clock. In 1970 where the clock names no year. */
  at: Float64Array
  /** Where the message begins. */
  contents: Int32Array
  /** Where the clock that opens the line ends; the line's start where it has none. */
  clockEnds: Int32Array
  yearless: boolean
}

/** Groups the lines of a log by shape. Deterministic, and independent of the order of lines but for the templates' order. */
export function mineTable(table: LineTable, onLine?: (line: number) => void): Mined {
  const { text, starts, ends, count } = table
  const mined: Mined = {
    templates: [],
    lines: new Int32Array(count),
    levels: new Uint8Array(count),
    at: new Float64Array(count),
    contents: new Int32Array(count),
    clockEnds: new Int32Array(count),
    yearless: false,
  }
  const headers = new HeaderScanner()
  const signature = new SignatureScanner()
  const shapes = new ShapeTable()
  const shapeLines: number[] = []
  for (let i = 0; i < count; i++) {
    const start = starts[i] ?? 0
    const end = ends[i] ?? 0
    const header = headers.scan(text, start, end)
    mined.levels[i] = header.level
    mined.at[i] = header.at
    mined.contents[i] = header.content
    mined.clockEnds[i] = header.clockEnd
    if (header.yearless) mined.yearless = true
    signature.scan(text, header.content, end)
    const shape = shapes.idOf(signature, text)
    mined.lines[i] = shape
    shapeLines[shape] = (shapeLines[shape] ?? 0) + 1
    if ((i & 8191) === 0) onLine?.(i)
  }
  group(table, mined, shapes, shapeLines)
  return mined
}

/** Merges shapes and turns the shape of every line into its template. */
function group(table: LineTable, mined: Mined, shapes: ShapeTable, shapeLines: readonly number[]): void {
  const { groupOf, tokens } = mergeShapes(shapes, shapeLines)
  const indexOf = new Int32Array(tokens.length).fill(-1)
  for (let i = 0; i < table.count; i++) {
    const of = groupOf[mined.lines[i] ?? 0] ?? 0
    let index = indexOf[of] ?? -1
    if (index < 0) {
      index = mined.templates.length
      indexOf[of] = index
      const start = table.starts[i] ?? 0
      const content = (mined.contents[i] ?? start) - start
      mined.templates.push({
        template: render(tokens[of] ?? [], shapes, content > 0),
        count: 0,
        firstLine: i + 1,
        lastLine: i + 1,
        level: LEVELS[mined.levels[i] ?? 0] ?? 'unknown',
        sample: asRedacted(table.text.slice(start, table.ends[i])),
        content,
      })
    }
    mined.lines[i] = index
    const template = mined.templates[index]
    if (template) {
      template.count++
      template.lastLine = i + 1
    }
  }
}

function render(tokens: readonly number[], shapes: ShapeTable, header: boolean): RedactedText {
  let out = header ? '<*>' : ''
  tokens.forEach((token, i) => {
    const variable = token < 2
    if (variable && out.endsWith('<*>')) return
    if (out && (token & 1 || i === 0)) out += ' '
    out += variable ? '<*>' : (shapes.texts[token >> 1] ?? '')
  })
  return asRedacted(out)
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
