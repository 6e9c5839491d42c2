import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type FakeAnthropic, startFakeAnthropic } from '../../../e2e/fakes/anthropic.ts'
import { groundedReply } from '../../../e2e/fakes/anthropic-replies.ts'
import { analyzeWithClaude } from './analyze.ts'
import type { ClaudeAccess } from './client.ts'
import { EXAMPLE_LOCAL, exampleLog } from './example-case.ts'
import { worstCase } from './model-policy.ts'
import { FAST_MODEL } from './models.ts'
import { calibration, forgetTokens, learnTokens } from './token-factor.ts'

let fake: FakeAnthropic
beforeAll(async () => {
  fake = await startFakeAnthropic()
})
afterAll(() => fake.stop())
afterEach(forgetTokens)

/** One answer that reports so many tokens as read. */
async function answer(inputTokens: number, changes: Partial<ClaudeAccess> = {}) {
  fake.script((request) => ({
    reply: groundedReply(request.text),
    usage: { input_tokens: inputTokens, output_tokens: 10 },
  }))
  const access = { apiKey: 'the-key', baseUrl: fake.url, baseUrlFrom: 'operator' as const, ...changes }
  const outcome = await analyzeWithClaude(exampleLog(), EXAMPLE_LOCAL, { access, model: FAST_MODEL })
  expect(outcome.kind).toBe('answered')
}

describe('the estimate of tokens', () => {
  it('learns from replies, a fifth of the way each time, and reservations follow', async () => {
    const before = worstCase({ model: FAST_MODEL, secondOpinion: false }, 5_000).least.tokens
    expect(calibration()).toBe(1)
    await answer(2_400)
    const once = calibration()
    await answer(2_400)
    expect(once).toBeGreaterThan(1.1)
    expect(calibration()).toBeGreaterThan(once)
    expect(worstCase({ model: FAST_MODEL, secondOpinion: false }, 5_000).least.tokens).toBeGreaterThan(before)
  })

  it('stays between a half and double, whatever is reported', async () => {
    for (let i = 0; i < 60; i++) learnTokens('word '.repeat(500), 1e9)
    expect(calibration()).toBeCloseTo(2.1)
    for (let i = 0; i < 60; i++) learnTokens('word '.repeat(500), 1)
    expect(calibration()).toBeCloseTo(0.525)
  })

  it('learns nothing from an address that a workspace chose', async () => {
    await answer(1_000_000, { baseUrlFrom: 'tenant', allow: [new URL(fake.url).host] })
    expect(calibration()).toBe(1)
  })

  it('learns nothing from silence or short texts', () => {
    learnTokens('word '.repeat(500), 0)
    learnTokens('a few words', 4_000)
    expect(calibration()).toBe(1)
  })
})
