import { spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FakeAnthropic, startFakeAnthropic } from '../e2e/fakes/anthropic.ts'
import { analysisSchema } from '../lib/pipeline/analysis.ts'

const LOG = [
  '2026-11-20T10:00:01Z INFO payments starting',
  '2026-11-20T10:02:11Z ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms',
  '2026-11-20T10:02:12Z ERROR charge failed for jane.roe@example.org: could not open JDBC connection',
].join('\n')
const KEY = ['sk', 'of', 'a', 'test'].join('-')

let fake: FakeAnthropic
let folder: string
beforeAll(async () => {
  fake = await startFakeAnthropic({ keys: [KEY] })
  folder = mkdtempSync(join(tmpdir(), 'lethe-egress-'))
})
afterAll(async () => {
  await fake.stop()
  rmSync(folder, { recursive: true })
})

/** Not `spawnSync`: the fake answers from this process. */
function lethe(
  args: readonly string[],
  settings: Record<string, string> = {},
): Promise<{ status: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'cli/main.ts', ...args], {
    env: { NODE_ENV: 'test', ANTHROPIC_BASE_URL: fake.url, ...settings },
  })
  const texts = { out: '', err: '' }
  child.stdout.on('data', (part) => {
    texts.out += part
  })
  child.stderr.on('data', (part) => {
    texts.err += part
  })
  child.stdin.end(LOG)
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, ...texts })))
}

describe('lethe analyze --engine claude', () => {
  it('sends redacted lines only and prints a grounded analysis; the saved bodies match the receipt', async () => {
    const bodies = join(folder, 'bodies')
    const args = ['analyze', '--engine', 'claude', '--model', 'complex', '--json', '--save-requests', bodies]
    const { status, out, err } = await lethe(args, { ANTHROPIC_API_KEY: KEY })
    expect([status, err]).toEqual([0, ''])
    const analysis = analysisSchema.parse(JSON.parse(out))
    expect([analysis.engine, analysis.model]).toEqual(['claude', 'claude-sonnet-5-5'])
    expect(analysis.receipt.requests.map(({ purpose, measuredBy }) => `${purpose} ${measuredBy}`)).toEqual([
      'analysis cli',
      'second_opinion cli',
    ])
    expect(fake.requests.map(({ body }) => body.toString()).join()).not.toContain('jane.roe')
    const receipt = join(folder, 'analysis.json')
    writeFileSync(receipt, out)
    const [first = '', second = ''] = readdirSync(bodies)
      .sort()
      .map((name) => join(bodies, name))
    expect(readFileSync(first).equals(fake.requests[0]?.body ?? Buffer.alloc(0))).toBe(true)
    for (const body of [first, second])
      expect(await lethe(['egress', 'verify', receipt, body])).toMatchObject({
        status: 0,
        out: expect.stringMatching(/^match: /),
      })
    appendFileSync(second, ' ')
    expect(await lethe(['egress', 'verify', receipt, second])).toMatchObject({
      status: 1,
      out: expect.stringMatching(/^mismatch: /),
    })
  })

  it('falls back to the built-in engine with a notice, and says so in the report', async () => {
    fake.script({ status: 403 })
    const json = await lethe(['analyze', '--engine', 'claude', '--json'], { ANTHROPIC_API_KEY: KEY })
    const analysis = analysisSchema.parse(JSON.parse(json.out))
    expect([analysis.engine, analysis.notice]).toEqual(['local', expect.stringContaining('may not use this model')])
    expect(analysis.receipt.requests).toHaveLength(1)
    fake.script({ status: 403 })
    const { out } = await lethe(['analyze', '--engine', 'claude'], { ANTHROPIC_API_KEY: KEY })
    expect(out).toContain('may not use this model')
    expect(out).not.toContain('Nothing left this machine')
  })

  it('refuses without a key, with a model that is not there, and with an address that would leak the key', async () => {
    expect(await lethe(['analyze', '--engine', 'claude'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('ANTHROPIC_API_KEY is not set'),
    })
    const key = { ANTHROPIC_API_KEY: KEY }
    expect(await lethe(['analyze', '--engine', 'claude', '--model', 'best'], key)).toMatchObject({
      status: 2,
      err: expect.stringContaining('there is no model'),
    })
    expect(
      await lethe(['analyze', '--engine', 'claude'], { ...key, ANTHROPIC_BASE_URL: 'http://gateway.example.com' }),
    ).toMatchObject({ status: 2, err: expect.stringContaining('ANTHROPIC_BASE_URL') })
  })
})

describe('lethe egress verify', () => {
  it('refuses what is no receipt and what cannot be read', async () => {
    const file = join(folder, 'other.json')
    writeFileSync(file, '{"a":1}')
    expect(await lethe(['egress', 'verify', file, file])).toMatchObject({
      status: 2,
      err: expect.stringContaining('neither an analysis nor a receipt'),
    })
    expect(await lethe(['egress', 'verify', join(folder, 'none.json'), file])).toMatchObject({
      status: 2,
      err: expect.stringContaining('cannot read'),
    })
    expect((await lethe(['egress', 'check'])).status).toBe(2)
  })
})
