/**
 * node bench/redact.ts [--mib 10] [--runs 3]
 *
 * Recall, noise and MB/s of this redactor, of secretlint's recommended preset and of redact-pii, in one run on one text, with a
 * floor (the text copied once); then what ten megabytes made to hold a redactor up cost. The planted secrets are made from our own
 * table and names, so recall here only shows that nothing broke: `npm run eval` measures it on other people's cases.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { redactInTime } from '../cli/redact-in-time.ts'
import { attackBaits } from '../lib/pipeline/redact/attack-baits.ts'
import { defaultPolicy } from '../lib/pipeline/redact/policy.ts'
import { redact } from '../lib/pipeline/redact/redact.ts'
import type { Redaction } from '../lib/pipeline/redact/redaction.ts'
import { preparePolicy } from '../lib/pipeline/redact/tenant-patterns.ts'
import { budgetMsFor } from '../lib/pipeline/redact/time-budget.ts'
import { everyday } from './condense-incidents.ts'
import { printFigure } from './figures.ts'
import { plant } from './redact-planted.ts'

const { values } = parseArgs({ options: { mib: { type: 'string' }, runs: { type: 'string' } } })
const chars = Number(values.mib ?? 10) * 1_048_576
const runs = Number(values.runs ?? 3)
const print = (line: string) => process.stdout.write(`${line}\n`)

type Redactor = (text: string) => string | Promise<string>

/** Structural views of what the peers export: they bring types of other versions. */
interface SecretlintCore {
  lintSource(asked: unknown): Promise<{ messages: { range: [number, number] }[] }>
}
interface RedactPii {
  SyncRedactor: new () => { redact(text: string): string }
}

const PEERS = new URL('./peers/node_modules/', import.meta.url)

async function peers(): Promise<Record<string, Redactor>> {
  if (!existsSync(PEERS)) {
    print('The peers are not installed (npm run bench installs them): only this redactor is measured.')
    return {}
  }
  const load = async <T>(file: string): Promise<T> => (await import(new URL(file, PEERS).href)) as T
  const core = await load<SecretlintCore>('@secretlint/core/module/index.js')
  const preset = await load<{ creator: unknown }>('@secretlint/secretlint-rule-preset-recommend/module/index.js')
  const pii = await load<{ default: RedactPii }>('redact-pii/lib/index.js')
  const rule = { id: '@secretlint/secretlint-rule-preset-recommend', rule: preset.creator }
  const redactor = new pii.default.SyncRedactor()
  return {
    'secretlint, recommended preset': async (text) => {
      const source = { content: text, contentType: 'text', ext: '.log', filePath: 'bench.log' }
      const { messages } = await core.lintSource({
        source,
        options: { config: { rules: [rule] }, noPhysicFilePath: true },
      })
      return cutOut(
        text,
        messages.map((m) => m.range),
      )
    },
    'redact-pii': (text) => redactor.redact(text),
  }
}

function cutOut(text: string, ranges: [number, number][]): string {
  let out = ''
  let at = 0
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
    if (start < at) continue
    out += `${text.slice(at, start)}[X]`
    at = end
  }
  return out + text.slice(at)
}

/** No piece of eight characters, or of the whole, is left. */
function isGone(secret: string, line: string): boolean {
  const size = Math.min(8, secret.length)
  for (let i = 0; i + size <= secret.length; i++) if (line.includes(secret.slice(i, i + size))) return false
  return true
}

