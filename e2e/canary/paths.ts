import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Browser, expect } from '@playwright/test'
import { signIn } from '../cast.ts'
import type { RecordedRequest } from '../fakes/anthropic.ts'
import { groundedReply, numberedLines } from '../fakes/anthropic-replies.ts'
import { apiOf, endOf, type Outside, pastedLines, policyOf, sendAlert } from '../outside.ts'
import type { Addresses } from '../stack.ts'

const ROOT = path.dirname(path.dirname(import.meta.dirname))

/** What one way through the product needs: the log, and the running stack. */
export interface Walk {
  log: string
  browser: Browser
  addresses: Addresses
  outside: Outside
}

/** What went over the wire, and a word on what was done, so that a path that did nothing fails. */
export interface Walked {
  sent: string
  done: string
  /** What a model was sent, and a channel: plain words of the log may stand in the one and not in the other. */
  toModel?: string
  toChannel?: string
}

/** Every way by which log text enters. A later way adds a row; the search is the same for all. */
export const PATHS: Record<string, (walk: Walk) => Promise<Walked>> = { paste, cli, model, webhook }

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

/** A log that is pasted in a workspace that allows a model, answered as a stream, by a model that quotes what it was sent. */
async function model({ log, addresses, outside }: Walk): Promise<Walked> {
  const api = await apiOf('charlie', addresses)
  const before = outside.anthropic.requests.length
  expect((await api('PUT', '/api/model-policy', policyOf('complex'))).status).toBe(200)
  outside.anthropic.script(quoting)
  const answer = await api('POST', '/api/analyses', pastedLines(log), { headers: { accept: 'text/event-stream' } })
  const events = await answer.text()
  expect(events).toContain('"engine":"claude"')
  const toModel = bodiesSince(outside, before)
  return { sent: toModel, toModel, done: /^event: result$/m.exec(events)?.[0] ?? '' }
}

/** An alert that carries the log, asked of a model that quotes it, told in Slack, opened from the history. */
async function webhook({ log, addresses, outside }: Walk): Promise<Walked> {
  const api = await apiOf('charlie', addresses)
  const [asked, told] = [outside.anthropic.requests.length, outside.slack.received.length]
  expect((await api('PUT', '/api/model-policy', policyOf('fast'))).status).toBe(200)
  const channel = { kind: 'slack_webhook', name: 'ops', address: outside.slack.webhookUrl }
  expect((await api('POST', '/api/channels', channel)).status).toBe(201)
  outside.anthropic.script(quoting)
  const id = await sendAlert(api, log)
  const watched = await (await api('GET', `/api/deliveries/${id}/live`)).text()
  expect(watched).toMatch(/^event: result$/m)
  const { state, analysisId } = await endOf(api, id)
  expect(state).toBe('delivered')
  const opened = await (await api('GET', `/api/analyses/${analysisId}`)).text()
  const toModel = bodiesSince(outside, asked)
  const toChannel = outside.slack.received
    .slice(told)
    .map(({ raw }) => raw)
    .join('\n')
  expect(toChannel).toContain(analysisId)
  return { sent: [toModel, toChannel, opened].join('\n'), toModel, toChannel: `${toChannel}\n${opened}`, done: id }
}

const bodiesSince = ({ anthropic }: Outside, count: number): string =>
  anthropic.requests
    .slice(count)
    .map(({ body }) => body.toString('utf8'))
    .join('\n')

/** Repeats whole lines of the log wherever a reply has room for words. */
function quoting({ text }: RecordedRequest) {
  const lines = numberedLines(text).map((line) => line.text)
  const all = lines.filter((line) => line.includes('ERROR')).slice(0, 3)
  const reply = groundedReply(text)
  const said = all.join('; ')
  return {
    reply: {
      ...reply,
      ...{
        title: all[1] ?? '',
        summary: said,
        involve: said,
        gaps: all,
        ruledOut: all.map((line) => `${line}: ${line}`),
      },
      actions: all.map((line) => `${line}: \`echo "${line}"\``),
      killTest: said,
      causes: reply.causes.map((cause) => ({ ...cause, summary: said, component: all[0] ?? '' })),
    },
  }
}
