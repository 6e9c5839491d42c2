import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Browser, expect } from '@playwright/test'
import { signIn } from '../cast.ts'
import type { Addresses } from '../stack.ts'

const ROOT = path.dirname(path.dirname(import.meta.dirname))

/** What one way through the product needs: the log, and the running stack. */
export interface Walk {
  log: string
  browser: Browser
  addresses: Addresses
}

/** What went over the wire, and a word on what was done, so that a path that did nothing fails. */
export interface Walked {
  sent: string
  done: string
}

/** Every way by which log text enters. A later way adds a row; the search is the same for all. */
export const PATHS: Record<string, (walk: Walk) => Promise<Walked>> = { paste, cli }

/** A person pastes the log in a browser, reads the result, opens it from the history. */
async function paste({ log, browser, addresses }: Walk): Promise<Walked> {
  const context = await browser.newContext({ baseURL: addresses.url })
  await signIn(context, 'alice', addresses)
  const page = await context.newPage()
  const bodies: string[] = []
  page.on('request', (request) => bodies.push(`${request.url()}\n${request.postData() ?? ''}`))
  await page.goto('/analyze')
  await page
    .getByLabel('Log file')
    .setInputFiles({ name: 'incident.log', mimeType: 'text/plain', buffer: Buffer.from(log) })
  await page.getByRole('button', { name: 'Analyze', exact: true }).click()
  await expect(page.getByText('Saved as')).toBeVisible()
  const id = (await page.getByRole('link', { name: /^[0-9a-f-]{36}$/ }).textContent()) ?? ''
  await page.goto('/analyses')
  await page.goto(`/analyses/${id}`)
  await expect(page.getByRole('article', { name: 'Analysis' })).toBeVisible()
  await context.close()
  return { sent: bodies.join('\n'), done: id }
}

/** The same log through the command line, with the server's own temp folder and home. */
async function cli({ log, addresses }: Walk): Promise<Walked> {
  // The input itself lies outside every place that is searched.
  const input = path.join(mkdtempSync(path.join(os.tmpdir(), 'lethe-canary-input-')), 'incident.log')
  writeFileSync(input, log)
  const env = { ...process.env, TMPDIR: addresses.tmp, LETHE_HOME: addresses.home }
  const run = (...args: string[]) =>
    spawnSync(path.join(ROOT, 'bin/lethe'), [...args, input], { env, encoding: 'utf8' })
  const answers = [run('redact'), run('condense', '--json'), run('analyze', '--json', '--engine', 'local')]
  for (const { status, stderr } of answers) expect(status, stderr).toBe(0)
  return { sent: answers.map(({ stdout }) => stdout).join('\n'), done: 'three commands' }
}
