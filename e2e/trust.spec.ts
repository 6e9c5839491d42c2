import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { isChecked } from '../lib/trust/claim.ts'
import { CLAIMS } from '../lib/trust/claim-list.ts'
import { claimsDocumentSchema } from '../lib/trust/claims-document-schema.ts'
import { parseEvidence } from '../lib/trust/evidence-record.ts'
import { addresses, asSuperuser, test } from './cast.ts'
import { built, evidenceFile, writeEvidence } from './evidence.ts'

// The public pages as a reader meets them: their states follow from evidence, nothing of them comes from elsewhere.

const ROOT = path.dirname(import.meta.dirname)

async function shownStates(page: Page): Promise<Record<string, string>> {
  return page
    .locator('article[id]')
    .evaluateAll((articles) =>
      Object.fromEntries(
        articles.map((one) => [one.id, one.querySelector('[data-state]')?.getAttribute('data-state') ?? '']),
      ),
    )
}

async function document() {
  const answer = await fetch(`${addresses().url}/.well-known/trust/claims.json`)
  return claimsDocumentSchema.parse(await answer.json())
}

test.describe.configure({ mode: 'serial' })

test('page and JSON say the same of every claim, and count alike', async ({ page }) => {
  writeEvidence()
  await page.goto('/claims')
  const json = await document()
  expect(await shownStates(page)).toEqual(Object.fromEntries(json.claims.map(({ id, state }) => [id, state.kind])))
  for (const claim of CLAIMS.filter(isChecked))
    expect(json.claims.find(({ id }) => id === claim.id)?.state.kind).toBe('verified')
  for (const item of await page.locator('[data-count]').all()) {
    const [kind, value] = [await item.getAttribute('data-count'), Number(await item.getAttribute('data-value'))]
    expect(value, kind ?? '').toBe(kind === 'all' ? json.claims.length : json.counts[kind as keyof typeof json.counts])
  }
})

test('each claim whose subject was broken turns red on the page and in the JSON, and no other', async ({ page }) => {
  test.setTimeout(240_000)
  for (const claim of CLAIMS.filter(isChecked)) {
    writeEvidence([claim.id])
    const json = await document()
    expect(json.claims.filter(({ state }) => state.kind === 'failing').map(({ id }) => id)).toEqual([claim.id])
    const html = await (await fetch(`${addresses().url}/claims/${claim.id}`)).text()
    expect(html, claim.id).toContain('Our check failed.')
    expect(html, claim.id).toContain('data-state="failing"')
  }
  writeEvidence(CLAIMS.filter(isChecked).map(({ id }) => id))
  await page.goto('/claims')
  await expect(page.locator('[data-count="failing"]')).toHaveAttribute(
    'data-value',
    String(CLAIMS.filter(isChecked).length),
  )
})

test('edited evidence is refused, other source is another build, old runs are stale', async ({ page }) => {
  writeEvidence()
  writeFileSync(evidenceFile(), readFileSync(evidenceFile(), 'utf8').replace('"population":', '"population":1'))
  await page.goto('/claims')
  await expect(page.locator('[data-count="verified"]')).toHaveAttribute('data-value', '0')
  await expect(page.getByText(/The evidence is refused/).first()).toBeVisible()
  writeEvidence([], 'f'.repeat(64))
  await page.goto('/claims')
  await expect(page.locator('[data-count="other_build"]')).not.toHaveAttribute('data-value', '0')
  writeEvidence([], built, new Date(Date.now() - 95 * 86_400_000))
  await page.goto('/claims')
  await expect(page.locator('[data-count="verified"]')).toHaveAttribute('data-value', '0')
  await expect(page.locator('[data-count="stale"]')).not.toHaveAttribute('data-value', '0')
})

test('a page that was kept goes stale in the browser when the clock goes on', async ({ page }) => {
  writeEvidence()
  await page.clock.install({ time: new Date() })
  await page.goto('/claims/ISO-02')
  await expect(page.locator('[data-state]').first()).toHaveAttribute('data-state', 'verified')
  await page.clock.fastForward(10 * 86_400_000)
  await expect(page.locator('[data-state]').first()).toHaveAttribute('data-state', 'stale')
})

