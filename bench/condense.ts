/**
 * node bench/condense.ts [--budget 8000] [--runs 3]
 *
 * Recall of known evidence at one token budget, against keeping the tail, lines that match error words, and a template
 * summary; seconds of each on 10 MiB; then of this condenser on 1, 5, 10 and 20 MiB, as a ratio to splitting and joining the same text, which nothing that
 * reads lines can beat. Everything in one run of one process. Prints a table; results depend on the machine, ratios hardly.
 */
import { parseArgs } from 'node:util'
import { condense } from '../lib/pipeline/condense/condense.ts'
import { mineTemplates } from '../lib/pipeline/condense/templates.ts'
import { estimateTokens } from '../lib/pipeline/condense/tokens.ts'
import { asRedacted } from '../lib/pipeline/redact/redacted-text.ts'
import { everyday, type Incident, serviceIncident, testRunIncident } from './condense-incidents.ts'
import { printFigure } from './figures.ts'

const { values } = parseArgs({ options: { budget: { type: 'string' }, runs: { type: 'string' } } })
const budget = Number(values.budget ?? 8_000)
const runs = Number(values.runs ?? 3)

const print = (line: string) => process.stdout.write(`${line}\n`)

type Reducer = (lines: readonly string[]) => number[]

/** Numbers of the lines that fit, taken in the order given. */
function fill(lines: readonly string[], order: Iterable<number>): number[] {
  const kept: number[] = []
  let left = budget
  for (const i of order) {
    left -= estimateTokens(`${i + 1}\t${lines[i] ?? ''}\n`)
    if (left < 0) break
    kept.push(i + 1)
  }
  return kept
}

const newestFirst = (lines: readonly string[]) => Array.from(lines, (_, i) => lines.length - 1 - i)

const ERROR_WORDS = /error|fail|exception|fatal|panic/i

const REDUCERS: Record<string, Reducer> = {
  'this condenser': (lines) =>
    condense(asRedacted(lines.join('\n')), { budgetTokens: budget }).lines.map((line) => line.number),
  tail: (lines) => fill(lines, newestFirst(lines)),
  'error words, newest first': (lines) =>
    fill(
      lines,
      newestFirst(lines).filter((i) => ERROR_WORDS.test(lines[i] ?? '')),
    ),
  'template summary': (lines) => {
    const { templates } = mineTemplates(lines.map(asRedacted))
    const order = [...templates].sort((a, b) => b.count - a.count || a.firstLine - b.firstLine)
    return fill(
      lines,
      order.map((t) => t.firstLine - 1),
    )
  },
}

function recall(incident: Incident, reduce: Reducer): number {
  const kept = new Set(reduce(incident.lines))
  return incident.evidence.filter((number) => kept.has(number)).length / incident.evidence.length
}

function secondsOf(work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let n = 0; n < runs; n++) {
    const started = performance.now()
    work()
    best = Math.min(best, performance.now() - started)
  }
  return best / 1_000
}

const incidents = [
  serviceIncident(8_000, 1),
  serviceIncident(60_000, 2),
  testRunIncident(4_000, 3),
  testRunIncident(30_000, 4),
]
print(`evidence kept at ${budget} tokens`)
for (const [name, reduce] of Object.entries(REDUCERS))
  print(`  ${name.padEnd(28)}${incidents.map((i) => `${i.name}: ${recall(i, reduce).toFixed(2)}`).join('   ')}`)

print(`\nspeed on 10 MiB at the same budget (best of ${runs}; each is given the text and splits it itself)`)
const tenMib = everyday(10 * 1_048_576, 9)
for (const [name, reduce] of Object.entries(REDUCERS)) {
  const seconds = secondsOf(() => reduce(tenMib.split('\n')))
  print(`  ${name.padEnd(28)}${seconds.toFixed(3)} s, ${(tenMib.length / 1e6 / seconds).toFixed(1)} MB/s`)
}

print(`\nlinear cost (best of ${runs}; floor: split into lines and join)`)
for (const mib of [1, 5, 10, 20]) {
  const text = everyday(mib * 1_048_576, 9)
  const floor = secondsOf(() => text.split('\n').join('\r'))
  const seconds = secondsOf(() => condense(asRedacted(text), { budgetTokens: budget }))
  const rate = text.length / 1e6 / seconds
  if (mib === 10)
    printFigure({ name: 'condense 10 MiB in Node, warm', value: rate, unit: 'MB/s', target: 'at least 15' })
  print(
    `  ${mib} MiB: ${seconds.toFixed(3)} s, ${rate.toFixed(1)} MB/s, ${(seconds / floor).toFixed(0)} times the floor`,
  )
}
