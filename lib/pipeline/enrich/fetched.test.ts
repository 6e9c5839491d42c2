import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FakeSenderApi, startFakeSenderApi } from '../../../e2e/fakes/sender-api.ts'
import { type OutboundLimits, outbound } from '../../outbound.ts'
import { fetchGithubLogs } from './github.ts'
import { isZip, readZip } from './read-zip.ts'
import { fetchSentryEvent } from './sentry.ts'

let api: FakeSenderApi
let storage: FakeSenderApi
beforeAll(async () => {
  api = await startFakeSenderApi()
  storage = await startFakeSenderApi()
})
afterAll(() => Promise.all([api.close(), storage.close()]))
const fetch = (limits: OutboundLimits) => outbound(limits, [api.host, storage.host])
const access = () => ({ token: api.token, api: api.api })

/** An archive as zip tools write one: local records, the directory, its end. */
function zipOf(files: Readonly<Record<string, string>>, { stored = false, flags = 0 } = {}): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const packed = stored ? Buffer.from(text) : deflateRawSync(text)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(flags, 8)
    entry.writeUInt16LE(stored ? 0 : 8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    locals.push(local, Buffer.from(name), packed)
    directory.push(entry, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, ...directory, end])
}

describe('an event at Sentry', () => {
  const event = {
    platform: 'python',
    entries: [
      {
        type: 'exception',
        data: {
          values: [
            {
              type: 'OperationalError',
              value: 'too many clients',
              stacktrace: {
                frames: [
                  {
                    filename: 'a.py',
                    function: 'save',
                    lineNo: 4,
                    inApp: true,
                    context: [[4, 'save(order)']],
                    vars: { order: '17' },
                  },
                ],
              },
            },
          ],
        },
      },
      {
        type: 'breadcrumbs',
        data: { values: [{ timestamp: '2026-11-20T09:00:00Z', level: 'warning', message: 'pool is full' }] },
      },
    ],
  }

  it('is the latest of its issue, with frames, locals and breadcrumbs', async () => {
    api.put('/api/0/organizations/shop/issues/77/events/latest/', { body: JSON.stringify(event) })
    const details = await fetchSentryEvent({ issue: '77', organization: 'shop' }, access(), fetch)
    expect(details).toEqual({
      ok: true,
      evidence: [
        {
          type: 'stack',
          text: 'Traceback (most recent call last):\n  File "a.py", line 4, in save\n    save(order)\n      order = 17\nOperationalError: too many clients',
        },
        { type: 'log', text: '2026-11-20T09:00:00Z WARNING pool is full' },
      ],
    })
  })

  it('is asked for without the organisation where the webhook does not name it, or names no such thing', async () => {
    api.put('/api/0/issues/77/events/latest/', { body: JSON.stringify(event) })
    for (const ref of [{ issue: '77' }, { issue: '77', organization: '../../x' }])
      expect(await fetchSentryEvent(ref, access(), fetch)).toMatchObject({ ok: true })
  })

  it.each([
    [401, '{}', 'refused'],
    [404, '{}', 'not_found'],
    [503, '{}', 'busy'],
    [200, 'no json', 'unreadable'],
    [200, '{"entries":[]}', 'empty'],
  ])('%i %s: %s', async (status, body, problem) => {
    api.put('/api/0/issues/78/events/latest/', { status, body })
    expect(await fetchSentryEvent({ issue: '78' }, access(), fetch)).toEqual({ ok: false, problem })
  })

  it('is never asked for by what is no number, nor anywhere but at the host of the token', async () => {
    const before = api.requests.length
    for (const issue of ['', '7/../8', '1?x=1', '9'.repeat(21), 'latest'])
      expect(await fetchSentryEvent({ issue }, access(), fetch)).toEqual({ ok: false, problem: 'not_found' })
    expect(api.requests.length).toBe(before)
    api.put('/api/0/issues/79/events/latest/', { location: `${storage.api}/x` })
    expect(await fetchSentryEvent({ issue: '79' }, access(), fetch)).toEqual({ ok: false, problem: 'unreachable' })
    expect(storage.requests).toEqual([])
  })
})

