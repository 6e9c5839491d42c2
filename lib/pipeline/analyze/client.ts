import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type Anthropic from '@anthropic-ai/sdk'
import { z } from 'zod'
import type { Egress } from '../analysis.ts'
import { type Exchange, recordingFetch } from './exchange.ts'
import { type FallbackReason, failureOf } from './failure.ts'
import { addTokens, type ClaudeModel, MODELS, NO_TOKENS, priceOf, type TokenUse } from './models.ts'
import type { SentPicture } from './picture.ts'
import { type ClaudeRequest, holdsPicture, textsOf } from './request.ts'
import { learnTokens } from './token-factor.ts'

export const DEFAULT_BASE_URL = 'https://api.anthropic.com'

/** Whose key, and where to. */
export interface ClaudeAccess {
  apiKey: string
  /** Null: Anthropic's own. */
  baseUrl: string | null
  /** A tenant's address goes through the guarded way out; an operator's is trusted as the operator's settings are. */
  baseUrlFrom: 'operator' | 'tenant'
  /** host:port pairs that a guarded request may reach although they are local; default: what the operator allowed. */
  allow?: readonly string[]
  /** What the receiver says it keeps, for the receipt. */
  retention?: string
}

export interface ClientOptions {
  measuredBy: Egress['measuredBy']
  /** Ends everything, waits between attempts too. Not a browser's connection: a paid reply should outlive that. */
  signal?: AbortSignal
  /** For all requests of an analysis together, in milliseconds. */
  totalMs: number
  /** Longest wait that a server may ask for between two attempts, in milliseconds. */
  maxWaitMs: number
  /** In requests that ask for an answer or its repair. */
  picture?: SentPicture
  /** The exact bytes as they leave, so that a page can offer them while the analysis runs. */
  onRequest?: (body: Uint8Array, about: Pick<Egress, 'at' | 'bodySha256' | 'purpose' | 'model' | 'host'>) => void
}

export type Answer =
  | { ok: true; text: string; tokens: TokenUse }
  | { ok: false; reason: FallbackReason; tokens: TokenUse }

export interface ClaudeClient {
  /** One answer, with up to two further attempts where that may help. Never throws. */
  ask(request: ClaudeRequest, model: ClaudeModel, purpose: Egress['purpose']): Promise<Answer>
  readonly requests: readonly Egress[]
  readonly tokens: TokenUse
}

const MAX_ATTEMPTS = 3
const MAX_ATTEMPTS_NETWORK = 2

/** Makes a client for one analysis. The SDK is loaded here, so that a process that asks no model never loads it. */
export async function openClaude(access: ClaudeAccess, options: ClientOptions): Promise<ClaudeClient> {
  const { Anthropic } = await import('@anthropic-ai/sdk')
  const deadline = Date.now() + options.totalMs
  const requests: Egress[] = []
  let tokens = NO_TOKENS
  const ask: ClaudeClient['ask'] = async (request, model, purpose) => {
    for (let attempt = 1; ; attempt++) {
      const timeoutMs = Math.min(MODELS[model].timeoutMs, deadline - Date.now())
      if (timeoutMs <= 0) return { ok: false, reason: 'timeout', tokens: NO_TOKENS }
      const sent = await attemptOnce(Anthropic, access, options, {
        request,
        model,
        timeoutMs,
        purpose: attempt === 1 ? purpose : 'retry',
      })
      if (sent.egress) requests.push(sent.egress)
      tokens = addTokens(tokens, sent.answer.tokens)
      // Of a picture the tokens are not those of a text.
      if (sent.answer.ok && !holdsPicture(request) && (access.baseUrl === null || access.baseUrlFrom === 'operator'))
        learnTokens(textsOf(request).join('\n'), sent.answer.tokens.in)
      const { answer, failure } = sent
      const limit = answer.ok || answer.reason !== 'network' ? MAX_ATTEMPTS : MAX_ATTEMPTS_NETWORK
      if (answer.ok || !failure?.retry || attempt >= limit) return answer
      const waitMs = failure.waitMs ?? backoffMs(attempt)
      if (waitMs > options.maxWaitMs || Date.now() + waitMs >= deadline) return answer
      if (!(await waited(waitMs, options.signal))) return { ok: false, reason: 'aborted', tokens: NO_TOKENS }
    }
  }
  return {
    ask,
    requests,
    get tokens() {
      return tokens
    },
  }
}

interface Attempt {
  request: ClaudeRequest
  model: ClaudeModel
  timeoutMs: number
  purpose: Egress['purpose']
}

