import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { kindNamed, parse } from '../lib/pipeline/parse/parse.ts'
import { mutationsOf } from '../lib/pipeline/verify/cases/mutations.ts'
import type { RawDelivery } from '../lib/pipeline/verify/verifier.ts'
import { verify } from '../lib/pipeline/verify/verify.ts'
import { checkStripeSample } from './eval-stripe.ts'

// node ops/eval-webhooks.ts FOLDER [--verbose]: samples of senders (SENDER-name.json) and signed vectors
// (signature-vectors.json) from FOLDER, which are not part of this repository. Every sample must become an alert with a key, or
// be known for no alert; every vector must verify, and none of twelve changes of it. Prints one line; exit code 1 where one fails.

interface Vector {
  source: string
  secret: string
  body: string
  headers: Record<string, string>
}

const SIGNATURES = /signature/
/** No alerts: Slack's are checked where they are received, Stripe's below. */
const ELSEWHERE = /^(slack|stripe)/

const folder = process.argv[2] ?? ''
const verbose = process.argv.includes('--verbose')
const failures: string[] = []

async function checkVector(vector: Vector): Promise<{ verified: boolean; passed: number }> {
  const kind = kindNamed(vector.source) ?? kindNamed(vector.source.split('-')[0] ?? '') ?? vector.source
  const names = Object.keys(vector.headers)
  const header = names.find((name) => SIGNATURES.test(name)) ?? ''
  const stampHeader = names.find((name) => /timestamp/.test(name))
  const stamp = (stampHeader && vector.headers[stampHeader]) || /\bt=(\d+)/.exec(vector.headers[header] ?? '')?.[1]
  const now = new Date(Number(stamp ?? 1_790_000_000) * 1_000)
  const settings = kind === 'grafana' && stampHeader ? { timestampHeader: stampHeader } : {}
  const delivery: RawDelivery = { headers: vector.headers, raw: Buffer.from(vector.body) }
  const ok = async (given: RawDelivery, secret = vector.secret, at = now) =>
    (await verify(kind, given, [{ value: secret, notAfter: null }], at, settings)).ok
  const passed: string[] = []
  for (const [name, mutated] of mutationsOf({ delivery, header }, { ...delivery, headers: {} }))
    if (await ok(mutated)) passed.push(name)
  const otherSecret = vector.secret.replace(/[A-Za-z](?=[^A-Za-z]*$)/, (c) => (c === 'a' ? 'b' : 'a'))
  if (await ok(delivery, otherSecret)) passed.push('another secret')
  const isTimed = ['standard', 'rootly', 'incidentio'].includes(kind) || 'timestampHeader' in settings
  for (const apart of isTimed ? [301, -301] : [])
    if (await ok(delivery, vector.secret, new Date(now.getTime() + apart * 1_000))) passed.push(`${apart} s apart`)
  const verified = await ok(delivery)
  failures.push(
    ...passed.map((name) => `${vector.source}: passes with ${name}`),
    ...(verified ? [] : [`${vector.source}: does not verify`]),
  )
  return { verified, passed: passed.length }
}

function checkSample(file: string): string {
  const sender = file.split('-')[0] ?? ''
  const kind = kindNamed(sender) ?? kindNamed(sender.replace('incidentio', 'incident.io'))
  if (!kind) return 'unknown sender'
  const result = parse(kind, readFileSync(path.join(folder, file), 'utf8'))
  const said =
    result.kind === 'alerts'
      ? result.alerts.map((a) =>
          [
            a.alertKey,
            a.cycleKey,
            a.status,
            a.severity,
            a.title,
            a.links.map(({ url }) => url).join(' '),
            a.evidence.map(({ type, text }) => `${type}:${text.length}`).join(' '),
          ].join(' | '),
        )
      : [JSON.stringify(result)]
  if (verbose) process.stdout.write(`${file}\n  ${said.join('\n  ')}\n`)
  if (result.kind === 'invalid') return `invalid: ${result.issues.join(', ')}`
  const untitled = result.kind === 'alerts' && result.alerts.some(({ title }) => title === 'Alert without a title')
  return untitled ? 'no title' : 'ok'
}

const files = readdirSync(folder).filter((file) => file.endsWith('.json') && !ELSEWHERE.test(file))
const samples = files.filter((file) => !file.includes('signature-vectors') && !file.includes('payload-template'))
const wrong = samples.flatMap((file) => (checkSample(file) === 'ok' ? [] : [`${file}: ${checkSample(file)}`]))
failures.push(...wrong)
const given = files
  .filter((file) => file.includes('signature-vectors'))
  .flatMap((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Vector[])
const vectors = given.filter(({ source }) => !ELSEWHERE.test(source))
const checked = await Promise.all(vectors.map(checkVector))
const verified = checked.filter((one) => one.verified).length
const passed = checked.reduce((sum, one) => sum + one.passed, 0)
const stripeFiles = readdirSync(folder).filter((file) => /^stripe-.*\.json$/.test(file))
let handled = 0
for (const file of stripeFiles) {
  const { outcome, problem } = await checkStripeSample(readFileSync(path.join(folder, file), 'utf8'))
  if (verbose) process.stdout.write(`${file}\n  ${outcome}\n`)
  if (problem === null) handled++
  else failures.push(`${file}: ${problem}`)
}
for (const failure of failures) process.stdout.write(`${failure}\n`)
process.stdout.write(
  `samples ${samples.length - wrong.length}/${samples.length}  vectors ${verified}/${vectors.length}  changes that pass ${passed}  of Stripe ${handled}/${stripeFiles.length}\n`,
)
process.exitCode = failures.length === 0 ? 0 : 1
