import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { bodyOf, type Sample } from '../lib/pipeline/parse/cases/sample.ts'
import { SAMPLES } from '../lib/pipeline/parse/cases/samples.ts'
import type { ParseResult } from '../lib/pipeline/parse/normalized-alert.ts'
import { parse } from '../lib/pipeline/parse/parse.ts'
import { seededRandom } from '../lib/pipeline/redact/seeded-random.ts'
import { decodeContent } from '../lib/pipeline/verify/content.ts'
import type { RawDelivery } from '../lib/pipeline/verify/verifier.ts'
import { schemeOf, verify } from '../lib/pipeline/verify/verify.ts'
import type { SourceConfig } from '../lib/source-kinds/source-facts.ts'
import { factsOf } from '../lib/source-kinds.ts'
import { printFigure } from './figures.ts'

// node bench/fuzz-webhooks.ts [COUNT]: mutated bodies and headers of every kind of sender through decoding, verification and
// parsing, from a fixed seed. Nothing may throw, nothing may pass as signed, and memory must stay where it was.

const COUNT = Number(process.argv[2] ?? 200_000)
const ROUNDS = 8
const random = seededRandom('webhooks')
const below = (limit: number) => Math.floor(random() * limit)
const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T

const WORDS = [
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\\u0000',
  '\\ud800',
  'null',
  '-1',
  '1e400',
  '"__proto__"',
  '"constructor"',
  '%7B',
  '&a=',
  '\n',
  '$LOGS_SAMPLE',
  '%%%',
]
const VALUES = [
  'null',
  '0',
  '-0.0',
  '[]',
  '{}',
  '""',
  'true',
  '[[[[]]]]',
  '"\\n"',
  '{"a":{"a":{"a":1}}}',
  '1e308',
  '"https://[::1"',
  '"0001-01-01T00:00:00Z"',
  '"[P1] [Triggered on {x}] "',
]
const HEADERS = [
  'authorization',
  'content-encoding',
  'content-type',
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
  'x-pagerduty-signature',
  'sentry-hook-signature',
  'sentry-hook-resource',
  'request-id',
  'x-grafana-alerting-signature',
  'x-hub-signature-256',
  'x-github-event',
  'x-rootly-signature',
  'x-signature-256',
  'x-lethe-token',
]
const HEADER_VALUES = [
  '',
  'v1=',
  `v1=${'0'.repeat(64)}`,
  `sha256=${'f'.repeat(64)}`,
  't=1,v1=zz',
  't=99999999999999,v1=',
  'Basic =',
  'Basic OjphOg==',
  'Bearer ',
  'Bearer a.b.c',
  `Bearer ${jwtPart({ alg: 'RS256', kid: 'k' })}.${jwtPart({ iss: 'accounts.google.com', aud: 'a', exp: 2e9 })}.AAAA`,
  `Bearer ${jwtPart({ alg: 'none' })}.${jwtPart([])}.`,
  'gzip',
  'br',
  'deflate',
  'x'.repeat(5_000),
  '\u0000',
  'NaN',
  'ping',
  'issue',
]

