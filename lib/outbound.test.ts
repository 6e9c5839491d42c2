import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { outbound } from './outbound.ts'
import { checkedAddress, isPublicAddress } from './outbound-address.ts'

const LIMITS = { timeoutMs: 2_000, maxBytes: 10_000, maxRedirects: 2 }
let server: http.Server
let port = 0
const asked: http.IncomingMessage[] = []

beforeAll(async () => {
  server = http.createServer((request, response) => {
    asked.push(request)
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x')
    if (pathname === '/to') response.writeHead(302, { location: searchParams.get('url') ?? '/' }).end()
    else if (pathname === '/loop') response.writeHead(302, { location: '/loop' }).end()
    else if (pathname === '/large') response.end('x'.repeat(20_000))
    else if (pathname === '/slow') response.write('one byte, then silence')
    else request.pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => new Promise((resolve) => server.close(resolve)).finally(() => server.closeAllConnections()))

const allowed = () => outbound(LIMITS, [`127.0.0.1:${port}`])
const at = (path: string) => `http://127.0.0.1:${port}${path}`

describe('addresses', () => {
  it('refuses every range that is not the public internet, in every spelling', () => {
    const inside = [
      '127.0.0.1',
      '127.9.9.9',
      '0.0.0.0',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '192.0.0.1',
      '198.18.0.1',
      '224.0.0.1',
      '240.0.0.1',
      '255.255.255.255',
      '::1',
      '::',
      'fe80::1',
      'fc00::1',
      'fd00:ec2::254',
      'ff02::1',
      '::ffff:127.0.0.1',
      '::ffff:10.0.0.1',
      '::ffff:a9fe:a9fe',
      '::127.0.0.1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001:0:4136:e378:8000:63bf:3fff:fdd2',
      '2001:db8::1',
      'not an address',
      '',
    ]
    expect(inside.filter(isPublicAddress)).toEqual([])
  })

  it('lets public addresses through', () => {
    expect(['1.1.1.1', '93.184.216.34', '2606:4700:4700::1111'].every(isPublicAddress)).toBe(true)
  })

  it('refuses names and literals that lead inside, also written as numbers', async () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]']) {
      await expect(checkedAddress(new URL(`https://${host}/`).hostname), host).rejects.toThrow(/not public|not known/)
    }
  })
})

describe('outbound', () => {
  it('reaches an allowed local address, and passes method, headers and body on', async () => {
    const answer = await allowed()(at('/echo'), { method: 'POST', headers: { 'x-own': 'yes' }, body: 'hello' })
    expect([answer.status, await answer.text(), asked.at(-1)?.headers['x-own']]).toEqual([200, 'hello', 'yes'])
  })

  it('refuses what is not on the list: other port, plain http, a URL with a password', async () => {
    await expect(outbound(LIMITS, [])(at('/'))).rejects.toThrow('must be reached by https')
    await expect(outbound(LIMITS, [`127.0.0.1:${port + 1}`])(at('/'))).rejects.toThrow('must be reached by https')
    await expect(outbound(LIMITS, [])(`https://127.0.0.1:${port}/`)).rejects.toThrow('not public')
    await expect(allowed()(`http://user:word@127.0.0.1:${port}/`)).rejects.toThrow('not used')
    for (const url of ['file:///etc/passwd', 'ftp://example.com/', 'data:text/plain,x', 'gopher://example.com/']) {
      await expect(outbound(LIMITS, [])(url)).rejects.toThrow('must be reached by https')
    }
  })

  it('lets workspaces reach the addresses of the list only where the operator has said that they are not strangers', async () => {
    vi.stubEnv('LETHE_OUTBOUND_ALLOW', `127.0.0.1:${port}`)
    const ask = async (hosted: string) => {
      vi.stubEnv('LETHE_HOSTED', hosted)
      vi.resetModules()
      const [{ outbound: fresh }, { env }] = await Promise.all([import('./outbound.ts'), import('./env.ts')])
      const byOperator = await fresh(LIMITS, env().operatorOutboundAllow)(at('/echo'))
      expect(byOperator.status).toBe(200)
      return fresh(LIMITS)(at('/echo')).then(
        ({ status }) => status,
        (error: Error) => error.message,
      )
    }
    expect(await ask('0')).toBe(200)
    for (const hosted of ['', '1']) expect(await ask(hosted)).toMatch('must be reached by https')
    vi.unstubAllEnvs()
  })

  it('checks every redirect again, follows GET only, and gives up after the limit', async () => {
    const inside = encodeURIComponent('https://169.254.169.254/latest/meta-data')
    await expect(allowed()(at(`/to?url=${inside}`))).rejects.toThrow('not public')
    await expect(allowed()(at('/loop'))).rejects.toThrow('redirect')
    await expect(allowed()(at('/to?url=/echo'), { method: 'POST', body: 'x' })).rejects.toThrow('redirect')
    expect((await allowed()(at('/to?url=/echo'))).status).toBe(200)
  })

  it('does not carry headers to another origin', async () => {
    const other = http.createServer((request, response) => {
      asked.push(request)
      response.end()
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const otherPort = (other.address() as AddressInfo).port
    const away = outbound(LIMITS, [`127.0.0.1:${port}`, `127.0.0.1:${otherPort}`])
    await away(at(`/to?url=${encodeURIComponent(`http://127.0.0.1:${otherPort}/`)}`), {
      headers: { authorization: 'Bearer own' },
    })
    expect(asked.at(-1)?.headers.authorization).toBeUndefined()
    await new Promise((resolve) => other.close(resolve))
  })

  it('ends an answer that is too large or too slow', async () => {
    await expect((await allowed()(at('/large'))).text()).rejects.toThrow('larger than')
    const hurried = outbound({ ...LIMITS, timeoutMs: 200 }, [`127.0.0.1:${port}`])
    await expect(hurried(at('/slow')).then((answer) => answer.text())).rejects.toThrow()
  })
})
