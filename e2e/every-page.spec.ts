import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, expect, type Page } from '@playwright/test'
import { addresses, signIn, test } from './cast.ts'
import { listPages, type ShownPage } from './page-list.ts'

// What must hold of every page there is: the list is read from the tree, so a new page is tried without being added here.

test.describe.configure({ timeout: 900_000 })

let pages: ShownPage[]
test.beforeAll(async () => {
  pages = await listPages()
})

async function opened(browser: Browser, colorScheme: 'light' | 'dark', person: 'alice' | null): Promise<Page> {
  const context = await browser.newContext({ colorScheme, baseURL: addresses().url, reducedMotion: 'reduce' })
  if (person) await signIn(context, person)
  return context.newPage()
}

test('the list of pages is read from the tree', () => {
  expect(pages.length).toBeGreaterThan(25)
  expect(pages.map(({ route }) => route)).toEqual(
    expect.arrayContaining(['/', '/analyze', '/analyses/[id]', '/egress', '/read/[token]', '/settings/data']),
  )
})

for (const colorScheme of ['light', 'dark'] as const)
  for (const audience of ['public', 'member'] as const)
    test(`every ${audience} page, ${colorScheme}: axe finds nothing, no error is printed, no other host is asked, nothing scrolls sideways at 360 px`, async ({
      browser,
    }) => {
      const page = await opened(browser, colorScheme, audience === 'member' ? 'alice' : null)
      const wrong: string[] = []
      const hosts = new Set<string>()
      page.on('request', (request) => hosts.add(new URL(request.url()).host))
      page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`))
      page.on('console', (message) => {
        if (message.type() === 'error') wrong.push(`${page.url()}: ${message.text()}`)
      })
      for (const { address } of pages.filter((shown) => shown.audience === audience)) {
        await page.setViewportSize({ width: 1280, height: 900 })
        await page.goto(address)
        await expect(page.getByRole('heading', { level: 1 }).first(), address).toBeVisible()
        const axe = new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } })
        for (const { id, nodes } of (await axe.analyze()).violations)
          wrong.push(`${address} ${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`)
        await page.setViewportSize({ width: 360, height: 780 })
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        if (width > 360) wrong.push(`${address} is ${width} px wide at 360`)
      }
      expect(wrong).toEqual([])
      expect([...hosts]).toEqual([new URL(addresses().url).host])
      await page.context().close()
    })

test('axe and the width would be noticed: a planted picture without words and a box of 500 px', async ({ browser }) => {
  const page = await opened(browser, 'light', null)
  await page.setViewportSize({ width: 360, height: 780 })
  await page.goto('/')
  await page.evaluate(() => {
    const box = document.createElement('div')
    box.style.width = '500px'
    box.innerHTML = '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
    document.body.append(box)
  })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeGreaterThan(360)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toContain('image-alt')
  await page.context().close()
})

/** Of which the framework is 110 KB, see docs/decisions/0027. */
const MAX_SCRIPT_BYTES = { public: 120 * 1024, member: 180 * 1024 } as const

test('no page loads more script than its ceiling, compressed; workers and text recognition come on their own', async ({
  browser,
}) => {
  // Whoever is signed in is led on from the pages of signing in.
  const tabs = { public: await opened(browser, 'light', null), member: await opened(browser, 'light', 'alice') }
  const sizes = new Map<string, number>()
  const heavy: string[] = []
  let most = { address: '', bytes: 0 }
  for (const { address, audience } of pages) {
    const page = tabs[audience === 'public' ? 'public' : 'member']
    await page.goto(address)
    // Not until the network is idle: a page that watches something never is.
    await page.waitForTimeout(800)
    // The timeline of the page: what a worker loads stands on the worker's own.
    const urls = await page.evaluate(() =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
        .filter(({ name, initiatorType }) => /^(script|link)$/.test(initiatorType) && /\.js(\?|$)/.test(name))
        .map(({ name }) => name),
    )
    expect(urls.length, address).toBeGreaterThan(2)
    let bytes = 0
    for (const url of new Set(urls)) {
      const known = sizes.get(url) ?? gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length
      sizes.set(url, known)
      bytes += known
    }
    if (bytes > MAX_SCRIPT_BYTES[audience === 'public' ? 'public' : 'member']) heavy.push(`${address}: ${bytes}`)
    if (bytes > most.bytes) most = { address, bytes }
  }
  test.info().annotations.push({ type: 'heaviest page', description: `${most.address}: ${most.bytes} bytes` })
  process.stdout.write(`heaviest page: ${most.address} with ${(most.bytes / 1024).toFixed(1)} KB of script, gzip\n`)
  expect(heavy).toEqual([])
  for (const page of Object.values(tabs)) await page.context().close()
})