async function measure(name: string, redactor: Redactor): Promise<void> {
  let best = Number.POSITIVE_INFINITY
  let out = ''
  for (let run = 0; run < runs && best > 0; run++) {
    const started = performance.now()
    out = await redactor(log)
    best = Math.min(best, performance.now() - started)
    if (best > 20_000) break
  }
  const after = out.split('\n')
  const gone = planted.filter(({ line, secret }) => isGone(secret, after[line] ?? '')).length
  const plantedLines = new Set(planted.map((p) => p.line))
  let touched = 0
  for (let i = 0; i < before.length; i++) if (!plantedLines.has(i) && before[i] !== after[i]) touched++
  const speed = log.length / 1e6 / (best / 1_000)
  const recall = gone / planted.length
  const noise = touched / (before.length - plantedLines.size)
  print(
    `${name.padEnd(34)} recall ${recall.toFixed(3)}  other lines changed ${noise.toFixed(4)}  ${speed.toFixed(1)} MB/s`,
  )
  printFigure({ name: `recall of planted secrets: ${name}`, value: recall, unit: '' })
  printFigure({ name: `other lines changed: ${name}`, value: noise, unit: '' })
  printFigure({
    name: `speed: ${name}`,
    value: speed,
    unit: 'MB/s',
    ...(name === OURS ? { target: 'at least 20' } : {}),
  })
}

interface Memory {
  text: number
  overLoaded: number
  withText: number
}

/** In a process of its own, since this one has loaded the peers. What is measured and how: bench/redact-memory.ts. */
async function measureMemory(): Promise<void> {
  if (process.platform !== 'linux') {
    print('\nMemory is measured on Linux only.')
    return
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'lethe-bench-'))
  try {
    const file = path.join(folder, 'mixed.log')
    await writeFile(file, log)
    const args = ['--expose-gc', path.join(import.meta.dirname, 'redact-memory.ts'), file]
    const all = Array.from({ length: runs }, (): Memory => {
      const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' })
      return JSON.parse(stdout)
    })
    const times = (key: 'overLoaded' | 'withText') => Math.max(...all.map((m) => m[key] / m.text))
    print(
      `\nHighest memory of ${runs} cold runs: ${times('overLoaded').toFixed(2)} times the text beside the loaded text,`,
    )
    print(
      `${times('withText').toFixed(2)} times over the empty process (text, its copies and the compiled code included)`,
    )
    printFigure({
      name: 'peak memory beside the loaded text',
      value: times('overLoaded'),
      unit: 'x input',
      target: 'at most 4',
    })
    printFigure({ name: 'peak memory, text and code included', value: times('withText'), unit: 'x input' })
  } finally {
    await rm(folder, { recursive: true })
  }
}

const OURS = 'this redactor'
const { log, planted } = plant(everyday(chars, 7).slice(0, chars))
const before = log.split('\n')
print(`${(log.length / 1e6).toFixed(1)} MB, ${before.length} lines, ${planted.length} planted secrets`)
await measure('floor: lines split and joined', (text) => text.split('\n').join('\n'))
await measure(OURS, (text) => redact(text).text)
for (const [name, redactor] of Object.entries(await peers())) await measure(name, redactor)

await measureMemory()

print('\nTen megabytes made to hold a redactor up, as the command line reads them (processor time is bounded):')
function timed(name: string, redacted: () => Redaction): number {
  const started = performance.now()
  const { complete } = redacted()
  const seconds = (performance.now() - started) / 1_000
  print(
    `${name.padEnd(36)} ${seconds.toFixed(2)} s${complete ? '' : '  refused in part: the rest is [REDACTED:UNSCANNED]'}`,
  )
  return seconds
}
const worst = Object.entries(attackBaits(10_000_000)).map(([name, bait]) => {
  const text = bait()
  return timed(name, () => redactInTime(text))
})
const hostile = Array.from({ length: 50 }, (_, i) => ({ name: `h${i}`, pattern: `(?:a+)+${i}b|(a|aa)+${i}c` }))
const { policy } = await preparePolicy({ ...defaultPolicy, patterns: hostile })
const hostileText = `${'a'.repeat(2_000)}\n`.repeat(500)
const inBudget = { now: () => performance.now(), budgetMs: budgetMsFor(hostileText.length) }
worst.push(timed('50 hostile tenant patterns', () => redact(hostileText, policy, inBudget)))
printFigure({
  name: 'slowest hostile input, ten megabytes',
  value: Math.max(...worst),
  unit: 's',
  target: 'at most 3, or refused',
})
