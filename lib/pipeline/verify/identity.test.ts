import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Unavailable } from '../../errors.ts'
import type { OutboundFetch } from '../../outbound.ts'
import type { SourceConfig } from '../../source-kinds/source-facts.ts'
import { settingOf } from '../../source-kinds.ts'
import { verifyIdentityWith } from './identity.ts'
import { IdentityKeys } from './identity-keys.ts'

// Keys of nobody, made for this run; the fetch that would ask Microsoft or Google for their set answers with it.

const pairOf = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength })
const [ours, others, short] = [pairOf(2_048), pairOf(2_048), pairOf(1_024)]
const jwkOf = (kid: string, key: KeyObject) => ({ ...key.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' })
const SET = {
  keys: [jwkOf('k1', ours.publicKey), jwkOf('short', short.publicKey), { kid: 'ec', kty: 'EC', crv: 'P-256' }],
}

const NOW = new Date('2026-11-21T10:00:00Z')
const seconds = NOW.getTime() / 1_000
const DIRECTORY = '0f8fad5b-d9cb-469f-a165-70867728950e'
const APPLICATION = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
const ACCOUNT = 'push@shop.iam.gserviceaccount.com'

interface Case {
  kind: 'azure' | 'gcp'
  settings: SourceConfig
  claims: Record<string, unknown>
  keysAt: string
}
const TIMES = { iat: seconds - 10, nbf: seconds - 10, exp: seconds + 3_590 }
const AZURE: Case = {
  kind: 'azure',
  settings: { auth: 'identity', directory: DIRECTORY.toUpperCase(), audience: `api://${APPLICATION}` },
  claims: {
    ...TIMES,
    iss: `https://sts.windows.net/${DIRECTORY}/`,
    aud: `api://${APPLICATION}`,
    appid: '461e8683-5575-4561-ac7f-899cc907d62a',
  },
  keysAt: `https://login.microsoftonline.com/${DIRECTORY}/discovery/v2.0/keys`,
}
const { appid, ...withoutCaller } = AZURE.claims
const AZURE_2: Case = {
  ...AZURE,
  claims: {
    ...withoutCaller,
    iss: `https://login.microsoftonline.com/${DIRECTORY}/v2.0`,
    aud: APPLICATION,
    azp: appid,
  },
}
const GCP: Case = {
  kind: 'gcp',
  settings: { auth: 'identity', caller: ACCOUNT, audience: 'lethe-alerts' },
  claims: { ...TIMES, iss: 'https://accounts.google.com', aud: 'lethe-alerts', email: ACCOUNT, email_verified: true },
  keysAt: 'https://www.googleapis.com/oauth2/v3/certs',
}
const CASES = [
  { name: 'azure, version 1', given: AZURE },
  { name: 'azure, version 2', given: AZURE_2 },
  { name: 'gcp', given: GCP },
]

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
function tokenOf(claims: object, head: object = {}, key: KeyObject = ours.privateKey): string {
  const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: 'k1', ...head })}.${part(claims)}`
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`
}

function world(answer: () => Response = () => Response.json(SET)) {
  const asked: string[] = []
  const fetch: OutboundFetch = async (url) => {
    asked.push(String(url))
    return answer()
  }
  const keys = new IdentityKeys(() => fetch)
  const said = async ({ kind, settings }: Case, authorization: string | undefined, now = NOW) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization }
    const terms = { now, setting: (name: Parameters<typeof settingOf>[2]) => settingOf(kind, settings, name) }
    const found = await verifyIdentityWith(
      (url, kid, at) => keys.find(url, kid, at),
      kind,
      { headers, raw: Buffer.from('{}') },
      terms,
    )
    return found.ok ? 'ok' : found.reason
  }
  return { asked, keys, said }
}

