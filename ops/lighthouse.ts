import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startStack } from '../e2e/stack.ts'
import { PUBLIC_PAGES } from '../lib/trust/page-list.ts'
import { ensureBrowser } from './browser.ts'
import { ensureBuild } from './build.ts'
import { generateClient } from './generate.ts'
import { OpsError, runCommand } from './ops-error.ts'

// npm run lighthouse [-- --runs N] [-- PATH ...]: the public pages of a production server, judged by Lighthouse as a phone sees
// them (its mobile preset with simulated throttling). Prints the median of the runs, a page a line.

const ROOT = path.dirname(import.meta.dirname)
const JUDGES = path.join(ROOT, 'bench/judges')
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const say = (line: string) => process.stdout.write(`${line}\n`)

type Scores = Record<(typeof CATEGORIES)[number], number>

function install(): void {
  if (existsSync(path.join(JUDGES, 'node_modules/lighthouse'))) return
  say('Installing Lighthouse beside the project ...')
  const run = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: JUDGES, stdio: 'inherit' })
  if (run.status !== 0)
    throw new OpsError('Lighthouse could not be installed.', 'A package registry must be reachable.')
}

function judged(url: string, folder: string): Scores {
  const file = path.join(folder, 'report.json')
  const cli = path.join(JUDGES, 'node_modules/lighthouse/cli/index.js')
  const flags = ['--quiet', '--output=json', `--output-path=${file}`, '--chrome-flags=--headless=new --no-sandbox']
  const run = spawnSync(process.execPath, [cli, url, ...flags, `--only-categories=${CATEGORIES.join(',')}`], {
    encoding: 'utf8',
    timeout: 120_000,
    env: { ...process.env, CHROME_PATH: ensureBrowser(say) },
  })
  if (run.status !== 0) throw new OpsError(`Lighthouse gave no answer for ${url}.`, run.stderr.slice(-500))
  const { categories } = JSON.parse(readFileSync(file, 'utf8')) as { categories: Record<string, { score: number }> }
  const scores = CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)] as const)
  return Object.fromEntries(scores) as Scores
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

await runCommand(async () => {
  const args = process.argv.slice(2)
  const at = args.indexOf('--runs')
  const runs = at < 0 ? 5 : Number(args[at + 1])
  const paths = args.filter((arg, index) => arg.startsWith('/') && index !== at + 1)
  generateClient()
  install()
  ensureBuild(say)
  const stack = await startStack()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lethe-lighthouse-'))
  try {
    for (const where of paths.length > 0 ? paths : PUBLIC_PAGES.map((page) => page.path)) {
      const all = Array.from({ length: runs }, () => judged(stack.addresses.url + where, folder))
      say(`${where}: ${CATEGORIES.map((name) => `${name} ${median(all.map((scores) => scores[name]))}`).join(', ')}`)
    }
  } finally {
    await stack.stop()
  }
})
