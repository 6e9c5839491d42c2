import { randomInt } from 'node:crypto'
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod'
import type { MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages'
import type { CondensedLog } from '../condense/condensed-log.ts'
import { estimateTokens } from '../condense/tokens.ts'
import { type ClaudeModel, MODELS } from './models.ts'
import type { SentPicture } from './picture.ts'
import { opinionSchema, replySchema } from './reply.ts'
import { OPINION_TASK, PICTURE_NOTE, SYSTEM_PROMPT } from './words/system-prompt.ts'

/** Estimated tokens that a request may add to the log. What the fixed words need beyond it is cut from the notes on shapes. */
export const MAX_OVERHEAD_TOKENS = 1_000
/** Where a log is so short that there are no notes to cut: the fixed words, the schema, and a note on what to repair. */
export const WORST_OVERHEAD_TOKENS = 1_300

export type ClaudeRequest = MessageCreateParamsNonStreaming

const REPLY_FORMAT = formatOf(replySchema)
const OPINION_FORMAT = formatOf(opinionSchema)

function formatOf(schema: Parameters<typeof zodOutputFormat>[0]): {
  type: 'json_schema'
  schema: Record<string, unknown>
} {
  // The helper adds a parser, which would end as a function in a body and throws on a reply that it refuses.
  const { type, schema: jsonSchema } = zodOutputFormat(schema)
  return { type, schema: jsonSchema }
}

/**
 * The body of a request: fixed words of ours, then one user block with the redacted, condensed, numbered lines between
 * marks that stand nowhere in them. No name, address or id of ours or of a tenant, no sampling parameters. Sends at most
 * `log.tokens` and `MAX_OVERHEAD_TOKENS`, by estimate; a picture comes on top.
 */
export function analysisRequest(log: CondensedLog, model: ClaudeModel, picture?: SentPicture): ClaudeRequest {
  return withPicture(
    fitted(log, (text) => requestOf(model, REPLY_FORMAT, [fenced('log', text)])),
    picture,
  )
}

/** The same once more, after a reply that was not what was asked for. The reply itself is not sent back. */
export function repairRequest(
  log: CondensedLog,
  model: ClaudeModel,
  problem: string,
  picture?: SentPicture,
): ClaudeRequest {
  const again = `Your previous reply could not be read. ${problem} Reply with the JSON object only.`
  return withPicture(
    fitted(log, (text) => requestOf(model, REPLY_FORMAT, [fenced('log', text), again])),
    picture,
  )
}

/** The picture first, then what it is, then the text: evidence is cited from the text alone, which code can check. */
function withPicture(request: ClaudeRequest, picture: SentPicture | undefined): ClaudeRequest {
  if (!picture) return request
  const data = picture.png.toString('base64')
  const image = { type: 'image' as const, source: { type: 'base64' as const, media_type: 'image/png' as const, data } }
  const note = { type: 'text' as const, text: PICTURE_NOTE }
  const said = request.messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content))
  return { ...request, messages: [{ role: 'user', content: [image, note, ...said] }] }
}

/** Asks what speaks against `answer`, a checked answer as one text. */
export function opinionRequest(log: CondensedLog, model: ClaudeModel, answer: string): ClaudeRequest {
  return fitted(log, (text) =>
    requestOf(model, OPINION_FORMAT, [fenced('log', text), OPINION_TASK, fenced('answer', answer)]),
  )
}

/** Takes rows off the notes on repeated shapes, which end the text, until the request is within its bound. */
function fitted(log: CondensedLog, make: (text: string) => ClaudeRequest): ClaudeRequest {
  let text: string = log.text
  for (;;) {
    const request = make(text)
    const excess = tokensOf(request) - log.tokens - MAX_OVERHEAD_TOKENS
    const lastRow = text.lastIndexOf('\n#')
    if (excess <= 0 || lastRow < 0 || text.indexOf('\n', lastRow + 1) >= 0) return request
    text = text.slice(0, lastRow)
  }
}

function requestOf(model: ClaudeModel, format: typeof REPLY_FORMAT, parts: readonly string[]): ClaudeRequest {
  return {
    model,
    max_tokens: MODELS[model].maxTokens,
    system: [{ type: 'text', text: SYSTEM_PROMPT, cache_control: { type: 'ephemeral' } }],
    messages: [{ role: 'user', content: parts.map((text) => ({ type: 'text', text })) }],
    output_config: { effort: 'medium', format },
  }
}

/** Text between two marks of 56 random bits: a line of the log cannot close the block, as it cannot know the mark. */
function fenced(name: 'log' | 'answer', text: string): string {
  let mark = newMark()
  while (text.includes(mark)) mark = newMark()
  return `=== ${name} ${mark}\n${text}\n=== ${name} ${mark}`
}

/** Letters only: digits cost more tokens. */
function newMark(): string {
  return Array.from({ length: 12 }, () => String.fromCharCode(97 + randomInt(26))).join('')
}

/** Estimated tokens of all that the model reads: marks, log, fixed words, and the schema as it is sent. */
export function tokensOf(request: ClaudeRequest): number {
  return textsOf(request).reduce((sum, text) => sum + estimateTokens(text), 0)
}

/** Each text that the model reads. */
export function textsOf(request: ClaudeRequest): string[] {
  const system = typeof request.system === 'string' ? [request.system] : (request.system ?? []).map(({ text }) => text)
  const blocks = request.messages.flatMap(({ content }) =>
    typeof content === 'string' ? [content] : content.flatMap((block) => (block.type === 'text' ? [block.text] : [])),
  )
  return [...system, ...blocks, JSON.stringify(request.output_config?.format?.schema ?? {})]
}

export const holdsPicture = ({ messages }: ClaudeRequest): boolean =>
  messages.some(({ content }) => typeof content !== 'string' && content.some(({ type }) => type === 'image'))
