import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, seedCast } from '../../prisma/seed.ts'
import { hashToken } from '../auth/token.ts'
import { createApiKey } from '../data/api-keys.ts'
import { openKeyRing } from '../keyring.ts'
import { makeKeyText } from './key-text.ts'
import { isSignedOnce, signatureOf } from './signed-request.ts'

let database: TestDatabase
let cast: Cast
let keyId: string
const secret = 'lethe_sign_test'

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await seedCast(openKeyRing(join(database.home, 'keys')))
  keyId = await createApiKey(cast.acme, {
    ...{ createdById: cast.alice.id, name: 'signed', tokenHash: hashToken(makeKeyText()), hint: 'abcd' },
    ...{ scopes: ['analyses:read'], allowedAddresses: [], sealedSigningSecret: 'v1.k.i.b' },
    expiresAt: new Date(Date.now() + 60_000),
  })
}, 60_000)
afterAll(() => database.drop())

const NOW = Date.now()
const seconds = (ms: number) => String(Math.floor(ms / 1_000))
let used = 0
const freshNonce = () => `nonce-of-the-test-${used++}`

interface Change {
  timestamp?: string
  nonce?: string
  signed?: Partial<Parameters<typeof signatureOf>[1]>
  with?: string
  query?: string
}

function ask(change: Change = {}): [Request, Buffer] {
  const body = Buffer.from('{"text":"a"}')
  const [timestamp, nonce] = [change.timestamp ?? seconds(NOW), change.nonce ?? freshNonce()]
  const parts = { timestamp, nonce, method: 'POST', path: '/api/v1/analyses', body, ...change.signed }
  const headers = {
    'lethe-timestamp': timestamp,
    'lethe-nonce': nonce,
    'lethe-signature': signatureOf(change.with ?? secret, parts),
  }
  const request = new Request(`http://localhost/api/v1/analyses${change.query ?? ''}`, {
    method: 'POST',
    headers,
    body,
  })
  return [request, body]
}
const isTaken = ([request, body]: [Request, Buffer]) =>
  isSignedOnce({ tenant: cast.acme, keyId, secret }, request, body, NOW)

describe('a signed request', () => {
  it('is taken once', async () => {
    const nonce = freshNonce()
    expect(await isTaken(ask({ nonce }))).toBe(true)
    expect(await isTaken(ask({ nonce }))).toBe(false)
    expect(await isTaken(ask())).toBe(true)
  })

  it('of ten that say the same nonce at once, one is taken', async () => {
    const nonce = freshNonce()
    const taken = await Promise.all(Array.from({ length: 10 }, () => isTaken(ask({ nonce }))))
    expect(taken.filter(Boolean)).toHaveLength(1)
  })

  it.each<[string, Change]>([
    ['of another time than it says', { signed: { timestamp: seconds(NOW - 1_000) } }],
    ['with another nonce', { signed: { nonce: 'another-nonce-of-the-test' } }],
    ['with another method', { signed: { method: 'DELETE' } }],
    ['for another path', { signed: { path: '/api/v1/analyses/1' } }],
    ['with a query that was not signed', { query: '?limit=1' }],
    ['with another body', { signed: { body: Buffer.from('{"text":"b"}') } }],
    ['with another secret', { with: 'lethe_sign_other' }],
    ['six minutes old', { timestamp: seconds(NOW - 6 * 60_000) }],
    ['six minutes ahead', { timestamp: seconds(NOW + 6 * 60_000) }],
    ['of no time', { timestamp: '' }],
    ['with a short nonce', { nonce: 'short' }],
  ])('is refused %s', async (_, change) => {
    expect(await isTaken(ask(change))).toBe(false)
  })

  it('that is refused uses no nonce up', async () => {
    const nonce = freshNonce()
    expect(await isTaken(ask({ nonce, with: 'lethe_sign_other' }))).toBe(false)
    expect(await isTaken(ask({ nonce }))).toBe(true)
  })
})
