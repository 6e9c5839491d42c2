import { expect, it } from 'vitest'
import { redact } from './redact.ts'
import { seededRandom } from './seeded-random.ts'

const HEX = '0123456789abcdef'
const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789'
const UPPER = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const random = seededRandom('correlation ids')
const run = (alphabet: string, n: number): string =>
  Array.from({ length: n }, () => alphabet[Math.floor(random() * alphabet.length)]).join('')
const uuid = () => [8, 4, 4, 4, 12].map((n) => run(HEX, n)).join('-')

/** Ids that an analysis joins lines by, as the tools that write them print them. */
const KINDS: readonly (() => string)[] = [
  () => `trace_id=${run(HEX, 32)}`,
  () => `"traceId":"${run(HEX, 32)}","spanId":"${run(HEX, 16)}"`,
  () => `traceparent: 00-${run(HEX, 32)}-${run(HEX, 16)}-01`,
  () => `X-Request-Id: ${uuid()}`,
  () => `request_id=${uuid()} status=502`,
  () => `correlationId: ${uuid()}`,
  () => `x-amzn-trace-id: Root=1-${run(HEX, 8)}-${run(HEX, 24)}`,
  () => `HEAD is now at ${run(HEX, 40)} fix the pool size`,
  () => `commit ${run(HEX, 40)}`,
  () => `pulled registry.example/app@sha256:${run(HEX, 64)}`,
  () => `digest: sha256:${run(HEX, 64)} size: 1573`,
  () => `PacketResponder 1 for block blk_-${run('123456789', 19)} terminating`,
  () => `container ${run(HEX, 64)} died`,
  () => `docker://${run(HEX, 64)} exited with code 137`,
  () => `pod payments-${run(LOWER, 10)}-${run(LOWER, 5)} evicted`,
  () => `tenant_id=${uuid()} plan=team`,
  () => `org: ${uuid()}`,
  () => `arn:aws:lambda:eu-west-1:${run('123456789', 12)}:function:charge`,
  () => `deployment ${uuid()} rolled back`,
  () => `job_id=${run(LOWER, 24)} queue=mail`,
  () => `event_id=01${run(UPPER, 24)}`,
  () => `build ${run('123456789', 8)} of ${run(HEX, 12)}`,
  () => `etag: W/"${run(HEX, 32)}"`,
  () => `ReplicaSet api-${run(HEX, 10)} scaled to 4`,
  () => `md5 ${run(HEX, 32)}  dist/app.js`,
]

const IDS = Array.from({ length: 500 }, (_, i) => KINDS[i % KINDS.length]?.() ?? '')

it('keeps all of 500 trace, span, request, commit, digest, block, container and tenant ids', () => {
  expect(IDS.filter((line) => redact(line).text !== line)).toEqual([])
})

it('keeps them next to a secret in the same line', () => {
  const changed = IDS.filter((line) => !redact(`${line} password=Tr0ub4dor&3x`).text.startsWith(line))
  expect(changed).toEqual([])
})