test('a claim’s own page shows its checks, its runs and the commands', async ({ page }) => {
  writeEvidence()
  await page.goto('/claims')
  await page.locator('#ISO-01').getByRole('link', { name: 'Verify' }).click()
  await expect(page).toHaveURL(/\/claims\/ISO-01$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A missing WHERE does not leak')
  await expect(page.getByText('npm run claims -- ISO-01')).toBeVisible()
  await expect(page.getByText('went red, as it must').first()).toBeVisible()
  expect((await page.goto('/claims/NONE-99'))?.status()).toBe(404)
})

test('lethe trust verify agrees with a sound server and sees through an edited file', async () => {
  writeEvidence()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lethe-trust-'))
  const lethe = (...args: string[]) =>
    spawnSync(path.join(ROOT, 'bin/lethe'), ['trust', 'verify', ...args], { encoding: 'utf8' })
  const online = lethe(addresses().url)
  expect(online.stdout).toContain('sound:')
  expect(online.status).toBe(0)
  const saved = path.join(folder, 'claims.json')
  const text = await (await fetch(`${addresses().url}/.well-known/trust/claims.json`)).text()
  writeFileSync(saved, text)
  expect(lethe(saved).status).toBe(0)
  writeFileSync(saved, text.replace('"outcome":"pass"', '"outcome":"fail"'))
  expect(lethe(saved).status).toBe(1)
  writeFileSync(saved, text.replace(/"verified":\d+/, '"verified":999'))
  expect(lethe(saved).status).toBe(1)
  copyFileSync(evidenceFile(), saved)
  expect(lethe(saved).stdout).toContain('self-run')
})

test('a report of a weakness is stored sealed, and a bad one keeps what was written', async ({ page }) => {
  await page.goto('/disclosure?about=ISO-01#form')
  await expect(page.getByText('It disputes the claim ISO-01.')).toBeVisible()
  const words = 'A marmalade-coloured weakness: one can open what is closed.'
  await page.getByLabel('What you found').fill(words)
  await page.getByLabel(/Your e-mail address/).fill('finder@elsewhere.test')
  await page.getByRole('button', { name: 'Send the report' }).click()
  await expect(page.getByText('Your report has arrived. Thank you.')).toBeVisible()
  const rows = await asSuperuser<{ about: string; row: string }>(
    'select about, to_jsonb(d)::text as row from disclosures d',
  )
  expect(rows.map(({ about }) => about)).toContain('ISO-01')
  expect(rows.some(({ row }) => row.includes('marmalade'))).toBe(false)
  expect(readFileSync(addresses().log, 'utf8')).toContain('Your report has arrived, for finder@elsewhere.test')
  const foreign = await fetch(`${addresses().url}/api/disclosures`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
    body: JSON.stringify({ what: words, email: '', name: '', about: '' }),
  })
  expect(foreign.status).toBe(403)
  const short = await fetch(`${addresses().url}/api/disclosures`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ what: 'short', email: '', name: '', about: '' }),
  })
  expect(short.status).toBe(422)
})

test('the demo finds the cause in the browser and sends nothing', async ({ page, context }) => {
  await page.goto('/')
  const before: string[] = []
  page.on('request', (request) => before.push(`${request.method()} ${request.url()}`))
  await page.getByRole('button', { name: 'Try it in this browser' }).click()
  await page.getByRole('button', { name: 'Find the cause' }).click()
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('Cause:')
  await context.setOffline(true)
  await page.getByRole('textbox').fill('2026-11-20T02:00:00Z ERROR disk write failed: No space left on device')
  await page.getByRole('button', { name: 'Find the cause' }).click()
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText(/space|disk/i)
  expect(before.filter((request) => !request.startsWith('GET '))).toEqual([])
})

test('questions are found by their words', async ({ page }) => {
  await page.goto('/faq')
  const all = await page.locator('[data-question]:visible').count()
  await page.getByLabel('Search the questions').fill('screenshot')
  await expect(page.getByRole('status')).toContainText('found')
  const some = await page.locator('[data-question]:visible').count()
  expect(some).toBeGreaterThan(0)
  expect(some).toBeLessThan(all)
})

test('feeds and files for programs are served in their forms', async ({ page }) => {
  const { url } = addresses()
  const feed = await (await fetch(`${url}/trust/feed.json`)).json()
  expect(feed).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', feed_url: `${url}/trust/feed.json` })
  await page.goto('/changelog')
  const entries = await page.evaluate(async () => {
    const answer = await fetch('/trust/feed.xml')
    const xml = new DOMParser().parseFromString(await answer.text(), 'application/xml')
    if (xml.querySelector('parsererror')) return null
    return [...xml.querySelectorAll('entry')].map((entry) =>
      ['id', 'title', 'updated'].map((name) => entry.querySelector(name)?.textContent ?? ''),
    )
  })
  expect(entries?.length).toBe(feed.items.length)
  expect(entries?.every((entry) => entry.every((text) => text !== ''))).toBe(true)
  expect(await (await fetch(`${url}/.well-known/gpc.json`)).json()).toMatchObject({ gpc: true })
  expect(await (await fetch(`${url}/llms.txt`)).text()).toMatch(/^# Lethe\n\n> /)
  const bom = await (await fetch(`${url}/.well-known/sbom.cdx.json`)).json()
  expect(bom.components.length).toBeGreaterThan(300)
  expect(parseEvidence(await (await fetch(`${url}/.well-known/trust/evidence.jsonl`)).text()).length).toBeGreaterThan(
    60,
  )
})

test('claims of every state have no axe violation, in light and dark', async ({ page }) => {
  writeEvidence(['ISO-05'])
  for (const where of ['/claims', '/claims/DATA-01', '/claims/ISO-05']) {
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      await page.goto(where)
      const axe = new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } })
      expect((await axe.analyze()).violations.map(({ id }) => `${where} ${scheme} ${id}`)).toEqual([])
    }
  }
})
