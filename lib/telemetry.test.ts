import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../ops/test-database.ts'
import { type Cast, seedCast } from '../prisma/seed.ts'
import { listConsents } from './data/consents.ts'
import { Conflict } from './errors.ts'
import { openKeyRing } from './keyring.ts'
import { changeConsent, closedBy, TELEMETRY_TEXT_VERSION, telemetryState } from './telemetry.ts'

let database: TestDatabase
let cast: Cast
let receiver: Server
const received: string[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  vi.stubEnv('LETHE_HOME', database.home)
  vi.stubEnv('DATABASE_APP_URL', database.appUrl)
  vi.stubEnv('DATABASE_DOOR_URL', database.doorUrl)
  cast = await seedCast(openKeyRing(join(database.home, 'keys')))
  receiver = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (chunk: string) => received.push(chunk))
    request.on('end', () => response.writeHead(204).end())
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
}, 60_000)
afterAll(async () => {
  receiver.close()
  await database.drop()
})

const url = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`

const UNSET = { LETHE_TELEMETRY_URL: '', LETHE_DISABLE_TELEMETRY: '', DO_NOT_TRACK: '' }

/** A process of its own reports one event of `userId`; answers which of our telemetry modules it has loaded. */
async function report(userId: string, settings: Record<string, string>): Promise<string[]> {
  const script = `
    import { registerHooks } from 'node:module'
    const loaded = []
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) })
    const { reportEvent } = await import('./lib/telemetry.ts')
    await reportEvent('${userId}', 'analysis_made')
    console.log(JSON.stringify(loaded.filter((url) => url.includes('/lib/telemetry'))))
    process.exit(0)`
  for (const [name, value] of Object.entries({ ...UNSET, ...settings })) vi.stubEnv(name, value)
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk))
  await new Promise((resolve) => child.once('exit', resolve))
  return (JSON.parse(out) as string[]).map((loaded) => loaded.split('/').at(-1) ?? '')
}

const agree = { granted: true, textVersion: TELEMETRY_TEXT_VERSION }

describe('telemetry', () => {
  it('is off for somebody who has said nothing', async () => {
    expect(await report(cast.bob.id, { LETHE_TELEMETRY_URL: url() })).toEqual(['telemetry.ts'])
    expect(received).toEqual([])
    expect((await telemetryState(cast.bob.id)).granted).toBe(false)
  })

  it('is sent for somebody who agreed: a word and a version, nothing of them', async () => {
    await changeConsent(cast.alice.id, agree)
    expect(await report(cast.alice.id, { LETHE_TELEMETRY_URL: url() })).toEqual(['telemetry.ts', 'telemetry-sender.ts'])
    expect(received.splice(0)).toEqual(['{"event":"analysis_made","version":"0.1.0"}'])
  })

  it.each<Record<string, string>>([{ LETHE_DISABLE_TELEMETRY: '1' }, { DO_NOT_TRACK: '1' }])(
    'with %o sends nothing whoever agreed, and never loads what would send',
    async (gate) => {
      await changeConsent(cast.alice.id, agree)
      expect(await report(cast.alice.id, { LETHE_TELEMETRY_URL: url(), ...gate })).toEqual(['telemetry.ts'])
      expect(received).toEqual([])
    },
  )

  it('without an address of the operator’s sends nothing', async () => {
    await changeConsent(cast.alice.id, agree)
    expect(await report(cast.alice.id, {})).toEqual(['telemetry.ts'])
    expect(closedBy({ telemetryDisabled: false, telemetryUrl: null })).toBe('no_receiver')
    expect(closedBy({ telemetryDisabled: true, telemetryUrl: url() })).toBe('environment')
  })

  it('keeps each grant and each withdrawal with its time and text; a withdrawal ends it at once', async () => {
    const from = (await listConsents(cast.alice.id)).length
    await changeConsent(cast.alice.id, { granted: false, textVersion: 'whatever' })
    expect(await report(cast.alice.id, { LETHE_TELEMETRY_URL: url() })).toEqual(['telemetry.ts'])
    const history = await listConsents(cast.alice.id)
    expect(history).toHaveLength(from + 1)
    expect(history[0]).toMatchObject({ purpose: 'telemetry', granted: false, textVersion: TELEMETRY_TEXT_VERSION })
    expect(Math.abs(Date.now() - (history[0]?.at.getTime() ?? 0))).toBeLessThan(60_000)
    expect(history.at(-1)).toMatchObject({ granted: true })
  })

  it('takes no word for a text that was not read', async () => {
    await expect(changeConsent(cast.alice.id, { granted: true, textVersion: '2020-01-01' })).rejects.toThrow(Conflict)
  })
})
