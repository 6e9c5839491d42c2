import { mkdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, chromium, type Page } from '@playwright/test'
import { signIn } from '../e2e/cast.ts'
import { listPages } from '../e2e/page-list.ts'
import { startStack } from '../e2e/stack.ts'
import { ensureBrowser } from './browser.ts'
import { ensureBuild } from './build.ts'
import { runCommand } from './ops-error.ts'

// npm run screens: takes the pictures of docs/screens anew, each light and dark, wide and at 360 px.
// npm run screens -- --all FOLDER: every page of the tree into a folder of your own, to look at.

const ROOT = path.dirname(import.meta.dirname)
const say = (line: string) => process.stdout.write(`${line}\n`)
const SIZES = { wide: { width: 1280, height: 800 }, narrow: { width: 360, height: 740 } } as const
const THEMES = ['light', 'dark'] as const
/** Of all pictures together: the repository stays light. */
const MAX_BYTES = 4 * 1024 * 1024

/** What docs/screens shows; the steps of an analysis are walked, the others opened. */
const SHOWN = ['/', '/analyses', '/egress', '/settings/redaction', '/settings/model'] as const

await runCommand(async () => {
  const { values } = parseArgs({ options: { all: { type: 'string' } } })
  ensureBuild(say)
  const stack = await startStack()
  process.env.LETHE_E2E = JSON.stringify(stack.addresses)
  const browser = await chromium.launch({ executablePath: ensureBrowser(say) })
  try {
    const pages = await listPages()
    const folder = values.all ?? path.join(ROOT, 'docs', 'screens')
    mkdirSync(folder, { recursive: true })
    let bytes = 0
    for (const theme of THEMES)
      for (const size of ['wide', 'narrow'] as const) {
        const take = async (page: Page, name: string, fullPage = false) => {
          const file = path.join(folder, `${name}-${theme}-${size}.png`)
          await page.screenshot({ path: file, fullPage })
          bytes += statSync(file).size
        }
        const page = await opened(browser, theme, size)
        const addresses = values.all === undefined ? [...SHOWN] : pages.map(({ address }) => address)
        for (const address of addresses) {
          await page.goto(address)
          await page.waitForTimeout(400)
          await take(page, nameOf(address), values.all !== undefined)
        }
        await analysis(page, take)
        await page.context().close()
      }
    say(`${(bytes / 1024 / 1024).toFixed(1)} MB of pictures in ${path.relative(ROOT, folder)}`)
    if (values.all === undefined && bytes > MAX_BYTES) throw new Error('The pictures are larger than 4 MB together.')
  } finally {
    await browser.close()
    await stack.stop()
  }
})

async function opened(browser: Browser, colorScheme: (typeof THEMES)[number], size: keyof typeof SIZES): Promise<Page> {
  const given = JSON.parse(process.env.LETHE_E2E ?? '{}') as { url: string }
  const context = await browser.newContext({
    ...{ colorScheme, viewport: SIZES[size], baseURL: given.url, reducedMotion: 'reduce' },
  })
  await signIn(context, 'alice')
  return context.newPage()
}

/** From the empty field to the answer, with a sample. */
async function analysis(page: Page, take: (page: Page, name: string) => Promise<void>): Promise<void> {
  await page.goto('/analyze')
  await page.waitForTimeout(400)
  await take(page, 'analyze')
  const sample = path.join(ROOT, 'examples', 'service-pool-exhausted.log')
  await page.getByLabel('Log file').setInputFiles({
    ...{ name: 'service-pool-exhausted.log', mimeType: 'text/plain', buffer: readFileSync(sample) },
  })
  await page.getByRole('heading', { name: 'What will be sent' }).waitFor()
  await page.waitForTimeout(400)
  await take(page, 'preview')
  await page.getByRole('button', { name: 'Analyze', exact: true }).click()
  await page.getByText('Saved as').waitFor()
  await page.waitForTimeout(400)
  await take(page, 'result')
}

function nameOf(address: string): string {
  const name = address
    .split('?')[0]
    ?.replaceAll('/', '-')
    .replace(/^-/, '')
    .replace(/[0-9a-f-]{36}|[\w-]{43}$/, 'one')
  return name === '' || name === undefined ? 'home' : name
}
