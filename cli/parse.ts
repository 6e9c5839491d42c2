import { parseArgs } from 'node:util'
import { kindNamed, PARSED_SOURCES, parse } from '../lib/pipeline/parse/parse.ts'
import { readText, UsageError } from './input.ts'
import type { Command } from './main.ts'

const HELP = `Usage: lethe parse --source NAME [FILE]   (no FILE, or -: standard input)

Shows what a webhook's body would become. Nothing is redacted, sent or kept: the output holds what the body holds.

  --source NAME   ${PARSED_SOURCES.join(', ')}
  --help          print this
`

/** `lethe parse`: prints a ParseResult as JSON. Exit code 1 where the body cannot be an alert of that source. */
export const run: Command = async (args) => {
  const { values, positionals } = options(args)
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  if (positionals.length > 1) throw new UsageError('give one FILE, or none for standard input')
  const { source } = values
  if (source === undefined) throw new UsageError(`say which source: --source ${PARSED_SOURCES.join('|')}`)
  const kind = kindNamed(source)
  if (!kind) throw new UsageError(`there is no source "${source}". There is: ${PARSED_SOURCES.join(', ')}.`)
  const result = parse(kind, await readText(positionals[0]))
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
  return result.kind === 'invalid' ? 1 : 0
}

function options(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { source: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`)
  }
}
