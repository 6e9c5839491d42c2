import { createHash } from 'node:crypto'
import { type Analysis, analysisSchema } from '../lib/pipeline/analysis.ts'
import { condense } from '../lib/pipeline/condense/condense.ts'
import { diagnose } from '../lib/pipeline/diagnose/diagnose.ts'
import type { ClaudeArgs } from './analyze-claude.ts'
import { oneFile, readArguments, tokenBudget } from './arguments.ts'
import { readText, UsageError } from './input.ts'
import type { Command } from './main.ts'
import { redactInTime, unscannedNotice } from './redact-in-time.ts'
import { reportOf } from './report.ts'

/** The built-in engine costs nothing per token, so it reads more than a model would be sent. */
const LOCAL_BUDGET_TOKENS = 16_000
/** What a model is sent at most, unless asked for more. */
const CLAUDE_BUDGET_TOKENS = 8_000

const HELP = `Usage: lethe analyze [OPTIONS] [FILE]   (no FILE, or -: standard input)

Redacts and condenses a log and finds the cause. With the built-in engine nothing leaves this machine.

  --engine local     the built-in engine (default); needs no key, opens no connection
  --server URL       redacts and condenses here, then asks the Lethe there with LETHE_API_KEY; it keeps the analysis
  --engine claude    sends the redacted, condensed lines to Claude with ANTHROPIC_API_KEY, and checks the reply here
  --budget N         tokens that the engine reads at most (default ${LOCAL_BUDGET_TOKENS}; claude ${CLAUDE_BUDGET_TOKENS})
  --model M          fast, complex or automatic (default; claude only)
  --save-requests D  keep the exact bytes of every request in folder D, for lethe egress verify (claude only)
  --json             print the analysis for programs
  --help             print this
`

const OPTIONS = {
  json: { type: 'boolean' },
  engine: { type: 'string' },
  server: { type: 'string' },
  budget: { type: 'string' },
  model: { type: 'string' },
  'save-requests': { type: 'string' },
} as const

/** `lethe analyze`: prints a report, or with `--json` the analysis in the shape of `analysisSchema`. */
export const run: Command = async (args) => {
  const asked = readArguments({ command: 'analyze', help: HELP, options: OPTIONS }, args)
  if (!asked) return 0
  const { values, positionals } = asked
  const file = oneFile(positionals)
  const engine = values.engine ?? 'local'
  if (engine !== 'local' && engine !== 'claude')
    throw new UsageError(`there is no engine "${engine}". Nothing was read. Use --engine local or claude.`)
  const budgetTokens = tokenBudget(values.budget, engine === 'local' ? LOCAL_BUDGET_TOKENS : CLAUDE_BUDGET_TOKENS)
  if (values.server !== undefined && values.engine !== undefined)
    throw new UsageError('give --server or --engine: the server has an engine of its own. Nothing was read.')
  const raw = await readText(file)
  const analysis =
    values.server !== undefined
      ? await byServer(raw, values.server, budgetTokens)
      : engine === 'local'
        ? analyzeLocally(raw, budgetTokens)
        : await byClaude(raw, { budgetTokens, model: values.model, saveRequests: values['save-requests'] })
  process.stdout.write(values.json ? `${JSON.stringify(analysis)}\n` : reportOf(analysis, terminal()))
  return 0
}

/** Colours only for a person at a terminal who has not refused them: Node asks NO_COLOR (no-color.org) and TERM itself. */
function terminal(): { width: number; colour: boolean } {
  const { stdout } = process
  return { width: stdout.columns ?? 100, colour: stdout.isTTY === true && stdout.hasColors() }
}

/** Loaded only when asked for. */
async function byServer(raw: string, server: string, budgetTokens: number): Promise<Analysis> {
  const { analyzeRemotely } = await import('./analyze-remote.ts')
  return analyzeRemotely(raw, server, budgetTokens)
}

/** Loaded only when asked for: the built-in engine needs neither settings nor a client. */
async function byClaude(raw: string, args: ClaudeArgs): Promise<Analysis> {
  const { analyzeByClaude } = await import('./analyze-claude.ts')
  return analyzeByClaude(raw, args)
}

function analyzeLocally(raw: string, budgetTokens: number): Analysis {
  const redaction = redactInTime(raw)
  const notice = unscannedNotice(redaction)
  const log = condense(redaction.text, { budgetTokens, now: Date.now() })
  return analysisSchema.parse({
    ...diagnose(log),
    ...(notice === undefined ? {} : { notice }),
    engine: 'local',
    model: null,
    tokens: { in: log.tokens, out: 0 },
    receipt: {
      measuredBy: 'cli',
      bytesIn: Buffer.byteLength(raw),
      linesIn: log.linesIn,
      redactions: redaction.findings,
      ruleSet: redaction.ruleSet,
      textSha256: createHash('sha256').update(redaction.text).digest('hex'),
      rawBytesStored: 0,
      bytesStored: 0,
      requests: [],
    },
  })
}