async function attemptOnce(
  Client: typeof Anthropic,
  access: ClaudeAccess,
  options: ClientOptions,
  { request, model, timeoutMs, purpose }: Attempt,
): Promise<{ answer: Answer; egress: Egress | null; failure?: ReturnType<typeof failureOf> }> {
  let exchange: Exchange | undefined
  const timeout = AbortSignal.timeout(timeoutMs)
  const signal = AbortSignal.any([timeout, ...(options.signal ? [options.signal] : [])])
  const guarded = access.baseUrl !== null && access.baseUrlFrom === 'tenant'
  const wire = { guarded, timeoutMs, ...(access.allow ? { allow: access.allow } : {}) }
  // Refused by the way out: nothing was sent, so there is nothing to put on a receipt.
  const egress = (tokens: TokenUse) =>
    exchange && exchange.refused === null
      ? { ...egressOf(exchange, model, purpose, tokens, access, options), ...pictureFacts(request, options) }
      : null
  try {
    const client = new Client({
      apiKey: access.apiKey,
      baseURL: access.baseUrl ?? DEFAULT_BASE_URL,
      // Retries are ours: the SDK's wait as long as a server asks and leave no record.
      maxRetries: 0,
      timeout: timeoutMs,
      // Its debug level prints bodies, and tracing would send them to a collector.
      logLevel: 'off',
      openTelemetry: false,
      fetch: recordingFetch(wire, (made) => {
        exchange = made
        const { bodySha256, host, startedAt } = made
        options.onRequest?.(made.body, { at: new Date(startedAt).toISOString(), bodySha256, purpose, model, host })
      }),
    })
    const answer = answerOf(await client.messages.create(request, { signal }))
    return { answer, egress: egress(answer.tokens) }
  } catch (error) {
    const stopped = options.signal?.aborted ? 'aborted' : timeout.aborted ? 'timeout' : null
    const failure = failureOf(error, exchange, stopped)
    return { answer: { ok: false, reason: failure.reason, tokens: NO_TOKENS }, egress: egress(NO_TOKENS), failure }
  }
}

/** Twenty times the largest window. A server that reports more is not believed; sums of it must stay whole numbers of 32 bits. */
const MAX_REPORTED_TOKENS = 20_000_000
const count = z
  .number()
  .nullish()
  .transform((value) => Math.round(Math.min(MAX_REPORTED_TOKENS, Math.max(0, value ?? 0))))
/** Of a message only what is used; a server behind a base URL may send anything. */
const messageSchema = z.object({
  content: z.array(z.object({ type: z.string(), text: z.string().optional() })),
  stop_reason: z.string().nullish(),
  usage: z
    .object({
      input_tokens: count,
      output_tokens: count,
      cache_creation_input_tokens: count,
      cache_read_input_tokens: count,
    })
    .nullish(),
})

function answerOf(message: unknown): Answer {
  const parsed = messageSchema.safeParse(message)
  if (!parsed.success) return { ok: false, reason: 'invalid', tokens: NO_TOKENS }
  const { content, stop_reason: stop, usage } = parsed.data
  const cacheWrite = usage?.cache_creation_input_tokens ?? 0
  const cacheRead = usage?.cache_read_input_tokens ?? 0
  const tokens = {
    in: (usage?.input_tokens ?? 0) + cacheWrite + cacheRead,
    out: usage?.output_tokens ?? 0,
    cacheWrite,
    cacheRead,
  }
  if (stop === 'refusal') return { ok: false, reason: 'refusal', tokens }
  if (stop === 'max_tokens' || stop === 'model_context_window_exceeded')
    return { ok: false, reason: 'truncated', tokens }
  return { ok: true, text: content.flatMap(({ type, text }) => (type === 'text' ? (text ?? []) : [])).join(''), tokens }
}

function egressOf(
  exchange: Exchange,
  model: ClaudeModel,
  purpose: Egress['purpose'],
  tokens: TokenUse,
  { retention }: ClaudeAccess,
  { measuredBy }: ClientOptions,
): Egress {
  return {
    at: new Date(exchange.startedAt).toISOString(),
    host: exchange.host.slice(0, 255),
    model,
    purpose,
    bytesOut: exchange.bytesOut,
    bytesIn: exchange.bytesIn,
    // Of the receipt: out is what left, in is what came back.
    tokensOut: tokens.in,
    tokensIn: tokens.out,
    bodySha256: exchange.bodySha256,
    measuredBy,
    status: exchange.status,
    ms: Math.max(0, exchange.endedAt - exchange.startedAt),
    costMicroUsd: priceOf(model, tokens.in, tokens.out, tokens),
    ...(retention === undefined ? {} : { retention: retention.slice(0, 600) }),
  }
}

function pictureFacts(request: ClaudeRequest, { picture }: ClientOptions): Pick<Egress, 'picture'> {
  if (!picture || !holdsPicture(request)) return {}
  const { png, width, height } = picture
  return { picture: { bytes: png.length, width, height, sha256: createHash('sha256').update(png).digest('hex') } }
}

/** Half a second, doubled each time, with a quarter of jitter. */
function backoffMs(attempt: number): number {
  return 500 * 2 ** (attempt - 1) * (1 - Math.random() / 4)
}

async function waited(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await sleep(ms, undefined, signal ? { signal } : {})
    return true
  } catch {
    return false
  }
}
