import { kindNamed, PARSED_SOURCES, parse } from '../lib/pipeline/parse/parse.ts'
import { oneFile, readArguments } from './arguments.ts'
import { readText, UsageError } from './input.ts'
import type { Command } from './main.ts'

const HELP = `Usage: lethe parse --source NAME [FILE]   (no FILE, or -: standard input)

Shows what a webhook's body would become. Nothing is redacted, sent or kept: the output holds what the body holds.

  --source NAME   ${PARSED_SOURCES.join(', ')}
  --help          print this
`

/** `lethe parse`: prints a ParseResult as JSON. Exit code 1 where the body cannot be an alert of that source. */
export const run: Command = async (args) => {
  const asked = readArguments({ command: 'parse', help: HELP, options: { source: { type: 'string' } } }, args)
  if (!asked) return 0
  const file = oneFile(asked.positionals)
  const { source } = asked.values
  if (source === undefined) throw new UsageError(`say which source, with --source. Nothing was read. ${sources()}`)
  const kind = kindNamed(source)
  if (!kind) throw new UsageError(`there is no source "${source}". Nothing was read. ${sources()}`)
  const result = parse(kind, await readText(file))
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
  return result.kind === 'invalid' ? 1 : 0
}

const sources = (): string => `There is: ${PARSED_SOURCES.join(', ')}.`
