import { execFile } from 'node:child_process'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from '#lib/pipeline/parse/parse.ts'
import type { RawDelivery } from '#lib/pipeline/verify/verifier.ts'
import { schemeOf, verify } from '#lib/pipeline/verify/verify.ts'
import { guideOf, SOURCE_GUIDES } from './source-guides.ts'
import { shellQuoted, testCommand } from './test-command.ts'

// The command as the page shows it, run by a shell against a server that checks it as the hook does.

const got: RawDelivery[] = []
const server = http.createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  got.push({ headers, raw: Buffer.concat(chunks) })
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

describe.each(Object.entries(SOURCE_GUIDES))('the test event of %s', (kind, guide) => {
  const secret = schemeOf(kind)?.makeSecret() ?? ''

  it.each(['sh', 'bash'])('is signed by %s as the sender would sign it, and is an alert that fires', async (shell) => {
    const { ask, send } = testCommand(guide.test, { endpoint, secret })
    expect(ask).toBeNull()
    expect(await run(shell, send)).toBe('{"accepted":true}\n202\n')
    const delivery = got.at(-1) ?? { headers: {}, raw: Buffer.alloc(0) }
    expect(await verify(kind, delivery, [{ value: secret, notAfter: null }], new Date())).toMatchObject({ ok: true })
    const parsed = parse(kind, delivery.raw.toString(), delivery.headers)
    expect(parsed).toMatchObject({ kind: 'alerts', alerts: [{ status: 'firing', service: 'checkout', keyed: true }] })
  })

  it('takes the secret from the shell where the page no longer knows it, and then shows none', async () => {
    const { ask, send } = testCommand(guide.test, { endpoint, secret: null })
    expect(ask).toContain('read -rs LETHE_SECRET')
    expect(send).not.toContain(secret)
    await run('bash', send, { LETHE_SECRET: secret })
    const delivery = got.at(-1) ?? { headers: {}, raw: Buffer.alloc(0) }
    expect(await verify(kind, delivery, [{ value: secret, notAfter: null }], new Date())).toMatchObject({ ok: true })
    const other = schemeOf(kind)?.makeSecret() ?? ''
    expect(await verify(kind, delivery, [{ value: other, notAfter: null }], new Date())).toMatchObject({ ok: false })
  })

  it('has a body that a shell cannot read as anything else', () => {
    expect(guide.test.body).not.toMatch(/['`\\]/)
    expect(guide.test.body.replaceAll('$NOW', '')).not.toContain('$')
  })
})

it('a secret with quotes, dollars and commands in it stays one word', async () => {
  const hostile = `a'b"c$(touch /tmp/never)\`id\`\\ !x`
  expect(await run('sh', `printf '%s' ${shellQuoted(hostile)}`)).toBe(hostile)
})

it('a kind of a newer version has no guide, and neither has a name of every object', () => {
  expect([guideOf('toaster'), guideOf('constructor')]).toEqual([undefined, undefined])
})
