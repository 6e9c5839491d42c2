import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ensureBrowser } from './browser.ts'
import { ensureBuild } from './build.ts'
import { generateClient } from './generate.ts'

// npm test: everything that must hold, in the order that finds a fault soonest. The last line counts it.

interface Outcome {
  passed: number
  failed: number
}

const scratch = mkdtempSync(path.join(os.tmpdir(), 'lethe-test-'))
const total: Outcome = { passed: 0, failed: 0 }

function step(name: string, work: () => Outcome): boolean {
  const started = Date.now()
  process.stdout.write(`\n── ${name}\n`)
  let outcome: Outcome
  try {
    outcome = work()
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`)
    outcome = { passed: 0, failed: 1 }
  }
  total.passed += outcome.passed
  total.failed += outcome.failed
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  process.stdout.write(`   ${outcome.failed === 0 ? 'ok' : 'FAILED'} in ${seconds} s\n`)
  return outcome.failed === 0
}

function run(command: string, args: readonly string[], env: Record<string, string> = {}): number {
  const result = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  if (result.error) throw result.error
  return result.status ?? 1
}

function check(command: string, ...args: string[]): Outcome {
  return run(command, args) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** The counts come from the runner's own report; a runner that wrote none has failed, whatever its exit code says. */
function counted(report: string, status: number, read: (json: Record<string, unknown>) => Outcome): Outcome {
  const outcome = read(JSON.parse(readFileSync(report, 'utf8')) as Record<string, unknown>)
  if (outcome.passed + outcome.failed === 0) throw new Error('The runner executed no test.')
  return status !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome
}

function unitTests(): Outcome {
  const report = path.join(scratch, 'unit.json')
  const status = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
  return counted(report, status, (json) => ({
    passed: Number(json.numPassedTests),
    failed: Number(json.numFailedTests),
  }))
}

function browserTests(): Outcome {
  const report = path.join(scratch, 'browser.json')
  const status = run('playwright', ['test', '--config', 'e2e/playwright.config.ts'], {
    LETHE_CHROMIUM: ensureBrowser((line) => process.stdout.write(`${line}\n`)),
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  })
  return counted(report, status, (json) => {
    const stats = json.stats as { expected: number; unexpected: number; flaky: number }
    // A test that passed only when tried again has failed once: it is counted as failed.
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky }
  })
}

generateClient()
step('format and lint', () => check('biome', 'check', '.'))
step('types', () => check('tsc', '--noEmit'))
step('unit and architecture tests', unitTests)
const built = step('production build', () => {
  ensureBuild((line) => process.stdout.write(`${line}\n`))
  return { passed: 1, failed: 0 }
})
if (built) step('browser tests', browserTests)

rmSync(scratch, { recursive: true, force: true })
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)
process.exitCode = total.failed === 0 ? 0 : 1
