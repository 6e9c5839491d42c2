/**
 * node bench/browser.ts [--runs 3]
 *
 * MB/s of redacting and condensing 10 MiB in the Web Worker of the production build, in Chromium, as a person meets it: the file
 * is given to the analyze page. Times are taken where the page hears from its worker. Condensing includes the index of lines.
 */
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
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
const say = (line: string) => process.stderr.write(`${line}\n`)
const text = everyday(10 * 1_048_576, 9).slice(0, 10 * 1_048_576)
const buffer = Buffer.from(text).subarray(0, 10 * 1_048_576)
const megabytes = buffer.length / 1e6

ensureBuild(say)
const stack = await startStack()
const browser = await chromium.launch({ executablePath: ensureBrowser(say) })
try {
  const best = { redact: 0, condense: 0 }
  for (let run = 0; run < Number(values.runs ?? 3); run++) {
    const context = await browser.newContext()
    await signIn(context, 'alice', stack.addresses)
    const page = await context.newPage()
    await page.addInitScript(listenToWorkers)
    await page.goto(`${stack.addresses.url}/analyze`)
    // Nobody pastes in the first second; the worker practises meanwhile.
    await page.waitForTimeout(2_000)
    await page.getByLabel('Log file').setInputFiles({ name: 'bench.log', mimeType: 'text/plain', buffer })
    await page.getByRole('heading', { name: 'What will be sent' }).waitFor({ timeout: 120_000 })
    const heard = await page.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard)
    await context.close()
    const first = (stage: string) => heard.find((message) => message.stage === stage)?.at ?? Number.NaN
    const ready = heard.find(({ type }) => type === 'ready')?.at ?? Number.NaN
    const seconds = { redact: first('condensing') - first('redacting'), condense: ready - first('condensing') }
    process.stdout.write(
      `run ${run + 1}: redact ${seconds.redact.toFixed(0)} ms, condense ${seconds.condense.toFixed(0)} ms\n`,
    )
    best.redact = Math.max(best.redact, (megabytes * 1_000) / seconds.redact)
    best.condense = Math.max(best.condense, (megabytes * 1_000) / seconds.condense)
  }
  printFigure({ name: 'redact 10 MiB in Chromium', value: best.redact, unit: 'MB/s', target: 'at least 8' })
  printFigure({ name: 'condense 10 MiB in Chromium', value: best.condense, unit: 'MB/s', target: 'at least 15' })
} finally {
  await browser.close()
  await stack.stop()
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
