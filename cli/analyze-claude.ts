import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EnvError, env } from '../lib/env.ts'
import { type Analysis, analysisSchema } from '../lib/pipeline/analysis.ts'
import { analyzeWithClaude, type ClaudeOutcome, type Stage } from '../lib/pipeline/analyze/analyze.ts'
import type { ClaudeAccess } from '../lib/pipeline/analyze/client.ts'
import { chooseModel, MODEL_MODES, type ModelMode } from '../lib/pipeline/analyze/model-policy.ts'
import { condense } from '../lib/pipeline/condense/condense.ts'
import { diagnose } from '../lib/pipeline/diagnose/diagnose.ts'
import { UsageError } from './input.ts'
import { redactInTime, unscannedNotice } from './redact-in-time.ts'

export interface ClaudeArgs {
  budgetTokens: number
  /** `fast`, `complex` or `automatic`; undefined is automatic. */
  model?: string | undefined
  /** Folder for the exact body of every request, to check against the receipt. */
  saveRequests?: string | undefined
}

/** Redacts and condenses here, asks Claude with the key of the environment, checks the reply here. Throws UsageError. */
export async function analyzeByClaude(raw: string, args: ClaudeArgs): Promise<Analysis> {
  const access = accessOf()
  const mode = modeOf(args.model)
  const redaction = redactInTime(raw)
  const log = condense(redaction.text, { budgetTokens: args.budgetTokens, now: Date.now() })
  const local = diagnose(log)
  const policy = { mode, ownKey: false, ownBaseUrl: false, monthlyTokens: null, monthlyMicroUsd: null }
  const used = { tokens: 0, microUsd: 0 }
  const choice = chooseModel(policy, {
    localDiagnosis: local,
    tokens: log.tokens,
    severity: 'unknown',
    hasKey: true,
    used,
  })
  if (choice.engine === 'local') throw new UsageError(choice.sentence)
  const { model, secondOpinion } = choice
  const bodies: { name: string; body: Uint8Array }[] = []
  const outcome = await analyzeWithClaude(log, local, {
    access,
    model,
    secondOpinion,
    measuredBy: 'cli',
    onStage: tell,
    onRequest: (body, { purpose }) => bodies.push({ name: `${bodies.length + 1}-${purpose}.json`, body }),
  })
  if (args.saveRequests !== undefined) await save(args.saveRequests, bodies)
  return analysisSchema.parse({
    ...enginePart(outcome, local),
    ...noticeOf(unscannedNotice(redaction), outcome),
    tokens: outcome.kind === 'answered' ? outcome.tokens : { in: log.tokens, out: 0 },
    receipt: {
      measuredBy: 'cli',
      bytesIn: Buffer.byteLength(raw),
      linesIn: log.linesIn,
      redactions: redaction.findings,
      ruleSet: redaction.ruleSet,
      textSha256: createHash('sha256').update(redaction.text).digest('hex'),
      rawBytesStored: 0,
      bytesStored: 0,
      requests: outcome.requests,
    },
  })
}

function enginePart(outcome: ClaudeOutcome, local: ReturnType<typeof diagnose>) {
  return outcome.kind === 'answered'
    ? { ...outcome.diagnosis, engine: 'claude', model: outcome.model }
    : { ...local, engine: 'local', model: null }
}

function noticeOf(unscanned: string | undefined, outcome: ClaudeOutcome): { notice?: string } {
  const notices = [outcome.kind === 'answered' ? undefined : outcome.sentence, unscanned].filter(Boolean)
  return notices.length > 0 ? { notice: notices.join(' ') } : {}
}

function accessOf(): ClaudeAccess {
  try {
    const { anthropicApiKey, anthropicBaseUrl } = env()
    if (anthropicApiKey) return { apiKey: anthropicApiKey, baseUrl: anthropicBaseUrl, baseUrlFrom: 'operator' }
  } catch (error) {
    if (error instanceof EnvError) throw new UsageError(error.message)
    throw error
  }
  throw new UsageError(
    'ANTHROPIC_API_KEY is not set, so Claude cannot be asked. Nothing was sent. Set it. Use --engine local to do without.',
  )
}

function modeOf(given: string | undefined): ModelMode {
  const mode = MODEL_MODES.find((known) => known === (given ?? 'automatic') && known !== 'local_only')
  if (!mode)
    throw new UsageError(`there is no model "${given}". Nothing was sent. Use --model fast, complex or automatic.`)
  return mode
}

async function save(folder: string, bodies: readonly { name: string; body: Uint8Array }[]): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    for (const { name, body } of bodies) await writeFile(join(folder, name), body, { mode: 0o600 })
  } catch (error) {
    process.stderr.write(
      `lethe analyze: cannot write to ${folder}: ${error instanceof Error ? error.message : String(error)}\n`,
    )
  }
}

const STAGE_WORDS: Record<Exclude<Stage['stage'], 'draft'>, string> = {
  asking: 'asking Claude',
  repairing: 'asking again: the reply could not be read',
  checking: 'checking the reply against the log',
  second_opinion: 'asking for a second opinion',
}

/** On standard error, for a person who waits. */
function tell(stage: Stage): void {
  if (stage.stage !== 'draft' && process.stderr.isTTY) process.stderr.write(`lethe: ${STAGE_WORDS[stage.stage]} ...\n`)
}
