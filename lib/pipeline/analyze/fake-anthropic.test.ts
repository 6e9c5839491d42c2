import { Anthropic } from '@anthropic-ai/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FakeAnthropic, startFakeAnthropic } from '../../../e2e/fakes/anthropic.ts'
import { exampleLog } from './example-case.ts'
import { COMPLEX_MODEL, FAST_MODEL } from './models.ts'
import { parseReply, replySchema } from './reply.ts'
import { analysisRequest } from './request.ts'

// The fake is judged by the vendor's own client: what that understands, the fake plays well enough.

let fake: FakeAnthropic
let client: Anthropic
beforeAll(async () => {
  fake = await startFakeAnthropic()
  client = new Anthropic({ apiKey: 'k', baseURL: fake.url, maxRetries: 0, logLevel: 'off' })
})
afterAll(() => fake.stop())
const REQUEST = analysisRequest(exampleLog(), FAST_MODEL)

describe('the fake of Anthropic', () => {
  it('answers whole and in a stream with a reply of our shape', async () => {
    const whole = await client.messages.create(REQUEST)
    const streamed = await client.messages.stream(REQUEST).finalMessage()
    for (const { content, stop_reason: stop, usage } of [whole, streamed]) {
      expect(stop).toBe('end_turn')
      expect(usage.output_tokens).toBeGreaterThan(0)
      const [block] = content
      expect(parseReply(replySchema, block?.type === 'text' ? block.text : '').ok).toBe(true)
    }
  })

  it('breaks a stream off where that is scripted', async () => {
    fake.script({ cut: 'within_answer' })
    await expect(client.messages.stream(REQUEST).finalMessage()).rejects.toThrow()
  })

  it('counts tokens', async () => {
    const { messages, system } = REQUEST
    const counted = await client.messages.countTokens({ model: COMPLEX_MODEL, messages, ...(system ? { system } : {}) })
    expect(counted.input_tokens).toBeGreaterThan(10)
  })

  it('refuses what the service refuses: sampling parameters, unknown models, a missing key', async () => {
    const sampled = { ...REQUEST, temperature: 0 }
    await expect(client.messages.create(sampled)).rejects.toMatchObject({ status: 400 })
    await expect(client.messages.create({ ...REQUEST, model: 'other' })).rejects.toMatchObject({ status: 400 })
    expect((await fetch(`${fake.url}/v1/messages`, { method: 'POST', body: '{}' })).status).toBe(401)
  })
})
