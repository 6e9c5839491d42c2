import { type Diagnosis, diagnosisSchema, type Egress, type RootCause } from '../analysis.ts'
import type { CondensedLog } from '../condense/condensed-log.ts'
import { checkReply } from './check-reply.ts'
import { type Answer, type ClaudeAccess, type ClaudeClient, type ClientOptions, openClaude } from './client.ts'
import type { DecisionLimits } from './decide-on.ts'
import { type FallbackReason, fallbackSentence } from './failure.ts'
import { type ClaudeModel, COMPLEX_MODEL, MODELS, worstPriceOf } from './models.ts'
import { pictureTokens, type SentPicture } from './picture.ts'
import { opinionSchema, parseReply, type Reply, replySchema, salvageReply } from './reply.ts'
import { analysisRequest, type ClaudeRequest, opinionRequest, repairRequest, tokensOf } from './request.ts'
import { answerText, applyOpinion } from './second-opinion.ts'
import { calibration } from './token-factor.ts'

/** What happens, for whoever watches. A draft's evidence has passed; its confidence is not yet capped by everything. */
export type Stage =
  | { stage: 'asking' | 'repairing' | 'checking' | 'second_opinion' }
  | { stage: 'draft'; cause: RootCause }

/** What is left of the month's limits; null where there is none. */
export interface Ceiling {
  tokens: number | null
  microUsd: number | null
}

export interface ClaudeOptions extends Partial<Omit<ClientOptions, 'onRequest'>> {
  access: ClaudeAccess
  model: ClaudeModel
  /** Default: with the complex model only. */
  secondOpinion?: boolean
  ceiling?: Ceiling
  /** Goes with what asks for an answer, not with what asks for doubt. */
  picture?: SentPicture
  limits?: DecisionLimits
  onStage?: (stage: Stage) => void
  onRequest?: ClientOptions['onRequest']
}

/** What was sent and what it cost, whatever came of it. */
interface Spent {
  model: ClaudeModel
  /** Read and written by the model, over all requests. */
  tokens: { in: number; out: number }
  costMicroUsd: number
  /** One record per HTTP request, for the receipt. */
  requests: Egress[]
}

export type ClaudeOutcome =
  | (Spent & { kind: 'answered'; diagnosis: Diagnosis })
  | (Spent & { kind: 'fallback'; reason: FallbackReason; sentence: string })

const DEFAULT_TOTAL_MS = 180_000
const DEFAULT_MAX_WAIT_MS = 20_000

/**
 * Asks Claude about a redacted, condensed log and checks the reply by code. `local` is the built-in engine's answer to the
 * same log: agreement with it bounds confidence, and it is what a fallback shows. Never throws; ends within `totalMs`.
 */
export async function analyzeWithClaude(
  log: CondensedLog,
  local: Diagnosis,
  options: ClaudeOptions,
): Promise<ClaudeOutcome> {
  let client: ClaudeClient | undefined
  const spent = (): Spent => ({
    model: options.model,
    tokens: { in: client?.tokens.in ?? 0, out: client?.tokens.out ?? 0 },
    costMicroUsd: (client?.requests ?? []).reduce((sum, { costMicroUsd }) => sum + (costMicroUsd ?? 0), 0),
    requests: [...(client?.requests ?? [])],
  })
  const fallback = (reason: FallbackReason): ClaudeOutcome => ({
    ...spent(),
    kind: 'fallback',
    reason,
    sentence: fallbackSentence(reason),
  })
  try {
    // A key with blanks or line breaks cannot stand in a header.
    if (!/^[\x21-\x7e]+$/.test(options.access.apiKey)) return fallback('unauthorized')
    const first = analysisRequest(log, options.model, options.picture)
    if (!affordable(first, options, spent())) return fallback('over_budget')
    client = await openClaude(options.access, clientOptions(options))
    const run = new Run(log, local, options, client, spent)
    const reply = await run.reply(first)
    if (typeof reply === 'string') return fallback(reply)
    const diagnosis = diagnosisSchema.safeParse(await run.diagnosis(reply))
    return diagnosis.success ? { ...spent(), kind: 'answered', diagnosis: diagnosis.data } : fallback('invalid')
  } catch {
    return fallback(options.signal?.aborted ? 'aborted' : 'invalid')
  }
}

function clientOptions({ measuredBy, signal, totalMs, maxWaitMs, onRequest, picture }: ClaudeOptions): ClientOptions {
  return {
    measuredBy: measuredBy ?? 'server',
    totalMs: totalMs ?? DEFAULT_TOTAL_MS,
    maxWaitMs: maxWaitMs ?? DEFAULT_MAX_WAIT_MS,
    ...(signal ? { signal } : {}),
    ...(picture ? { picture } : {}),
    ...(onRequest ? { onRequest: (body, about) => quietly(() => onRequest(body, about)) } : {}),
  }
}

