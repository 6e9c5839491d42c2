import { createHmac, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { condense } from '#lib/pipeline/condense/condense.ts'
import { fromNumberedLines } from '#lib/pipeline/condense/from-numbered.ts'
import { indexLines, lineAt } from '#lib/pipeline/condense/lines.ts'
import { diagnose } from '#lib/pipeline/diagnose/diagnose.ts'
import { publishedTexts } from '#lib/pipeline/diagnose/published-texts.ts'
import { guardDiagnosis } from '#lib/pipeline/guard/guard-analysis.ts'
import { findMarkers } from '#lib/pipeline/redact/markers.ts'
import { defaultPolicy } from '#lib/pipeline/redact/policy.ts'
import { recheck } from '#lib/pipeline/redact/recheck.ts'
import { redact } from '#lib/pipeline/redact/redact.ts'
import type { RedactionOverride } from '#lib/pipeline/redact/redaction.ts'
import { toSentLines } from '../analyze/sent-lines.ts'
import type { FromRelight, LitLine, RelightRequest } from './relight-protocol.ts'

// The worker of a stored analysis' page against what the server stores of a pasted log: the same functions, the other way round.

const said: FromRelight[] = []
interface FakeScope {
  postMessage(message: FromRelight): void
  onmessage?: (event: { data: RelightRequest }) => Promise<void>
}
const scope: FakeScope = { postMessage: (message) => void said.push(message) }
beforeAll(async () => {
  vi.stubGlobal('self', scope)
  await import('./relight.worker.ts')
})
afterAll(() => vi.unstubAllGlobals())

const INCIDENT = [
  '2026-11-20T02:14:01.113Z INFO  checkout-api started in 4.2 s',
  '2026-11-20T02:14:04.201Z INFO  receipt sent to maria.lopez@example.com',
  ...Array.from({ length: 300 }, (_, i) => `2026-11-20T02:14:07.${100 + i}Z INFO  GET /cart/${i} 200 in ${10 + i} ms`),
  '\x1b[31m2026-11-20T02:14:20.512Z ERROR\x1b[0m HikariPool-1 - Connection is not available, request timed out after 30001ms (user maria.lopez@example.com).',
  ...Array.from({ length: 40 }, (_, i) => `2026-11-20T02:14:21.${100 + i}Z ERROR GET /cart/${i} 500 in 30004 ms`),
].join('\n')

const KEY = randomBytes(32)
const { placeholder, ip, mac, fields, patterns } = defaultPolicy
const policy = { placeholder, ip, mac, fields, patterns }

/** What a page sends, and what the server makes and keeps of it; `keep` in columns of the file, `overrides` of what was sent. */
function stored(text: string, keep: RedactionOverride[] = [], overrides: RedactionOverride[] = []) {
  const redacted = redact(text, { ...defaultPolicy, keep })
  const sent = toSentLines(condense(redacted.text).lines, (part) => findMarkers(part, new Set()))
  const rows = new Map(sent.map(({ number }, i) => [number, i + 1]))
  const kept = overrides.map((place) => ({ ...place, line: rows.get(place.line) ?? 0 }))
  const read = indexLines(recheck(sent.map((line) => line.text).join('\n'), { ...defaultPolicy, keep: kept }).text)
  const log = fromNumberedLines(sent.map(({ number }, i) => ({ number, text: lineAt(read, i) })))
  const { rootCauses } = guardDiagnosis(diagnose(log), log, publishedTexts())
  const texts = new Map<number, string>(log.lines.map((line) => [line.number, line.text]))
  const hash = (line: number) =>
    createHmac('sha256', KEY)
      .update(texts.get(line) ?? '')
      .digest('hex')
  const evidence = rootCauses.flatMap((cause) =>
    cause.evidence.map(({ line, template }) => ({ line, template, hash: hash(line) })),
  )
  return { key: KEY.toString('base64url'), evidence, ruleSet: redacted.ruleSet, policyChanged: false, overrides }
}

async function lit(text: string, matching: RelightRequest['matching']): Promise<readonly LitLine[]> {
  said.length = 0
  await scope.onmessage?.({ data: { files: [new Blob([text])], policy, matching } })
  const end = said.at(-1)
  if (end?.type !== 'lit') throw new Error(`ended with ${end?.type}`)
  expect(end.ruleSet).toBe(matching.ruleSet)
  return end.lines
}

it('finds every line of evidence by its hash in the same file, and shows it redacted, with the lines around it', async () => {
  const matching = stored(INCIDENT)
  expect(matching.evidence.length).toBeGreaterThan(1)
  const lines = await lit(INCIDENT, matching)
  expect(lines.map(({ found, at, line }) => [found, at === line])).toEqual(lines.map(() => ['exact', true]))
  const cause = lines.find(({ line }) => line === 303)
  expect(cause?.context.map(({ number }) => number)).toEqual([301, 302, 303, 304, 305])
  const text = JSON.stringify(lines)
  expect(text).toContain('request timed out after 30001ms (user [EMAIL_1])')
  expect(text).not.toContain('maria.lopez')
  expect(text).not.toContain('[31m')
})

it('finds them with a place that was kept then', async () => {
  const line = INCIDENT.split('\n')[302] ?? ''
  const start = line.indexOf('maria')
  const place = { line: 303, start, end: start + 'maria.lopez@example.com'.length, type: 'email' }
  const escapes = '\x1b[31m\x1b[0m'.length
  const sent = { ...place, start: start - escapes, end: place.end - escapes }
  const withKept = stored(INCIDENT.replaceAll('\x1b[31m', '').replaceAll('\x1b[0m', ''), [sent], [sent])
  const plain = INCIDENT.replaceAll('\x1b[31m', '').replaceAll('\x1b[0m', '')
  const lines = await lit(plain, withKept)
  expect(lines.find((one) => one.line === 303)).toMatchObject({ found: 'exact' })
  // Without the override the line would be another one.
  expect((await lit(plain, { ...withKept, overrides: [] })).find((one) => one.line === 303)?.found).not.toBe('exact')
})

it('says what is elsewhere, what is only alike, what is not there, and why a file is none', async () => {
  const matching = stored(INCIDENT)
  const founds = async (text: string) => new Set((await lit(text, matching)).map(({ found }) => found))
  expect(await founds(`one line before\n${INCIDENT}`)).toEqual(new Set(['moved']))
  expect(await founds(INCIDENT.replaceAll('3000', '3177'))).toEqual(new Set(['shape']))
  expect(await founds('all is well')).toEqual(new Set(['missing']))
  said.length = 0
  await scope.onmessage?.({ data: { files: [new Blob([''])], policy, matching } })
  expect(said).toEqual([{ type: 'refused', reason: 'empty', bytes: 0 }])
})

it('under other rules compares templates', async () => {
  const matching = stored(INCIDENT)
  said.length = 0
  const other = { ...policy, placeholder: 'literal' as const }
  await scope.onmessage?.({ data: { files: [new Blob([INCIDENT])], policy: other, matching } })
  const end = said.at(-1)
  const cause = end?.type === 'lit' ? end.lines.find(({ line }) => line === 303) : undefined
  expect(cause).toMatchObject({ found: 'shape', at: 303 })
})
