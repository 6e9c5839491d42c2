import { parseArgs } from 'node:util'
import { condense } from '../lib/pipeline/condense/condense.ts'
import { recheck } from '../lib/pipeline/redact/recheck.ts'
import { readText, UsageError } from './input.ts'
import type { Command } from './main.ts'

const HELP = `Usage: lethe condense [OPTIONS] [FILE]   (no FILE, or -: standard input)

Redacts a log, then keeps the lines that matter, each under its own number.

  --budget N         tokens to fill at most (default 8000)
  --known-good FILE  a log of a good run: what is new against it ranks first
  --json             print {text, tokens, linesIn, linesOut}
  --help             print this
`

/** `lethe condense`: prints the condensed text, or with `--json` the contract that the evaluation reads. */
export const run: Command = async (args) => {
  const { values, positionals } = parse(args)
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  if (positionals.length > 1) throw new UsageError('give one FILE, or none for standard input')
  const budgetTokens = Number(values.budget ?? 8_000)
  if (!Number.isInteger(budgetTokens) || budgetTokens < 100)
    throw new UsageError('--budget takes a whole number of tokens, at least 100')
  // `recheck`, not `redact`: the output of `lethe redact` may be given too, and its placeholders must stay what they are.
  const text = recheck(await readText(positionals[0])).text
  const knownGood = values['known-good'] === undefined ? undefined : recheck(await readText(values['known-good'])).text
  const log = condense(text, { budgetTokens, now: Date.now(), ...(knownGood === undefined ? {} : { knownGood }) })
  const { tokens, linesIn } = log
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ text: log.text, tokens, linesIn, linesOut: log.lines.length })}\n`
      : `${log.text}\n`,
  )
  return 0
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        budget: { type: 'string' },
        'known-good': { type: 'string' },
      },
    })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`)
  }
}
