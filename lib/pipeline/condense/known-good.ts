import { asRedacted, joinRedacted } from '../redact/redacted-text.ts'
import type { Template } from './condensed-log.ts'
import type { LineTable } from './lines.ts'
import { type Mined, mineTable } from './templates.ts'

/**
 * Mines a log together with a log of a good run, so that both speak of the same templates. `table` and `mined` are the
 * log's alone; `novel[t]` is 1 where no line of the good run has template `t`.
 */
export function mineAgainst(good: LineTable, log: LineTable): { table: LineTable; mined: Mined; novel: Uint8Array } {
  const shift = good.text.length + 1
  const both: LineTable = {
    text: joinRedacted([good.text, log.text]),
    starts: joined(good.starts, good.count, log.starts, log.count, shift),
    ends: joined(good.ends, good.count, log.ends, log.count, shift),
    count: good.count + log.count,
  }
  const all = mineTable(both)
  const known = new Uint8Array(all.templates.length)
  for (let i = 0; i < good.count; i++) known[all.lines[i] ?? 0] = 1
  const from = good.count
  const table = { ...both, starts: both.starts.subarray(from), ends: both.ends.subarray(from), count: log.count }
  const mined: Mined = {
    ...all,
    templates: [],
    lines: all.lines.slice(from),
    levels: all.levels.subarray(from),
    at: all.at.slice(from),
    contents: all.contents.subarray(from),
    clockEnds: all.clockEnds.subarray(from),
  }
  const novel = renumber(table, mined, all.templates, known)
  return { table, mined, novel }
}

function joined(a: Int32Array, aCount: number, b: Int32Array, bCount: number, shift: number): Int32Array {
  const out = new Int32Array(aCount + bCount)
  out.set(a.subarray(0, aCount))
  for (let i = 0; i < bCount; i++) out[aCount + i] = (b[i] ?? 0) + shift
  return out
}

/** Numbers the templates by the log's own lines, and counts only those. */
function renumber(table: LineTable, mined: Mined, templates: readonly Template[], known: Uint8Array): Uint8Array {
  const indexOf = new Int32Array(templates.length).fill(-1)
  const novel: number[] = []
  for (let i = 0; i < table.count; i++) {
    const old = mined.lines[i] ?? 0
    let index = indexOf[old] ?? -1
    const from = templates[old]
    if (index < 0 && from) {
      index = indexOf[old] = mined.templates.length
      novel.push(known[old] ? 0 : 1)
      const start = table.starts[i] ?? 0
      const sample = asRedacted(table.text.slice(start, table.ends[i]))
      const content = (mined.contents[i] ?? start) - start
      mined.templates.push({ ...from, count: 0, firstLine: i + 1, lastLine: i + 1, sample, content })
    }
    mined.lines[i] = index
    const template = mined.templates[index]
    if (template) {
      template.count++
      template.lastLine = i + 1
    }
  }
  return Uint8Array.from(novel)
}
