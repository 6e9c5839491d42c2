import { execFile } from 'node:child_process'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from '#lib/pipeline/parse/parse.ts'
import type { RawDelivery } from '#lib/pipeline/verify/verifier.ts'
import { schemeOf, verify } from '#lib/pipeline/verify/verify.ts'
import { factsOf, SOURCE_FACTS, settingOf } from '#lib/source-kinds.ts'
import { shellQuoted, testCommand } from './test-command.ts'
import { testEventOf } from './test-event.ts'

// The command as the page shows it, run by a shell against a server that checks it as the hook does.

const got: (RawDelivery & { url: string })[] = []
const server = http.createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  got.push({ url: request.url ?? '', headers, raw: Buffer.concat(chunks) })
  response.writeHead(202).end('{"accepted":true}')
})
let endpoint = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/hooks/it's-one`
})
afterAll(() => server.close())

const PLACES = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin'
const run = (shell: string, script: string, env: Record<string, string> = {}) =>
  new Promise<string>((resolve, reject) =>
    execFile(shell, ['-c', script], { env: { NODE_ENV: 'test', PATH: PLACES, ...env } }, (error, out, err) =>
      error ? reject(new Error(err)) : resolve(out),
    ),
  )

const NO_EVENT = { expect: '', body: '', sign: [], headers: [] }

const READY = SOURCE_FACTS.flatMap(({ kind, auth }) =>
  auth.flatMap(({ proof }) => {
    const event = testEventOf(kind, proof)
    return event ? [{ kind, proof, event }] : []
  }),
)

it('every kind can be tried but the one that signs with a key of its own', () => {
  const ready = SOURCE_FACTS.filter(({ secretMadeBy }) => secretMadeBy !== 'none').map(({ kind }) => kind)
  expect(ready.filter((kind) => !READY.some((tried) => tried.kind === kind))).toEqual([])
})

describe.each(READY)('the test event of $kind with a $proof', ({ kind, proof, event }) => {
  const settings = factsOf(kind)?.auth.length === 1 ? {} : { auth: proof }
  const scheme = schemeOf(kind, settings)
  const secret = scheme?.makeSecret() ?? ''
  const sending = { endpoint, inPath: proof === 'path', header: settingOf(kind, settings, 'header') }
  const judge = async (value: string) => {
    const { url = '', ...delivery } = got.at(-1) ?? { headers: {}, raw: Buffer.alloc(0) }
    const path = proof === 'path' ? { pathToken: url.split('/').at(-1) ?? '' } : {}
    const kept = [{ value: scheme?.toKeep(value) ?? '', notAfter: null }]
    return verify(kind, { ...delivery, ...path }, kept, new Date(), settings)
  }

  it.each(['sh', 'bash'])('is signed by %s as the sender would sign it, and is an alert that fires', async (shell) => {
    const { ask, send } = testCommand(event, { ...sending, endpoint, secret })
    expect(ask).toBeNull()
    expect(await run(shell, send)).toBe('{"accepted":true}\n202\n')
    expect(await judge(secret)).toMatchObject({ ok: true })
    const { raw, headers } = got.at(-1) ?? { raw: '', headers: {} }
    const parsed = parse(kind, raw.toString(), headers)
    expect(parsed).toMatchObject({ kind: 'alerts', alerts: [{ status: 'firing', keyed: true }] })
    expect(JSON.stringify(parsed)).toContain('checkout')
  })

  it('takes the secret from the shell where the page no longer knows it, and then shows none', async () => {
    const { ask, send } = testCommand(event, { ...sending, endpoint, secret: null })
    expect(ask).toContain('read -rs LETHE_SECRET')
    expect(send).not.toContain(secret)
    await run('bash', send, { LETHE_SECRET: secret })
    expect(await judge(secret)).toMatchObject({ ok: true })
    expect(await judge(scheme?.makeSecret() ?? '')).toMatchObject({ ok: false })
  })

  it('has a body that a shell cannot read as anything else', () => {
    expect(event.body).not.toMatch(/[`\\]|^END$/m)
    expect(event.body.replaceAll('$NOW', '')).not.toContain('$')
  })
})

it('a secret with quotes, dollars and commands in it stays one word', async () => {
  const hostile = `a'b"c$(touch /tmp/never)\`id\`\\ !x`
  expect(await run('sh', `printf '%s' ${shellQuoted(hostile)}`)).toBe(hostile)
})

it("a header's name that a colleague made of shell stays a name", async () => {
  const header = "X-`id`-$HOME-'a'!"
  const event = testEventOf('generic', 'signature')
  const { send } = testCommand(event ?? NO_EVENT, { endpoint, inPath: false, header, secret: 'x'.repeat(16) })
  await run('bash', send)
  expect(Object.keys(got.at(-1)?.headers ?? {})).toContain(header.toLowerCase())
})

it('a kind of a newer version has none, and neither has a name of every object', () => {
  expect([testEventOf('toaster', 'signature'), testEventOf('constructor', 'token')]).toEqual([undefined, undefined])
})
