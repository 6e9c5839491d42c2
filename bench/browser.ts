/**
 * node bench/browser.ts [--runs 5]
 *
 * MB/s of redacting and condensing 10 MiB in the Web Worker of the production build, in Chromium, as a person meets it: the file
 * is given to the analyze page, each run in a context and a worker of its own. The worker itself measures its steps: `redact`,
 * `condense` (the function alone), `store` (the rows that the page shows: line indexes of both texts, marks, the request body).
 * "on the page" is what the page waits from the first word of a step to the last, messages and the work of the page included.
 * Medians of all runs; the range is printed beside them.
 */
import { parseArgs } from 'node:util'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { signIn } from '../e2e/cast.ts'
import { startStack } from '../e2e/stack.ts'
import { ensureBrowser } from '../ops/browser.ts'
import { ensureBuild } from '../ops/build.ts'
import { everyday } from './condense-incidents.ts'
import { printFigure } from './figures.ts'

interface Heard {
  at: number
  type: string
  stage?: string
}

const { values } = parseArgs({ options: { runs: { type: 'string' } } })
const runs = Number(values.runs ?? 5)
const say = (line: string) => process.stderr.write(`${line}\n`)
const text = everyday(10 * 1_048_576, 9).slice(0, 10 * 1_048_576)
const buffer = Buffer.from(text).subarray(0, 10 * 1_048_576)
const megabytes = buffer.length / 1e6

/** Milliseconds by what was done. */
type Times = Record<(typeof MEASURED)[number], number>
const MEASURED = ['redact', 'condense', 'store', 'redact on the page', 'condense and store on the page'] as const

ensureBuild(say)
const stack = await startStack()
const browser = await chromium.launch({ executablePath: ensureBrowser(say) })
try {
  const all: Times[] = []
  for (let run = 0; run < runs; run++) {
    const context = await browser.newContext()
    await signIn(context, 'alice', stack.addresses)
    const times = await openLog(context)
    all.push(times)
    await context.close()
    say(`run ${run + 1}: ${MEASURED.map((name) => `${name} ${times[name].toFixed(0)} ms`).join(', ')}`)
  }
  printRate('redact 10 MiB in Chromium', rates(all, ['redact']), 'at least 8')
  printRate('condense 10 MiB in Chromium, alone', rates(all, ['condense']), 'at least 15')
  printRate('condense 10 MiB in Chromium, with the row store', rates(all, ['condense', 'store']), 'at least 15')
  printRate('the same, as the page waits for it', rates(all, ['condense and store on the page']))
} finally {
  await browser.close()
  await stack.stop()
}

async function openLog(context: BrowserContext): Promise<Times> {
  const page = await context.newPage()
  await page.addInitScript(listenToWorkers)
  await page.goto(`${stack.addresses.url}/analyze`)
  // Nobody has found and copied their log in the first seconds; the worker practises meanwhile.
  await page.waitForTimeout(5_000)
  await page.getByLabel('Log file').setInputFiles({ name: 'bench.log', mimeType: 'text/plain', buffer })
  await page.getByRole('heading', { name: 'What will be sent' }).waitFor({ timeout: 120_000 })
  const heard = await page.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard)
  const first = (stage: string) => heard.find((message) => message.stage === stage)?.at ?? Number.NaN
  const ready = heard.find(({ type }) => type === 'ready')?.at ?? Number.NaN
  const steps = await stepsOf(page)
  return {
    redact: steps.redact ?? Number.NaN,
    condense: steps.condense ?? Number.NaN,
    store: steps.store ?? Number.NaN,
    'redact on the page': first('condensing') - first('redacting'),
    'condense and store on the page': ready - first('condensing'),
  }
}

/** What the worker noted on its timeline. The page ends a worker only with its log, so it is still there. */
async function stepsOf(page: Page): Promise<Record<string, number>> {
  for (const worker of page.workers()) {
    const steps = await worker.evaluate(() =>
      performance.getEntriesByType('measure').map(({ name, duration }) => [name, duration] as const),
    )
    if (steps.length > 0) return Object.fromEntries(steps)
  }
  return {}
}

/** MB/s of every run, slowest first. */
function rates(all: readonly Times[], names: readonly (keyof Times)[]): number[] {
  return all
    .map((times) => (megabytes * 1_000) / names.reduce((sum, name) => sum + times[name], 0))
    .sort((a, b) => a - b)
}

function printRate(name: string, sorted: readonly number[], target?: string): void {
  const value = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  process.stdout.write(
    `${name}: median ${value.toFixed(1)} MB/s of ${sorted.length} runs (${sorted[0]?.toFixed(1)}–${sorted.at(-1)?.toFixed(1)})\n`,
  )
  printFigure({ name, value, unit: 'MB/s', ...(target ? { target } : {}) })
}

/** Runs in the page before its own code: notes when each message of a worker arrives, and of which kind. Not what is in it. */
function listenToWorkers(): void {
  const heard: Heard[] = []
  Object.assign(globalThis, { heard })
  const Original = globalThis.Worker
  globalThis.Worker = class extends Original {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options)
      this.addEventListener('message', ({ data }) =>
        heard.push({ at: performance.now(), type: String(data.type), stage: data.stage }),
      )
    }
  }
}