describe('logs at GitHub', () => {
  const LOG = '2026-11-20T09:00:01.0000000Z ##[error]Process completed with exit code 1.'
  const jobs = (...list: unknown[]) =>
    api.put('/repos/shop/orders/actions/runs/900/attempts/2/jobs', { body: JSON.stringify({ jobs: list }) })
  const logAt = (job: number, body: string | Buffer) => {
    api.put(`/repos/shop/orders/actions/jobs/${job}/logs`, { location: `${storage.api}/logs/${job}` })
    storage.put(`/logs/${job}`, { body, open: true })
  }
  const ofRun = { repository: 'shop/orders', run: '900', attempt: '2' }

  it('are those of the jobs that failed; the token does not go to the storage', async () => {
    jobs({ id: 1, name: 'lint', conclusion: 'success' }, { id: 2, name: 'unit', conclusion: 'failure' })
    logAt(2, `\uFEFF${LOG}`)
    expect(await fetchGithubLogs(ofRun, access(), fetch)).toEqual({
      ok: true,
      evidence: [{ type: 'log', text: `Job: unit\n${LOG}` }],
    })
    expect(storage.requests.at(-1)).toEqual({ path: '/logs/2', authorization: '' })
    expect(api.requests.at(-1)?.authorization).toBe(`Bearer ${api.token}`)
  })

  it('may come as an archive of texts', async () => {
    logAt(3, zipOf({ 'unit/1_Set up job.txt': 'ok', 'unit/2_Test.txt': LOG, 'unit/picture.png': 'x' }))
    const details = await fetchGithubLogs({ repository: 'shop/orders', job: '3' }, access(), fetch)
    expect(details).toEqual({ ok: true, evidence: [{ type: 'log', text: `ok\n${LOG}` }] })
    logAt(4, zipOf({ 'a.txt': 'x' }, { flags: 1 }))
    expect(await fetchGithubLogs({ repository: 'shop/orders', job: '4' }, access(), fetch)).toEqual({
      ok: false,
      problem: 'unreadable',
    })
  })

  it('of any length are read from their end, in bounded memory', async () => {
    logAt(5, `${'x'.repeat(99)}\n`.repeat(120_000) + LOG)
    const details = await fetchGithubLogs({ repository: 'shop/orders', job: '5' }, access(), fetch)
    const [log] = details.ok ? details.evidence : []
    expect(log).toMatchObject({ type: 'log', truncated: true })
    expect(log?.text.endsWith(LOG)).toBe(true)
    expect(log?.text.length).toBeLessThanOrEqual(4 * 1024 * 1024)
    logAt(6, Buffer.alloc(33 * 1024 * 1024, 'x'))
    expect(await fetchGithubLogs({ repository: 'shop/orders', job: '6' }, access(), fetch)).toEqual({
      ok: false,
      problem: 'unreachable',
    })
  })

  it('behind an address that may not be reached are not fetched', async () => {
    api.put('/repos/shop/orders/actions/jobs/7/logs', { location: 'http://169.254.169.254/latest/meta-data' })
    expect(await fetchGithubLogs({ repository: 'shop/orders', job: '7' }, access(), fetch)).toEqual({
      ok: false,
      problem: 'unreachable',
    })
  })

  it('that are not there, or not for this token, end with a name', async () => {
    const bad = { token: 'another-token', api: api.api }
    expect(await fetchGithubLogs(ofRun, bad, fetch)).toEqual({ ok: false, problem: 'refused' })
    api.put('/repos/shop/orders/actions/jobs/8/logs', { status: 410 })
    expect(await fetchGithubLogs({ repository: 'shop/orders', job: '8' }, access(), fetch)).toEqual({
      ok: false,
      problem: 'not_found',
    })
    jobs({ id: 1, name: 'lint', conclusion: 'success' })
    expect(await fetchGithubLogs(ofRun, access(), fetch)).toEqual({ ok: false, problem: 'empty' })
    const before = api.requests.length
    for (const repository of ['', 'shop', 'shop/orders/..', '../x', 'shop/..', 'a b/c', 'shop/orders?x'])
      expect(await fetchGithubLogs({ ...ofRun, repository }, access(), fetch), repository).toEqual({
        ok: false,
        problem: 'not_found',
      })
    expect(api.requests.length).toBe(before)
  })
})

describe('an archive', () => {
  it('gives stored and deflated files by name', () => {
    for (const stored of [true, false]) {
      const zip = zipOf({ 'a.txt': 'one', 'b.bin': 'two', 'c.txt': 'three' }, { stored })
      expect(isZip(zip)).toBe(true)
      expect(readZip(zip, (name) => name.endsWith('.txt'), 1_000)).toEqual(['one', 'three'])
    }
  })

  it('that unpacks to more than the limit, is cut, or lies about itself gives nothing', () => {
    expect(readZip(zipOf({ 'a.txt': 'x'.repeat(10_000_000) }), () => true, 1_000)).toBeNull()
    const zip = zipOf({ 'a.txt': 'some text of a log', 'b.txt': 'more' })
    for (let end = 0; end < zip.length; end += 3)
      expect(() => readZip(zip.subarray(0, end), () => true, 1_000)).not.toThrow()
    for (let at = 0; at < zip.length; at++) {
      const broken = Buffer.from(zip)
      broken[at] = (broken[at] ?? 0) ^ 0xff
      expect(() => readZip(broken, () => true, 1_000)).not.toThrow()
    }
  })
})
