import { parseArgs } from 'node:util'
import { type Analysis, analysisSchema } from '../lib/pipeline/analysis.ts'
import { condense } from '../lib/pipeline/condense/condense.ts'
import { diagnose } from '../lib/pipeline/diagnose/diagnose.ts'
import { redact } from '../lib/pipeline/redact/redact.ts'
import { readText, UsageError } from './input.ts'
import type { Command } from './main.ts'
import { reportOf } from './report.ts'

/** The built-in engine costs nothing per token, so it reads more than a model would be sent. */
const LOCAL_BUDGET_TOKENS = 16_000

const HELP = `Usage: lethe analyze [OPTIONS] [FILE]   (no FILE, or -: standard input)

Redacts and condenses a log and finds the cause. Nothing leaves this machine.

  --engine local     the built-in engine (default); needs no key, opens no connection
  --budget N         tokens that the engine reads at most (default ${LOCAL_BUDGET_TOKENS})
  --json             print the analysis for programs
  --help             print this
`

/** `lethe analyze`: prints a report, or with `--json` the analysis in the shape of `analysisSchema`. */
export const run: Command = async (args) => {
  const { values, positionals } = parse(args)
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  if (positionals.length > 1) throw new UsageError('give one FILE, or none for standard input')
  const engine = values.engine ?? 'local'
  if (engine === 'claude')
    throw new UsageError('the Claude engine is not part of the command line yet. Use --engine local.')
  if (engine !== 'local') throw new UsageError(`there is no engine "${engine}". Use --engine local.`)
  const budgetTokens = Number(values.budget ?? LOCAL_BUDGET_TOKENS)
  if (!Number.isInteger(budgetTokens) || budgetTokens < 100)
    throw new UsageError('--budget takes a whole number of tokens, at least 100')
  const analysis = analyzeLocally(await readText(positionals[0]), budgetTokens)
  process.stdout.write(values.json ? `${JSON.stringify(analysis)}\n` : reportOf(analysis, terminal()))
  return 0
}

/** Colours only for a person at a terminal who has not refused them: Node asks NO_COLOR (no-color.org) and TERM itself. */
function terminal(): { width: number; colour: boolean } {
  const { stdout } = process
  return { width: stdout.columns ?? 100, colour: stdout.isTTY === true && stdout.hasColors() }
}

function analyzeLocally(raw: string, budgetTokens: number): Analysis {
  const redaction = redact(raw)
  const log = condense(redaction.text, { budgetTokens, now: Date.now() })
  return analysisSchema.parse({
    ...diagnose(log),
    engine: 'local',
    model: null,
    tokens: { in: log.tokens, out: 0 },
    receipt: {
      measuredBy: 'cli',
      bytesIn: Buffer.byteLength(raw),
      linesIn: log.linesIn,
      redactions: redaction.findings,
      ruleSet: redaction.ruleSet,
      rawBytesStored: 0,
      bytesStored: 0,
      requests: [],
    },
  })
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        engine: { type: 'string' },
        budget: { type: 'string' },
      },
    })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`)
  }
}