/** The worst case must fit into what is left: a limit is never passed by one answer. */
function affordable(request: ClaudeRequest, { ceiling, model, picture }: ClaudeOptions, spent: Spent): boolean {
  if (!ceiling) return true
  const tokensIn = Math.ceil(tokensOf(request) * calibration()) + pictureTokens(picture)
  const tokensOut = MODELS[model].maxTokens
  const tokens = spent.tokens.in + spent.tokens.out + tokensIn + tokensOut
  const microUsd = spent.costMicroUsd + worstPriceOf(model, tokensIn, tokensOut)
  return (
    tokens <= (ceiling.tokens ?? Number.POSITIVE_INFINITY) && microUsd <= (ceiling.microUsd ?? Number.POSITIVE_INFINITY)
  )
}

/** One analysis on its way: asking, repairing once, checking, doubting. */
class Run {
  readonly #log: CondensedLog
  readonly #local: Diagnosis
  readonly #options: ClaudeOptions
  readonly #client: ClaudeClient
  readonly #spent: () => Spent

  constructor(log: CondensedLog, local: Diagnosis, options: ClaudeOptions, client: ClaudeClient, spent: () => Spent) {
    this.#log = log
    this.#local = local
    this.#options = options
    this.#client = client
    this.#spent = spent
  }

  /** The reply in its shape, or why there is none. */
  async reply(request: ClaudeRequest): Promise<Reply | FallbackReason> {
    const { model } = this.#options
    this.#tell({ stage: 'asking' })
    const first = await this.#client.ask(request, model, 'analysis')
    if (!first.ok && first.reason !== 'invalid') return first.reason
    const parsed = first.ok ? parseReply(replySchema, first.text) : { ok: false as const, problem: 'It is not JSON.' }
    if (parsed.ok) return parsed.value
    const second = await this.#repaired(parsed.problem)
    if (second?.ok) {
      const repaired = parseReply(replySchema, second.text)
      if (repaired.ok) return repaired.value
    }
    const texts = [second, first].flatMap((answer) => (answer?.ok ? [answer.text] : []))
    for (const text of texts) {
      const salvaged = salvageReply(text)
      if (salvaged) return salvaged
    }
    return second && !second.ok && second.reason === 'aborted' ? 'aborted' : 'invalid'
  }

  async #repaired(problem: string): Promise<Answer | null> {
    const request = repairRequest(this.#log, this.#options.model, problem, this.#options.picture)
    if (!affordable(request, this.#options, this.#spent())) return null
    this.#tell({ stage: 'repairing' })
    return this.#client.ask(request, this.#options.model, 'repair')
  }

  async diagnosis(reply: Reply): Promise<Diagnosis> {
    this.#tell({ stage: 'checking' })
    const { diagnosis } = checkReply(reply, this.#log, this.#local, this.#options.limits)
    for (const cause of diagnosis.rootCauses) this.#tell({ stage: 'draft', cause })
    return this.#doubted(diagnosis)
  }

  /** A second opinion that fails changes nothing but says so: the first answer is paid for and stands. */
  async #doubted(diagnosis: Diagnosis): Promise<Diagnosis> {
    const { model, secondOpinion = model === COMPLEX_MODEL } = this.#options
    if (!secondOpinion || diagnosis.rootCauses.length === 0) return diagnosis
    const request = opinionRequest(this.#log, model, answerText(diagnosis))
    if (!affordable(request, this.#options, this.#spent())) return withGap(diagnosis, 'the monthly limit')
    this.#tell({ stage: 'second_opinion' })
    const answer = await this.#client.ask(request, model, 'second_opinion')
    const parsed = answer.ok ? parseReply(opinionSchema, answer.text) : null
    if (!parsed?.ok)
      return withGap(diagnosis, answer.ok ? 'a reply that could not be read' : answer.reason.replace(/_/g, ' '))
    return applyOpinion(diagnosis, parsed.value, this.#local, this.#options.limits)
  }

  #tell(stage: Stage): void {
    quietly(() => this.#options.onStage?.(stage))
  }
}

function withGap(diagnosis: Diagnosis, why: string): Diagnosis {
  return { ...diagnosis, dataGaps: [...diagnosis.dataGaps.slice(0, 9), `A second opinion: it failed (${why}).`] }
}

/** Whoever watches cannot break an analysis. */
function quietly(call: () => void): void {
  try {
    call()
  } catch {
    // A page that went away, most often; the analysis goes on.
  }
}
