import { condense } from '../lib/pipeline/condense/condense.ts'
import { recheck } from '../lib/pipeline/redact/recheck.ts'
import { oneFile, readArguments, tokenBudget } from './arguments.ts'
import { readText } from './input.ts'
import type { Command } from './main.ts'

const HELP = `Usage: lethe condense [OPTIONS] [FILE]   (no FILE, or -: standard input)

Redacts a log, then keeps the lines that matter, each under its own number.

  --budget N         tokens to fill at most (default 8000)
  --known-good FILE  a log of a good run: what is new against it ranks first
  --json             print {text, tokens, linesIn, linesOut}
  --help             print this
`

const OPTIONS = { json: { type: 'boolean' }, budget: { type: 'string' }, 'known-good': { type: 'string' } } as const

/** `lethe condense`: prints the condensed text, or with `--json` the contract that the evaluation reads. */
export const run: Command = async (args) => {
  const asked = readArguments({ command: 'condense', help: HELP, options: OPTIONS }, args)
  if (!asked) return 0
  const { values, positionals } = asked
  const file = oneFile(positionals)
  const budgetTokens = tokenBudget(values.budget, 8_000)
  // `recheck`, not `redact`: the output of `lethe redact` may be given too, and its placeholders must stay what they are.
  const text = recheck(await readText(file)).text
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
