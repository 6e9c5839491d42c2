import { describe, expect, it } from 'vitest'
import { EXAMPLE_LOCAL, exampleLog } from './example-case.ts'
import { COMPLEX_MODEL, FAST_MODEL } from './models.ts'
import { analysisRequest, opinionRequest, repairRequest, tokensOf } from './request.ts'
import { answerText } from './second-opinion.ts'

const LOG = exampleLog()
const REQUESTS = [
  analysisRequest(LOG, FAST_MODEL),
  repairRequest(LOG, FAST_MODEL, 'It is not JSON.'),
  opinionRequest(LOG, COMPLEX_MODEL, answerText(EXAMPLE_LOCAL)),
]

/** A request as it is sent, without the log and the marks: what is left is ours. */
const frameOf = (request: object, log: string) =>
  JSON.stringify(request)
    .split(JSON.stringify(log).slice(1, -1))
    .join('LOG')
    .replace(/=== (log|answer) [a-z]{12}/g, '=== $1 MARK')

/** A long log of many shapes with variables, which fills any budget. */
function longLog(budgetTokens: number) {
  const lines = Array.from({ length: 6_000 }, (_, i) => {
    const shape = ['could not open', 'lost the lease of', 'timed out while reading', 'refused by'][i % 4]
    return `2026-11-20T10:${String(i % 60).padStart(2, '0')}:00Z ERROR worker-${i % 97} ${shape} shard ${i * 7919} of {"table":"t${i % 13}"} code=${i % 31}`
  })
  return exampleLog(lines, budgetTokens)
}

describe('a request', () => {
  it('is these words and nothing else: no tenant, no address, no id of ours', () => {
    const [request] = REQUESTS
    const text = JSON.stringify(request, null, 1).replace(/=== log [a-z]{12}/g, '=== log MARK')
    expect(text).toMatchSnapshot()
  })

  it('is the same words for a repair and a second opinion', () => {
    const [, repair, opinion] = REQUESTS.map((request) => frameOf(request, LOG.text))
    expect(repair).toMatchSnapshot()
    expect(opinion).toMatchSnapshot()
  })

  it('differs from another workspace’s by its log and its marks alone, byte for byte as it is sent', () => {
    const logs = [LOG, exampleLog(['ERROR disk of Quillfeather Ltd is full', 'ERROR exit code 1'])]
    const [mine, others] = logs.map((log) => [
      frameOf(analysisRequest(log, FAST_MODEL), log.text),
      frameOf(repairRequest(log, FAST_MODEL, 'It is not JSON.'), log.text),
      frameOf(opinionRequest(log, COMPLEX_MODEL, 'x'), log.text),
    ])
    expect(others).toEqual(mine)
    expect(JSON.stringify(mine)).not.toContain('Quillfeather')
  })

  it('carries no sampling parameter, no metadata, no user, no cache of the log', () => {
    for (const request of REQUESTS) {
      expect(Object.keys(request).sort()).toEqual(['max_tokens', 'messages', 'model', 'output_config', 'system'])
      expect(JSON.stringify(request.messages)).not.toContain('cache_control')
      expect(JSON.stringify(request)).not.toMatch(
        /[\w.+-]+@[\w-]+\.\w+|[0-9a-f]{8}-[0-9a-f]{4}-|\b(?:lethe|tenant|acme)\b/i,
      )
    }
  })

  it('keeps the log out of the system prompt, whose words are the same for everyone', () => {
    const other = analysisRequest(exampleLog(['ERROR of another tenant']), FAST_MODEL)
    expect(other.system).toEqual(REQUESTS[0]?.system)
    expect(JSON.stringify(REQUESTS[0]?.system)).not.toContain('Hikari')
  })

  it('has marks that a log cannot know, new in every request', () => {
    const marks = Array.from(
      { length: 50 },
      () => /=== log ([a-z]{12})/.exec(JSON.stringify(analysisRequest(LOG, FAST_MODEL)))?.[1],
    )
    expect(new Set(marks).size).toBe(50)
  })

  it('asks for no limit that the service would turn into words', () => {
    expect(JSON.stringify(REQUESTS.map(({ output_config }) => output_config))).not.toMatch(
      /maxLength|minimum|pattern|description/,
    )
  })

  it('sends at most 9,000 tokens at the default budget of 8,000, by the estimate that overestimates', () => {
    const log = longLog(8_000)
    expect(log.tokens).toBeGreaterThan(7_000)
    const long = { ...EXAMPLE_LOCAL, summary: 'word '.repeat(20) }
    for (const request of [
      analysisRequest(log, FAST_MODEL),
      repairRequest(
        log,
        COMPLEX_MODEL,
        'These places have the wrong type or are missing: causes.0.evidence, title, gaps.',
      ),
      opinionRequest(log, COMPLEX_MODEL, answerText(long)),
    ])
      expect(tokensOf(request)).toBeLessThanOrEqual(9_000)
  })

  it('sends at most 1,000 tokens more than the log at other budgets, and never cuts a line of it', () => {
    for (const budget of [2_000, 20_000]) {
      const log = longLog(budget)
      const request = analysisRequest(log, FAST_MODEL)
      expect(tokensOf(request)).toBeLessThanOrEqual(Math.max(log.tokens + 1_000, 1_300))
      const numbers = [...JSON.stringify(request.messages).matchAll(/\\n(\d+)\\t/g)].map(([, number]) => Number(number))
      expect(numbers).toEqual(log.lines.map(({ number }) => number))
    }
  })
})
