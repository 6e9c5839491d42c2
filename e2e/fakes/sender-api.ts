import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FakeSenderApi {
  /** `127.0.0.1:port`, for LETHE_OUTBOUND_ALLOW. */
  host: string
  /** The API's origin, as a source's token is set up with. */
  api: string
  /** The one token that it takes, as `Authorization: Bearer`. */
  token: string
  requests: readonly { path: string; authorization: string }[]
  /** What a path answers; a `location` makes it a redirect. Paths are compared without their query. */
  put(path: string, answer: { status?: number; body?: string | Buffer; location?: string; open?: boolean }): void
  close(): Promise<void>
}

/** A web API of a sender on loopback: Sentry's, GitHub's, or the storage that GitHub redirects to. */
export async function startFakeSenderApi(token = `fake-${'token'}-of-nobody`): Promise<FakeSenderApi> {
  const answers = new Map<string, Parameters<FakeSenderApi['put']>[1]>()
  const requests: { path: string; authorization: string }[] = []
  const server = http.createServer((request, response) => {
    const { url: path = '', headers } = request
    requests.push({ path, authorization: headers.authorization ?? '' })
    const found = answers.get(path.split('?')[0] ?? '')
    if (!found?.open && headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end('{}')
    if (!found) return void response.writeHead(404).end('{}')
    const { status = 200, body = '', location } = found
    if (location === undefined) response.writeHead(status).end(body)
    else response.writeHead(302, { location }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    api: `http://${host}`,
    token,
    requests,
    put: (path, answer) => void answers.set(path, answer),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
