import { randomBytes } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * An app at Slack on loopback: the page where a person picks a channel and allows or refuses it, `oauth.v2.access`, and
 * `chat.postMessage`. A code is good once, for the client and the return address that it was made for.
 */
export interface FakeSlackApp {
  /** What a server needs to find it. */
  env: Record<string, string>
  /** The bot's token that it gives out. */
  token: string
  posted: readonly { channel: string; authorization: string }[]
  /** How often a code was asked to be exchanged. */
  exchanges: number
  /** What the next exchange answers otherwise than usual. */
  answerNext(change: object): void
  /** Where the browser is led after "Allow" and after "Cancel". */
  allow(authorizeUrl: string): Promise<URL>
  refuse(authorizeUrl: string): Promise<URL>
  close(): Promise<void>
}

const CLIENT = { id: '1111.2222', secret: randomBytes(16).toString('hex') }

/** As Slack answers who allowed it. */
const usualAnswer = (token: string) => ({
  ...{ ok: true, access_token: token, token_type: 'bot', scope: 'chat:write', bot_user_id: 'U0BOT' },
  team: { id: 'T0ACME', name: 'Acme' },
  incoming_webhook: { channel: '#incidents', channel_id: 'C0PICKED', url: 'https://hooks.slack.com/services/T/B/x' },
})

export async function startFakeSlackApp(): Promise<FakeSlackApp> {
  const codes = new Map<string, string>()
  const token = ['xoxb', randomBytes(12).toString('hex')].join('-')
  const posted: { channel: string; authorization: string }[] = []
  const state = { exchanges: 0, change: {} }
  const exchange = (request: http.IncomingMessage, body: string) => {
    state.exchanges++
    const asked = new URLSearchParams(body)
    const code = asked.get('code') ?? ''
    const pair = Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')
    if (request.headers.authorization !== `Basic ${pair}`) return { ok: false, error: 'invalid_client_id' }
    const madeFor = codes.get(code)
    codes.delete(code)
    if (madeFor === undefined || madeFor !== asked.get('redirect_uri')) return { ok: false, error: 'invalid_code' }
    const answer = { ...usualAnswer(token), ...state.change }
    state.change = {}
    return answer
  }
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString('utf8')
    const url = new URL(request.url ?? '', 'http://localhost')
    if (url.pathname === '/oauth/v2/authorize') return answerAuthorize(url, codes, response)
    const json = (value: object) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    if (url.pathname === '/api/oauth.v2.access') return json(exchange(request, body))
    if (url.pathname !== '/api/chat.postMessage') return response.writeHead(404).end()
    posted.push({ channel: JSON.parse(body).channel, authorization: request.headers.authorization ?? '' })
    return json({ ok: true, ts: `${posted.length}.000100` })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const press = async (authorizeUrl: string, button: 'Allow' | 'Cancel') => {
    const page = await (await fetch(authorizeUrl)).text()
    return new URL((new RegExp(`href="([^"]+)">${button}`).exec(page)?.[1] ?? '').replaceAll('&amp;', '&'))
  }
  return {
    env: {
      SLACK_API_URL: `http://${host}/api`,
      SLACK_CLIENT_ID: CLIENT.id,
      SLACK_CLIENT_SECRET: CLIENT.secret,
      LETHE_OUTBOUND_ALLOW: host,
    },
    ...{ token, posted },
    get exchanges() {
      return state.exchanges
    },
    answerNext: (change) => {
      state.change = change
    },
    allow: (url) => press(url, 'Allow'),
    refuse: (url) => press(url, 'Cancel'),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function answerAuthorize(url: URL, codes: Map<string, string>, response: http.ServerResponse): void {
  const back = url.searchParams.get('redirect_uri') ?? ''
  const code = randomBytes(8).toString('hex')
  codes.set(code, back)
  const state = url.searchParams.get('state') ?? ''
  const to = (words: Record<string, string>) =>
    `${back}?${new URLSearchParams({ ...words, state })}`.replaceAll('&', '&amp;')
  const isOurs = url.searchParams.get('client_id') === CLIENT.id
  response.writeHead(isOurs ? 200 : 400, { 'content-type': 'text/html' })
  response.end(
    isOurs
      ? `<h1>Lethe asks for a channel</h1><a href="${to({ code })}">Allow</a> <a href="${to({ error: 'access_denied' })}">Cancel</a>`
      : 'no such client',
  )
}
