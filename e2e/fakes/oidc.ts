import { createHash, randomBytes } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Grant, idToken, MODES, type Mode, makeSigningKey, type SigningKey } from './oidc-tokens.ts'

export interface FakeIdentity {
  /** For LETHE_IDENTITY_URL; GitHub and Google are below it. */
  url: string
  /** For OIDC_ISSUER. */
  issuer: string
  clientId: string
  clientSecret: string
  close(): Promise<void>
}

/**
 * Identity providers on loopback: two OpenID Connect issuers (`/oidc`, `/google`) with discovery, JWKS, an authorize page,
 * token and userinfo, and one that speaks as GitHub does (`/github`). Who signs in, and how honestly the provider behaves,
 * is filled in on the authorize page, so that tests beside each other do not share a state. Client, redirect address and
 * PKCE are checked as a provider must (RFC 6749, 7636, OpenID Connect Core 1.0); a code works once.
 */
export async function startFakeIdentity(): Promise<FakeIdentity> {
  const house: House = {
    ...{ url: '', clientId: 'lethe-e2e', clientSecret: randomBytes(18).toString('hex') },
    ...{ codes: new Map(), tokens: new Map() },
    keys: { own: makeSigningKey('own'), foreign: makeSigningKey('own') },
  }
  const server = http.createServer((request, response) => answer(house, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  house.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...{ url: house.url, issuer: `${house.url}/oidc`, clientId: house.clientId, clientSecret: house.clientSecret },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

interface House {
  url: string
  clientId: string
  clientSecret: string
  codes: Map<string, Grant>
  tokens: Map<string, Grant>
  keys: { own: SigningKey; foreign: SigningKey }
}

async function answer(house: House, request: http.IncomingMessage, response: http.ServerResponse): Promise<unknown> {
  const asked = new URL(request.url ?? '/', house.url)
  const [, provider = '', ...rest] = asked.pathname.split('/')
  const issuer = `${house.url}/${provider}`
  const json = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  const form = new URLSearchParams(request.method === 'POST' ? await bodyOf(request) : '')
  const bearer = house.tokens.get((request.headers.authorization ?? '').replace(/^\w+ /, ''))
  switch (rest.join('/')) {
    case '.well-known/openid-configuration':
      // One that calls itself by another's name.
      return json(
        200,
        provider.startsWith('liar') ? { ...discovery(issuer), issuer: `${house.url}/oidc` } : discovery(issuer),
      )
    case 'jwks':
      return json(200, { keys: [house.keys.own.jwk] })
    case 'authorize':
    case 'login/oauth/authorize':
      if (request.method === 'POST') return response.writeHead(303, { location: grantCode(house, issuer, form) }).end()
      return response.writeHead(200, { 'content-type': 'text/html' }).end(authorizePage(asked.searchParams))
    case 'token':
    case 'login/oauth/access_token':
      return json(...redeem(house, issuer, form, request))
    case 'userinfo': {
      const sub = bearer?.mode === 'other_subject_in_userinfo' ? 'somebody-else' : bearer?.sub
      return bearer ? json(200, { sub, email: bearer.email, email_verified: bearer.emailVerified }) : json(401, {})
    }
    case 'api/user':
      return bearer ? json(200, { id: Number(bearer.sub), login: 'octo', name: 'Octo' }) : json(401, {})
    case 'api/user/emails':
      return bearer ? json(200, githubEmails(bearer)) : json(401, {})
    default:
      return json(404, {})
  }
}

const githubEmails = ({ email, emailVerified }: Grant) => [
  { email: 'other@github.test', primary: false, verified: true },
  { email, primary: true, verified: emailVerified },
]

/** A code for tokens, once. */
function redeem(
  house: House,
  issuer: string,
  form: URLSearchParams,
  request: http.IncomingMessage,
): [number, Record<string, string>] {
  const code = form.get('code') ?? ''
  const grant = house.codes.get(code)
  house.codes.delete(code)
  if (!grant || !isRightful(grant, form, request, house.clientSecret)) return [400, { error: 'invalid_grant' }]
  const token = randomBytes(16).toString('hex')
  house.tokens.set(token, grant)
  const answer = { access_token: token, token_type: 'bearer', scope: 'as asked' }
  return [200, issuer.endsWith('/github') ? answer : { ...answer, id_token: idToken(grant, issuer, house.keys) }]
}

const discovery = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  userinfo_endpoint: `${issuer}/userinfo`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
})

/** Escaped: it shows what a request brought. */
const attribute = (value: string) => value.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)

function authorizePage(asked: URLSearchParams): string {
  const carried = [...asked].map(
    ([name, value]) => `<input type="hidden" name="asked_${attribute(name)}" value="${attribute(value)}">`,
  )
  const options = MODES.map((mode) => `<option>${mode}</option>`).join('')
  return `<!doctype html><title>Fake provider</title><h1>Fake provider</h1><form method="post">
    ${carried.join('')}
    <label>Subject <input name="sub"></label> <label>Address <input name="email"></label>
    <label><input type="checkbox" name="verified" checked> verified</label>
    <label><input type="checkbox" name="in_token" checked> address in the token</label>
    <label>Mode <select name="mode">${options}</select></label>
    <button>Go on</button> <button name="cancel" value="1">Cancel</button></form>`
}

/** Where the browser goes next: back to the client with a code, or with a refusal. */
function grantCode({ codes, clientId }: House, issuer: string, form: URLSearchParams): string {
  const asked = (name: string) => form.get(`asked_${name}`) ?? ''
  const mode = MODES.find((known) => known === form.get('mode')) ?? ('honest' satisfies Mode)
  const back = new URL(asked('redirect_uri'))
  if (mode !== 'no_state') back.searchParams.set('state', asked('state'))
  back.searchParams.set('iss', mode === 'other_iss_parameter' ? 'https://accounts.google.com' : issuerOf(issuer))
  if (form.get('cancel') || asked('client_id') !== clientId || asked('code_challenge_method') !== 'S256') {
    back.searchParams.set('error', form.get('cancel') ? 'access_denied' : 'invalid_request')
    return back.href
  }
  const code = randomBytes(16).toString('hex')
  codes.set(code, {
    ...{
      mode,
      clientId,
      redirectUri: asked('redirect_uri'),
      nonce: asked('nonce'),
      challenge: asked('code_challenge'),
    },
    sub: form.get('sub') ?? '',
    email: form.get('email') ?? '',
    emailVerified: form.has('verified'),
    emailInToken: form.has('in_token'),
  })
  back.searchParams.set('code', code)
  return back.href
}

/** GitHub calls itself by the path of its OAuth endpoints. */
const issuerOf = (issuer: string) => (issuer.endsWith('/github') ? `${issuer}/login/oauth` : issuer)

/** The client's secret (header or form), the address and the verifier of the one that asked. */
function isRightful(grant: Grant, form: URLSearchParams, request: http.IncomingMessage, secret: string): boolean {
  const basic = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString('utf8')
  const client = basic ? basic.split(':').map(decodeURIComponent) : [form.get('client_id'), form.get('client_secret')]
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url')
  return (
    client[0] === grant.clientId &&
    client[1] === secret &&
    form.get('redirect_uri') === grant.redirectUri &&
    challenge === grant.challenge
  )
}

async function bodyOf(request: http.IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}
