import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Figure } from '../bench/figures.ts'
import { keepResults, type Machine, machine, PEERS } from './bench-results.ts'
import { OpsError, runCommand } from './ops-error.ts'

// npm run bench [-- NAME ...]: runs every file of bench/ that says `node bench/NAME.ts` in its first lines, each in a process of
// its own, and prints a table of what they measured. Tables and figures go to bench/results/, which git does not keep. What the
// benches compare with has its own package.json and lock file in bench/peers: it is installed here, once, and nowhere else.

const ROOT = path.dirname(import.meta.dirname)
const BENCH = path.join(ROOT, 'bench')

interface Result {
  bench: string
  seconds: number
  ok: boolean
  figures: Figure[]
  text: string
}

function installPeers(): void {
  const lock = path.join(PEERS, 'package-lock.json')
  const record = path.join(PEERS, 'node_modules', '.package-lock.json')
  if (!existsSync(lock) || (existsSync(record) && statSync(record).mtimeMs >= statSync(lock).mtimeMs)) return
  process.stdout.write('Installing what the benches compare with (once) ...\n')
  const npm = process.env.npm_execpath
  const [command, before] = npm ? [process.execPath, [npm]] : ['npm', []]
  const args = [...before, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const run = spawnSync(command, args, { cwd: PEERS, stdio: 'inherit' })
  if (run.status !== 0) {
    throw new OpsError(
      'What the benches compare with could not be installed; nothing else was changed.',
      'Check that a package registry can be reached, then run the same command again.',
    )
  }
}

function benches(wanted: readonly string[]): string[] {
  const names = readdirSync(BENCH)
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => readFileSync(path.join(BENCH, file), 'utf8').slice(0, 300).includes(`node bench/${file}`))
    .map((file) => file.slice(0, -3))
  const unknown = wanted.filter((name) => !names.includes(name))
  if (unknown.length > 0)
    throw new OpsError(`There is no bench ${unknown.join(', ')}.`, `There are: ${names.join(', ')}.`)
  return wanted.length > 0 ? names.filter((name) => wanted.includes(name)) : names
}

function run(bench: string): Result {
  process.stdout.write(`\n── ${bench}\n`)
  const started = Date.now()
  const child = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.join(BENCH, `${bench}.ts`)],
    {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const lines = child.stdout.split('\n')
  const figures = lines.flatMap((line) => figureOf(line) ?? [])
  const text = lines
    .filter((line) => figureOf(line) === null)
    .join('\n')
    .trim()
  process.stdout.write(`${text}\n`)
  return { bench, seconds: (Date.now() - started) / 1_000, ok: child.status === 0, figures, text }
}

function figureOf(line: string): Figure | null {
  if (!line.startsWith('{"figure":')) return null
  return (JSON.parse(line) as { figure: Figure }).figure
}

function markdown(on: Machine, results: readonly Result[]): string {
  const rows = results.flatMap(({ bench, figures }) =>
    figures.map(
      ({ name, value, unit, target = '' }) => `| ${bench} | ${name} | ${rounded(value)} ${unit} | ${target} |`,
    ),
  )
  const table = ['| bench | what | measured | target |', '|---|---|---|---|', ...rows].join('\n')
  const texts = results.map(({ bench, text, ok }) => `### ${bench}${ok ? '' : ' (failed)'}\n\n\`\`\`\n${text}\n\`\`\``)
  const head = `${on.at} · commit ${on.commit.slice(0, 12)}${on.changed ? ' and changes' : ''} · Node ${on.node} · ${on.cpu} · load ${on.load.join(' ')}`
  return [`## Figures`, head, table, ...texts].join('\n\n')
}

const HOW = `# Benchmarks

Each bench is a process of its own and prints ratios against a peer or a floor in the same run, since seconds say little about another
machine. To repeat: \`npm run bench\` on a machine that does nothing else (names after \`--\` choose some of them; \`--publish\` writes this
page). What was measured last, with its targets: \`npm run report\`.`

const rounded = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2))

await runCommand(async () => {
  const asked = process.argv.slice(2)
  const publish = asked.includes('--publish')
  const names = benches(asked.filter((name) => name !== '--publish'))
  installPeers()
  const on = machine()
  const results = names.map(run)
  const file = keepResults(results, on)
  writeFileSync(`${file}.md`, `${markdown(on, results)}\n`)
  if (publish) writeFileSync(path.join(ROOT, 'docs', 'benchmarks.md'), `${HOW}\n\n${markdown(on, results)}\n`)
  process.stdout.write(
    `\n${markdown(
      on,
      results.map((result) => ({ ...result, text: `${result.seconds.toFixed(1)} s` })),
    )}\n`,
  )
  process.stdout.write(`\nKept in ${path.relative(ROOT, file)}.md and .json\n`)
  if (results.some(({ ok }) => !ok)) process.exitCode = 1
})
