/** Made-up incidents with known evidence, so that the benchmark needs no data of others. Deterministic. */

export interface Incident {
  name: string
  lines: string[]
  /** 1-based numbers of the lines that an answer needs. */
  evidence: number[]
}

function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >>> 8) % below
  }
}

type Random = (below: number) => number

const CLOCK_START = Date.UTC(2031, 2, 4)
const clock = (i: number) => new Date(CLOCK_START + i * 250).toISOString()

/** Shapes of everyday lines: services, databases, kernels, proxies, schedulers; some say `error` and mean nothing. */
const SHAPES: readonly ((i: number, random: Random) => string)[] = [
  (i, r) => `${clock(i)} INFO [http-${r(16)}] com.acme.Api: GET /parcels/${r(90_000)} answered 200 in ${r(90)} ms`,
  (i, r) => `${clock(i)} DEBUG [cache] com.acme.Cache: hit for parcel-${r(90_000)} after ${r(30)} us`,
  (i, r) => `{"ts":"${clock(i)}","level":"info","msg":"order stored","order":${r(90_000)},"errors":0}`,
  (i, r) => `time="${clock(i)}" level=info msg="reconcile done" queue=${r(9)} failed=0`,
  (i, r) =>
    `Mar  4 03:${10 + (i % 50)}:07 ship-${r(9)} sshd[${r(9_000)}]: Failed password for invalid user u${r(99)} from 192.0.2.${r(250)} port ${r(60_000)}`,
  (i, r) =>
    `I0304 03:04:05.${100_000 + (i % 900_000)}    1234 reflector.go:${r(400)}] Listing and watching *v1.Pod from node-${r(40)}`,
  (_i, r) => `192.0.2.${r(250)} - - [04/Mar/2031:03:04:05 +0000] "GET /cart/${r(9_000)} HTTP/1.1" 200 ${r(9_000)}`,
  (i, r) => `${clock(i)} INFO [job-${r(3)}] com.acme.Sweep: removed ${r(50)} stale carts, 0 errors`,
]

const WORDS =
  'parcel crate pallet basket harbour depot airport gate ramp belt routed weighed labelled sorted shipped tracked invoiced'.split(
    ' ',
  )

/** Six hundred sentences that differ in several words each, as a large service has; the variable is the number. */
const SENTENCES = Array.from({ length: 600 }, (_, k) => {
  const random = randomFrom(k + 77)
  return Array.from({ length: 4 + random(6) }, () => WORDS[random(WORDS.length)]).join(' ')
})

const variety = (i: number, r: Random) => `${clock(i)} INFO com.acme.Area${r(40)}: ${SENTENCES[r(600)]} ${r(9_000)}`

const CAUSES = [
  'ledger-db: write /var/lib/ledger/segment: no space left on device',
  'FATAL com.acme.Pool: remaining connection slots are reserved',
  'auth: x509: certificate has expired or is not yet valid',
  'com.acme.Dns: getaddrinfo ENOTFOUND payments.internal',
  'worker: accept4: too many open files',
  'panic: runtime error: index out of range [7] with length 3',
  'deadlock detected: process 17 waits for ShareLock on transaction 99',
  'com.acme.Flags: checkout.router switched to fleet B',
]

function everydayLine(i: number, random: Random): string {
  return (SHAPES[random(SHAPES.length + 2)] ?? variety)(i, random)
}

/** A service's log in which each cause is followed by hundreds of look-alike symptoms. */
export function serviceIncident(lineCount: number, seed: number): Incident {
  const random = randomFrom(seed)
  const lines: string[] = []
  const evidence: number[] = []
  const every = Math.floor(lineCount / CAUSES.length)
  while (lines.length < lineCount) {
    const cause = CAUSES[Math.floor(lines.length / every)]
    if (cause !== undefined && lines.length % every === Math.floor(every / 3)) {
      lines.push(`${clock(lines.length)} ${cause}`)
      evidence.push(lines.length)
      for (let k = 0; k < every / 6; k++)
        lines.push(
          `${clock(lines.length)} ERROR com.acme.Api: request ${random(1e9).toString(16)} failed with status 502`,
        )
    } else lines.push(everydayLine(lines.length, random))
  }
  return { name: `service, ${lineCount} lines`, lines, evidence }
}

/** A failed test run: thousands of passes, one failure with its assertion in the middle, totals and exit code near the end. */
export function testRunIncident(lineCount: number, seed: number): Incident {
  const random = randomFrom(seed)
  const lines: string[] = []
  const evidence: number[] = []
  const keep = (line: string) => evidence.push(lines.push(line))
  const pass = () =>
    lines.push(
      `ok ${lines.length} test/area${random(40)}/error-${random(900)}.test.ts handles failed input ${random(99)}`,
    )
  while (lines.length < lineCount / 3) pass()
  keep('FAIL test/ship.test.ts')
  keep('  ● ship › rejects an empty parcel')
  keep('    Expected: "empty"')
  keep('    Received: "full"')
  keep('      at Object.<anonymous> (test/ship.test.ts:32:38)')
  while (lines.length < lineCount) pass()
  keep('Tests: 1 failed, 4200 passed, 4201 total')
  keep('error: script "test" exited with code 1')
  for (let i = 0; i < 150; i++) lines.push(`cleaning up container ${random(1e6)}`)
  return { name: `test run, ${lineCount} lines`, lines, evidence }
}

/** Everyday lines of at least `bytes` bytes. */
export function everyday(bytes: number, seed: number): string {
  const random = randomFrom(seed)
  const lines: string[] = []
  for (let size = 0, i = 0; size < bytes; i++) {
    const line = everydayLine(i, random)
    lines.push(line)
    size += line.length + 1
  }
  return lines.join('\n')
}
