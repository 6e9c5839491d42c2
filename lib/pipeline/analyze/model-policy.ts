import type { Diagnosis } from '../analysis.ts'
import type { Ceiling } from './analyze.ts'
import { type ClaudeModel, COMPLEX_MODEL, FAST_MODEL, MODELS, worstPriceOf } from './models.ts'
import { WORST_OVERHEAD_TOKENS } from './request.ts'
import { calibration } from './token-factor.ts'

/** What a tenant allows. `local_only` means that no request ever leaves. */
export const MODEL_MODES = ['local_only', 'fast', 'complex', 'automatic'] as const
export type ModelMode = (typeof MODEL_MODES)[number]

export interface ModelPolicy {
  mode: ModelMode
  /** A sealed key of the tenant's own is stored; else the operator's is used, where there is one. */
  ownKey: boolean
  /** A base URL of the tenant's own is stored. */
  ownBaseUrl: boolean
  /** Limits per calendar month (UTC); null where there is none. */
  monthlyTokens: number | null
  monthlyMicroUsd: number | null
  /** A masked picture may go beside the text. */
  allowPictures?: boolean
}

export const DEFAULT_POLICY: ModelPolicy = {
  mode: 'local_only',
  ownKey: false,
  ownBaseUrl: false,
  monthlyTokens: null,
  monthlyMicroUsd: null,
  allowPictures: false,
}

/** Used in the current month. */
export interface Usage {
  tokens: number
  microUsd: number
}

export interface PolicyFacts {
  localDiagnosis: Pick<Diagnosis, 'verdict'>
  /** Of the condensed log. */
  tokens: number
  severity: 'critical' | 'high' | 'medium' | 'low' | 'info' | 'unknown'
  /** True where some key can be used. */
  hasKey: boolean
  used: Usage
}

export type ModelChoice =
  | { engine: 'local'; why: 'policy' | 'no_key' | 'over_budget'; sentence: string }
  | { engine: 'claude'; model: ClaudeModel; secondOpinion: boolean; ceiling: Ceiling; sentence: string }

/** From this many tokens on a condensed log counts as large: the budget of 8,000 is nearly used up. */
const LARGE_TOKENS = 7_000

/** Which engine answers, with the sentence that says why. Pure. */
export function chooseModel(policy: ModelPolicy, facts: PolicyFacts): ModelChoice {
  if (policy.mode === 'local_only')
    return { engine: 'local', why: 'policy', sentence: 'This workspace allows no external model.' }
  if (!facts.hasKey)
    return { engine: 'local', why: 'no_key', sentence: 'No Anthropic key is set, so the built-in engine answered.' }
  const { model, sentence } = modelFor(policy.mode, facts)
  const ceiling = leftOf(policy, facts.used)
  const secondOpinion = model === COMPLEX_MODEL
  const { least } = worstCase({ model, secondOpinion }, facts.tokens)
  if (
    least.tokens > (ceiling.tokens ?? Number.POSITIVE_INFINITY) ||
    least.microUsd > (ceiling.microUsd ?? Number.POSITIVE_INFINITY)
  )
    return {
      engine: 'local',
      why: 'over_budget',
      sentence: 'The monthly limit for Claude is reached, so the built-in engine answered.',
    }
  return { engine: 'claude', model, secondOpinion, ceiling, sentence }
}

/**
 * The most that an analysis may use: `least` of its first request, `most` with a repair and a second opinion too. Attempts
 * that failed and were made again cost nothing. By estimate, and with the longest reply.
 */
export function worstCase(
  { model, secondOpinion }: { model: ClaudeModel; secondOpinion: boolean },
  logTokens: number,
): { least: Usage; most: Usage } {
  const tokensIn = Math.ceil((logTokens + WORST_OVERHEAD_TOKENS) * calibration())
  const tokensOut = MODELS[model].maxTokens
  const least = { tokens: tokensIn + tokensOut, microUsd: worstPriceOf(model, tokensIn, tokensOut) }
  const requests = secondOpinion ? 3 : 2
  return { least, most: { tokens: least.tokens * requests, microUsd: least.microUsd * requests } }
}

function modelFor(
  mode: Exclude<ModelMode, 'local_only'>,
  facts: PolicyFacts,
): { model: ClaudeModel; sentence: string } {
  if (mode === 'fast') return { model: FAST_MODEL, sentence: 'The workspace chose the fast model.' }
  if (mode === 'complex') return { model: COMPLEX_MODEL, sentence: 'The workspace chose the complex model.' }
  const why =
    facts.severity === 'critical'
      ? 'the alert is critical'
      : facts.localDiagnosis.verdict === 'inconclusive'
        ? 'the built-in engine was inconclusive'
        : facts.tokens >= LARGE_TOKENS
          ? 'the log is large'
          : null
  return why === null
    ? { model: FAST_MODEL, sentence: 'The fast model was chosen: the log is small and has a likely cause.' }
    : { model: COMPLEX_MODEL, sentence: `The complex model was chosen: ${why}.` }
}

function leftOf(policy: ModelPolicy, used: Usage): Ceiling {
  const left = (limit: number | null, spent: number) => (limit === null ? null : Math.max(0, limit - spent))
  return { tokens: left(policy.monthlyTokens, used.tokens), microUsd: left(policy.monthlyMicroUsd, used.microUsd) }
}
