import type { Template } from '../lib/pipeline/condense/condensed-log.ts'
import { indexLines } from '../lib/pipeline/condense/lines.ts'
import { mineTable } from '../lib/pipeline/condense/templates.ts'
import { recheck } from '../lib/pipeline/redact/recheck.ts'
import { oneFile, readArguments } from './arguments.ts'
import { readText } from './input.ts'
import type { Command } from './main.ts'

const HELP = `Usage: lethe templates [OPTIONS] [FILE]   (no FILE, or -: standard input)

Redacts a log and groups its lines by shape, variables as <*>.

  --json  print {templates: [{template, count, firstLine}], lines: [index per input line]}
  --help  print this
`

/** `lethe templates`: a table for people, most frequent first, or with `--json` every line's template. */
export const run: Command = async (args) => {
  const asked = readArguments({ command: 'templates', help: HELP, options: { json: { type: 'boolean' } } }, args)
  if (!asked) return 0
  const { values, positionals } = asked
  const file = oneFile(positionals)
  // `recheck`, not `redact`: the output of `lethe redact` may be given too.
  const { templates, lines } = mineTable(indexLines(recheck(await readText(file)).text))
  process.stdout.write(values.json ? `${JSON.stringify(asJson(templates, lines))}\n` : asTable(templates))
  return 0
}

function asJson(templates: readonly Template[], lines: Int32Array) {
  return {
    templates: templates.map(({ template, count, firstLine }) => ({ template, count, firstLine })),
    lines: [...lines],
  }
}

function asTable(templates: readonly Template[]): string {
  const rows = [...templates]
    .sort((a, b) => b.count - a.count || a.firstLine - b.firstLine)
    .map(
      (t) => `${String(t.count).padStart(8)}  ${String(t.firstLine).padStart(8)}  ${t.level.padEnd(7)}  ${t.template}`,
    )
  return `${['   count     first  level    template', ...rows].join('\n')}\n`
}
