/**
 * node bench/paste.ts [--runs 3]
 *
 * What a person waits for who pastes 10 MB into the analyze page of the production build, in Chromium: the first progress (and
 * how much of it is the browser's own copying of the clipboard, which an empty page waits for too), the preview, the longest task of the page between, the page's memory with its worker (performance.measureUserAgentSpecificMemory),
 * and the slowest interaction afterwards (event timing, as "interaction to next paint" takes it): moving through the redactions,
 * the other pane, a shortcut. A real paste from the clipboard with the keyboard. Medians of all runs; the worst beside them.
 */
import { parseArgs } from 'node:util'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { signIn } from '../e2e/cast.ts'
import { startStack } from '../e2e/stack.ts'
import { ensureBrowser } from '../ops/browser.ts'
import { ensureBuild } from '../ops/build.ts'
import { everyday } from './condense-incidents.ts'
import { printFigure } from './figures.ts'

const { values } = parseArgs({ options: { runs: { type: 'string' } } })
const runs = Number(values.runs ?? 3)
const say = (line: string) => process.stderr.write(`${line}\n`)
const text = everyday(10_000_000, 9).slice(0, 10_000_000)

const MEASURED = {
  'first progress after a paste of 10 MB': { unit: 'ms', target: 'at most 200' },
  'of that, the browser hands over the text': { unit: 'ms' },
  'of that, this page': { unit: 'ms', target: 'at most 200' },
  'preview after a paste of 10 MB': { unit: 'ms', target: 'at most 2,000' },
  'longest task of the page meanwhile': { unit: 'ms', target: 'at most 50' },
  'memory of the page and its worker': { unit: 'MB', target: 'at most 500' },
  'slowest interaction': { unit: 'ms', target: 'at most 200' },
} as const satisfies Record<string, { unit: string; target?: string }>
type Name = keyof typeof MEASURED

ensureBuild(say)
const stack = await startStack()
const browser = await chromium.launch({
  executablePath: ensureBrowser(say),
  // Otherwise memory is told only when a collection happens by itself.
  args: ['--enable-blink-features=ForceEagerMeasureMemory'],
})
try {
  const all: Record<Name, number>[] = []
  for (let run = 0; run < runs; run++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stack.addresses.url })
    await signIn(context, 'alice', stack.addresses)
    const measured = await pasted(context)
    all.push(measured)
    await context.close()
    say(
      `run ${run + 1}: ${Object.entries(measured)
        .map(([name, value]) => `${name} ${value.toFixed(0)}`)
        .join(', ')}`,
    )
  }
  for (const name of Object.keys(MEASURED) as Name[]) {
    const sorted = all.map((measured) => measured[name]).sort((a, b) => a - b)
    const value = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
    const { unit, target }: { unit: string; target?: string } = MEASURED[name]
    process.stdout.write(
      `${name}: median ${value.toFixed(0)} ${unit}, worst ${sorted.at(-1)?.toFixed(0)} of ${sorted.length}\n`,
    )
    printFigure({ name, value, unit, ...(target ? { target } : {}) })
  }
} finally {
  await browser.close()
  await stack.stop()
}

async function pasted(context: BrowserContext): Promise<Record<Name, number>> {
  const page = await context.newPage()
  await page.addInitScript(listen)
  await page.goto(`${stack.addresses.url}/analyze`)
  await page.evaluate((given) => navigator.clipboard.writeText(given), text)
  // Nobody has found and copied their log in the first seconds; the worker practises meanwhile.
  await page.waitForTimeout(5_000)
  await page.getByLabel('Log', { exact: true }).focus()
  await page.keyboard.press('Control+V')
  await page.getByRole('heading', { name: 'What will be sent' }).waitFor({ timeout: 120_000 })
  await page.waitForTimeout(500)
  const seen = await heardOf(page)
  if (seen.pastedAt === 0 || seen.progressAt === 0 || seen.readyAt === 0) throw new Error('a moment was not seen')
  const memory = await page.evaluate(async () => {
    const measure = (performance as unknown as { measureUserAgentSpecificMemory(): Promise<{ bytes: number }> })
      .measureUserAgentSpecificMemory
    return (await measure.call(performance)).bytes / 1e6
  })
  for (const key of ['j', 'j', 'k', '?', 'Escape', 'j']) {
    await page.keyboard.press(key)
    await page.waitForTimeout(200)
  }
  await page.getByRole('tab', { name: 'All lines, redacted' }).click()
  await page.waitForTimeout(300)
  await page.getByRole('tab', { name: 'What will be sent' }).click()
  await page.waitForTimeout(500)
  const { slowest } = await heardOf(page)
  return {
    'first progress after a paste of 10 MB': seen.progressAt - seen.pastedAt,
    'of that, the browser hands over the text': seen.handing,
    'of that, this page': seen.progressAt - seen.pastedAt - seen.handing,
    'preview after a paste of 10 MB': seen.readyAt - seen.pastedAt,
    'longest task of the page meanwhile': seen.longestTask,
    'memory of the page and its worker': memory,
    'slowest interaction': slowest,
  }
}

interface Heard {
  pastedAt: number
  progressAt: number
  readyAt: number
  /** How long `getData` took: Chromium copies the clipboard from another process meanwhile, and nothing is drawn. */
  handing: number
  /** Without that; 0 where no task was longer than 50 ms, which is where a browser begins to tell. */
  longestTask: number
  /** After the preview. */
  slowest: number
}

function heardOf(page: Page): Promise<Heard> {
  return page.evaluate(() => (globalThis as unknown as { heard: Heard }).heard)
}

/** Runs in the page before its own code. Times are those of the frame after which a person sees it. */
function listen(): void {
  const heard = { pastedAt: 0, handing: 0, progressAt: 0, readyAt: 0, longestTask: 0, slowest: 0 }
  Object.assign(globalThis, { heard })
  document.addEventListener('paste', () => (heard.pastedAt ||= performance.now()), { capture: true })
  const getData = DataTransfer.prototype.getData
  DataTransfer.prototype.getData = function (format) {
    const from = performance.now()
    const data = getData.call(this, format)
    heard.handing += performance.now() - from
    return data
  }
  const look = () => {
    if (heard.pastedAt > 0) {
      if (heard.progressAt === 0 && document.querySelector('progress, [role=progressbar]')?.checkVisibility())
        requestAnimationFrame(() => (heard.progressAt ||= performance.now()))
      if (
        heard.readyAt === 0 &&
        [...document.querySelectorAll('h1, h2')].some((heading) => heading.textContent?.trim() === 'What will be sent')
      )
        requestAnimationFrame(() => (heard.readyAt ||= performance.now()))
    }
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      if (heard.pastedAt > 0 && startTime + duration > heard.pastedAt && heard.readyAt === 0) {
        const handing = startTime <= heard.pastedAt ? heard.handing : 0
        heard.longestTask = Math.max(heard.longestTask, duration - handing)
      }
  }).observe({ type: 'longtask' })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      if (heard.readyAt > 0) heard.slowest = Math.max(heard.slowest, duration)
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
}