function jwtPart(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** Each way in which this kind's deliveries may prove themselves. */
function anySettings(kind: string): SourceConfig {
  const { proof } = oneOf(factsOf(kind)?.auth ?? [])
  return { auth: proof, audience: 'a', caller: 'push@shop.example', directory: 'd' }
}

function mutateBody(text: string): string {
  let body = text
  for (let left = 1 + below(4); left > 0; left--) {
    const at = below(body.length + 1)
    // Half of all changes leave JSON whole: broken JSON ends early.
    const kind = below(12)
    if (kind === 0) body = body.slice(0, at)
    else if (kind === 1) body = body.slice(0, at) + oneOf(WORDS) + body.slice(at)
    else if (kind === 2) body = body.slice(0, at) + body.slice(at + 1 + below(20))
    else if (kind === 3) body = body.slice(0, at) + String.fromCharCode(below(0x1_0000)) + body.slice(at + 1)
    else if (kind === 4) body = body.slice(0, at) + body.slice(below(at + 1), at) + body.slice(at)
    else if (kind > 5) body = swapValue(body)
    else body = body.replace(/"[a-zA-Z_]+":/, () => `"${oneOf(WORDS).replace(/["\\]/g, '')}":`)
  }
  return body.slice(0, 100_000)
}

/** Another value where one stood, so that the JSON stays whole. */
function swapValue(body: string): string {
  const values = [...body.matchAll(/:("(?:[^"\\]|\\.)*"|-?\d+|null|true|false)/g)]
  const value = values.length > 0 ? oneOf(values) : undefined
  if (!value) return body
  return `${body.slice(0, value.index)}:${oneOf(VALUES)}${body.slice(value.index + value[0].length)}`
}

function mutateHeaders({ headers = {} }: Sample): Record<string, string> {
  const pairs = Array.from({ length: below(4) }, () => [oneOf(HEADERS), oneOf(HEADER_VALUES)] as const)
  return { ...headers, ...Object.fromEntries(pairs) }
}

/** What any body may become, with every text within its bounds; the first thing that is wrong, or nothing. */
function wrongWith(result: ParseResult): string | undefined {
  if (!['alerts', 'handshake', 'ignored', 'invalid'].includes(result.kind)) return 'an unknown kind'
  if (result.kind === 'ignored') return /^[a-z0-9_]{1,60}$/.test(result.why) ? undefined : 'a reason that is no word'
  if (result.kind !== 'alerts') return undefined
  if (result.alerts.length === 0) return 'no alert'
  for (const { title, alertKey, cycleKey, links, evidence, labels, startedAt } of result.alerts) {
    if (title === '' || title.length > 300 || /[\r\n]/.test(title)) return 'a title out of bounds'
    if (alertKey === '' || alertKey.length > 300 || (cycleKey?.length ?? 0) > 300) return 'a key out of bounds'
    if (links.some(({ url }) => !/^https?:\/\//.test(url))) return 'a link that is none'
    if (Object.keys(labels).length > 50) return 'too many labels'
    if (evidence.reduce((sum, { text }) => sum + text.length, 0) > 1_500_000) return 'too much evidence'
    if (startedAt !== undefined && Number.isNaN(Date.parse(startedAt))) return 'a time that is none'
  }
  return undefined
}

const problems = new Map<string, number>()
const note = (problem: string) => problems.set(problem, (problems.get(problem) ?? 0) + 1)
const outcomes = new Map<string, number>()
const secrets = new Map(
  SAMPLES.map(({ kind }) => [kind, schemeOf(kind)?.toKeep(schemeOf(kind)?.makeSecret() ?? '') ?? '']),
)
const NOW = new Date('2026-11-21T10:00:00Z')

async function tryOne(): Promise<void> {
  const sample = oneOf(SAMPLES)
  const body = mutateBody(bodyOf(sample))
  const headers = mutateHeaders(sample)
  const delivery: RawDelivery = {
    headers,
    raw: Buffer.from(body),
    pathToken: below(4) === 0 ? body.slice(0, 43) : null,
  }
  try {
    const content = await decodeContent(delivery.raw, headers['content-encoding'], 1024 * 1024)
    const secret = { value: secrets.get(sample.kind) ?? '', notAfter: null }
    if ((await verify(sample.kind, delivery, [secret], NOW, anySettings(sample.kind))).ok)
      note(`${sample.kind}: passed as signed`)
    const result = parse(sample.kind, (content ?? delivery.raw).toString('utf8'), headers)
    outcomes.set(result.kind, (outcomes.get(result.kind) ?? 0) + 1)
    const wrong = wrongWith(result)
    if (wrong) note(`${sample.kind}: ${wrong}`)
  } catch (error) {
    note(`${sample.kind}: ${error instanceof Error ? `${error.name} ${error.message.slice(0, 80)}` : String(error)}`)
  }
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const heaps: number[] = []
const started = performance.now()
for (let round = 0; round < ROUNDS; round++) {
  for (let i = 0; i < COUNT / ROUNDS; i++) await tryOne()
  collect()
  heaps.push(process.memoryUsage().heapUsed / 2 ** 20)
}
const seconds = (performance.now() - started) / 1_000
const [first = 0] = heaps
const growth = (heaps.at(-1) ?? 0) - first
const found = [...problems.values()].reduce((sum, count) => sum + count, 0)
process.stdout.write(`${[...outcomes].map(([kind, count]) => `${kind} ${count}`).join(', ')}\n`)
process.stdout.write(`heap after each eighth, MiB: ${heaps.map((mib) => mib.toFixed(1)).join(' ')}\n`)
for (const [problem, count] of problems) process.stdout.write(`${String(count).padStart(6)} ${problem}\n`)
printFigure({ name: 'mutated deliveries', value: COUNT, unit: '', target: 'at least 200000' })
printFigure({ name: 'exceptions, passes and values out of bounds', value: found, unit: '', target: '0' })
printFigure({ name: 'heap after the last eighth over the first', value: growth, unit: 'MiB', target: 'below 5' })
printFigure({ name: 'deliveries', value: COUNT / seconds, unit: 'per second' })
process.exitCode = found === 0 && growth < 5 ? 0 : 1
