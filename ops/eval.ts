import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Figure } from '../bench/figures.ts'
import { keepResults } from './bench-results.ts'

// npm run eval [-- FOLDER]: measures the analysis core from outside, with the evaluation scripts and labelled data in
// FOLDER (they are not part of this repository). Prints one row a target; the exit code tells whether all hold.

const ROOT = path.dirname(import.meta.dirname)
const folder = path.resolve(ROOT, process.argv[2] ?? '../shared/eval')

interface Measure {
  name: string
  /** In the folder; or, with its ending, beside this file. */
  script: string
  args: readonly string[]
  targets: readonly string[]
}

const data = (name: string) => ['--data', path.join(folder, 'data', name)]
const pii = (only: string) => [...data('redaction-pii.jsonl.gz'), '--only', only, '--by', 'rule']

const MEASURES: readonly Measure[] = [
  {
    name: 'secrets',
    script: 'redact',
    args: data('redaction-secrets.jsonl.gz'),
    targets: ['recall>=0.90', 'worstSource>=0.85', 'kept>=0.80'],
  },
  {
    name: 'vendor tokens',
    script: 'redact',
    args: data('redaction-vendor-tokens.jsonl.gz'),
    targets: ['recall>=0.97', 'kept>=0.80'],
  },
  {
    name: 'card, e-mail, SSN, IP',
    script: 'redact',
    args: pii('CREDIT_CARD|EMAIL|US_SSN|IP_ADDRESS'),
    targets: ['worstSource>=0.99'],
  },
  { name: 'IBAN', script: 'redact', args: pii('IBAN'), targets: ['recall>=0.98'] },
  { name: 'phone', script: 'redact', args: pii('PHONE'), targets: ['recall>=0.65'] },
  {
    name: 'noise on system logs',
    script: 'redact-noise',
    args: data('system-logs'),
    targets: ['secretLineShare<=0.001', 'unexplained<=0', 'card<=0', 'ssn<=0', 'iban<=0', 'phone<=0'],
  },
  {
    name: 'condense',
    script: 'condense',
    args: data('failed-jobs'),
    targets: ['critical>=0.95', 'all>=0.92', 'overBudget<=0', 'ungrounded<=0', 'leaks<=0'],
  },
  {
    name: 'condense after redaction',
    script: 'condense',
    args: [...data('failed-jobs'), '--after-redaction'],
    targets: ['critical>=0.945', 'leaks<=0'],
  },
  {
    name: 'templates',
    script: 'templates',
    args: data('system-logs'),
    targets: ['ga>=0.94', 'fga>=0.92', 'worstGa>=0.80', 'notMatching<=0'],
  },
  {
    name: 'diagnose, local',
    script: 'diagnose',
    args: [...data('failed-jobs'), '--engine', 'local'],
    targets: ['score>=0.55', 'quotes>=1', 'confidentError<=0.10', 'confidentRight>=0.30'],
  },
  { name: 'webhooks', script: 'eval-webhooks.ts', args: [path.join(folder, 'data', 'webhooks')], targets: [] },
  {
    name: '10 MiB',
    script: 'big',
    args: data('system-logs'),
    targets: [
      'needlesKept>=1',
      'leaks<=0',
      'condenseSeconds<=2.0',
      'redactSeconds<=1.0',
      'condensePeakMiB<=400',
      'redactPeakMiB<=400',
    ],
  },
]

if (!existsSync(path.join(folder, 'lib.mjs'))) {
  process.stderr.write(`No evaluation scripts in ${folder}. Give their folder: npm run eval -- FOLDER\n`)
  process.exit(2)
}

let short = 0
const kept: Figure[] = []
for (const { name, script, args, targets } of MEASURES) {
  const started = Date.now()
  const required = targets.flatMap((target) => ['--require', target])
  const run = spawnSync(
    process.execPath,
    [
      script.endsWith('.ts') ? path.join(import.meta.dirname, script) : path.join(folder, `${script}.mjs`),
      ...args,
      ...required,
    ],
    {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  )
  const line = run.stdout.trim().split('\n').at(-1) || run.stderr.trim().split('\n').at(-1) || 'no answer'
  if (run.status !== 0) short++
  kept.push(...figuresOf(name, line, targets))
  process.stdout.write(`${name.padEnd(26)} ${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s  ${line}\n`)
}
keepResults([{ bench: 'eval', figures: kept }])
process.stdout.write(`\n${MEASURES.length - short} of ${MEASURES.length} hold\n`)
process.exitCode = short === 0 ? 0 : 1

/** The line of a script is its JSON; a target is `name>=limit` or `name<=limit`. */
function figuresOf(measure: string, line: string, targets: readonly string[]): Figure[] {
  const [json] = /\{.*\}/.exec(line) ?? []
  const values = (json ? JSON.parse(json) : {}) as Record<string, unknown>
  return targets.flatMap((target) => {
    const [, name = '', sign, limit] = /^(\w+)([<>])=(.+)$/.exec(target) ?? []
    const value = values[name]
    const words = sign === '>' ? 'at least' : 'at most'
    return typeof value === 'number'
      ? [{ name: `${measure}: ${name}`, value, unit: '', target: `${words} ${limit}` }]
      : []
  })
}
