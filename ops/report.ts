import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Figure } from '../bench/figures.ts'
import { type Judgement, judge } from './judge-figure.ts'
import { OpsError, runCommand } from './ops-error.ts'

// npm run report: every target that a bench has, with what was last measured on this machine, whether it holds, when, on which
// commit. It measures nothing itself: run `npm run bench` and `npm run eval` first. What has a target and was not measured is
// not listed as holding: it is not listed.

const ROOT = path.dirname(import.meta.dirname)
const RESULTS = path.join(ROOT, 'bench', 'results')

interface Kept {
  at: string
  commit: string
  changed: boolean
  results: { bench: string; figures: Figure[] }[]
}

interface Row {
  bench: string
  figure: Figure
  judgement: Judgement
  at: string
  commit: string
}

/** The newest measurement of each figure, in the order of the benches' names. */
function readRows(): Row[] {
  const files = existsSync(RESULTS) ? readdirSync(RESULTS).filter((name) => name.endsWith('.json')) : []
  const newest = new Map<string, Row>()
  for (const file of files.sort()) {
    const { at, commit, changed, results } = JSON.parse(readFileSync(path.join(RESULTS, file), 'utf8')) as Kept
    for (const { bench, figures } of results) {
      for (const figure of figures) {
        const row = { bench, figure, judgement: judge(figure), at, commit: commit.slice(0, 10) + (changed ? '+' : '') }
        newest.set(`${bench}/${figure.name}`, row)
      }
    }
  }
  return [...newest.values()].sort((a, b) => a.bench.localeCompare(b.bench))
}

await runCommand(async () => {
  const rows = readRows().filter(({ judgement }) => judgement !== 'no target')
  if (rows.length === 0) {
    throw new OpsError(
      'Nothing has been measured on this machine yet.',
      'Run `npm run bench` and `npm run eval` first.',
    )
  }
  const head = spawnSync('git', ['rev-parse', '--short=10', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).stdout.trim()
  const lines = rows.map(({ bench, figure: { name, value, unit, target = '' }, judgement, at, commit }) =>
    [bench, name, `${Number(value.toPrecision(4))} ${unit}`.trim(), target, judgement, at.slice(0, 16), commit].join(
      ' | ',
    ),
  )
  const count = (wanted: Judgement) => rows.filter(({ judgement }) => judgement === wanted).length
  process.stdout.write(
    `| bench | what | measured | target | | when | commit |\n|---|---|---|---|---|---|---|\n${lines.map((line) => `| ${line} |`).join('\n')}\n\n`,
  )
  process.stdout.write(
    `${count('holds')} hold, ${count('SHORT')} short. This checkout is ${head}; a + marks a commit with changes.\n`,
  )
  if (count('SHORT') > 0) process.exitCode = 1
})