describe.each(CASES)('a token for $name', ({ given }) => {
  const claimsWith = (changes: object) => ({ ...given.claims, ...changes })

  it('opens the door, and its keys are asked of that cloud once', async () => {
    const { asked, said } = world()
    const token = tokenOf(given.claims)
    expect(await said(given, `Bearer ${token}`)).toBe('ok')
    expect(await said(given, `bearer ${token}`)).toBe('ok')
    expect(asked).toEqual([given.keysAt])
  })

  it('of a stranger is refused before anybody is asked', async () => {
    const { asked, said } = world()
    const wrong = [
      { iss: 'https://login.example' },
      { iss: `https://sts.windows.net/${APPLICATION}/` },
      { aud: 'somebody-else' },
      { aud: ['a', 'b'] },
      given.kind === 'gcp' ? { email: 'other@shop.iam.gserviceaccount.com' } : { appid: APPLICATION, azp: APPLICATION },
      given.kind === 'gcp' ? { email_verified: false } : { appid: undefined, azp: undefined },
    ]
    for (const changes of wrong)
      expect(await said(given, `Bearer ${tokenOf(claimsWith(changes))}`)).toBe('unexpected_caller')
    expect(await said({ ...given, settings: {} }, `Bearer ${tokenOf(given.claims)}`)).toBe('unexpected_caller')
    expect(asked).toEqual([])
  })

  it.each([
    ['another key', tokenOf(given.claims, {}, others.privateKey), 'mismatch'],
    ['a key that is in no set', tokenOf(given.claims, { kid: 'k9' }), 'mismatch'],
    ['a key that is too short', tokenOf(given.claims, { kid: 'short' }, short.privateKey), 'mismatch'],
    ['a key of another kind', tokenOf(given.claims, { kid: 'ec' }), 'mismatch'],
    ['no signature', tokenOf(given.claims, { alg: 'none' }), 'malformed'],
    ['a shared secret', tokenOf(given.claims, { alg: 'HS256' }), 'malformed'],
    ['no claims', tokenOf({}), 'malformed'],
    ['an end that has passed', tokenOf({ ...given.claims, exp: seconds - 301 }), 'stale'],
    ['a beginning ahead', tokenOf({ ...given.claims, nbf: seconds + 301 }), 'stale'],
    ['no end', tokenOf({ ...given.claims, exp: undefined }), 'malformed'],
  ])('with %s is refused', async (_name, token, reason) => {
    expect(await world().said(given, `Bearer ${token}`)).toBe(reason)
  })

  it('changed in any character is refused, and so is anything else', async () => {
    const { said } = world()
    const token = tokenOf(given.claims)
    for (let at = 0; at < token.length; at += 7) {
      const other = token[at] === 'A' ? 'B' : 'A'
      expect(await said(given, `Bearer ${token.slice(0, at)}${other}${token.slice(at + 1)}`)).not.toBe('ok')
    }
    for (const text of ['Bearer', 'Bearer a.b', `Basic ${token}`, `Bearer ${token}.x`, `Bearer ${'x'.repeat(9_000)}`])
      expect(await said(given, text)).toBe('malformed')
    expect(await said(given, undefined)).toBe('missing')
  })
})

describe('the keys of a cloud', () => {
  it('are asked again for a new name, at most once a minute', async () => {
    const { asked, said } = world()
    const unknown = `Bearer ${tokenOf(GCP.claims, { kid: 'k2' })}`
    for (let i = 0; i < 3; i++) expect(await said(GCP, unknown)).toBe('mismatch')
    expect(asked).toHaveLength(1)
    expect(await said(GCP, unknown, new Date(NOW.getTime() + 61_000))).toBe('mismatch')
    expect(asked).toHaveLength(2)
  })

  it.each([
    ['an error', () => new Response('', { status: 500 })],
    ['no set', () => Response.json({ nothing: true })],
    ['no JSON', () => new Response('<html>')],
  ])('that answer with %s are our fault, not the sender\u2019s, and are asked again later', async (_name, answer) => {
    const { asked, said } = world(answer)
    const token = `Bearer ${tokenOf(GCP.claims)}`
    for (let i = 0; i < 3; i++) await expect(said(GCP, token)).rejects.toThrow(Unavailable)
    expect(asked).toHaveLength(1)
    await expect(said(GCP, token, new Date(NOW.getTime() + 6_000))).rejects.toThrow(Unavailable)
    expect(asked).toHaveLength(2)
  })
})
