import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it, vi } from 'vitest'
import { ensureKeyRing } from '../keyring.ts'
import { openFeedbackLink, signFeedbackLink } from './feedback-links.ts'
import { unscopedTenantId } from './unscoped.ts'

beforeAll(() => {
  const home = mkdtempSync(join(tmpdir(), 'lethe-links-'))
  ensureKeyRing(join(home, 'keys'))
  vi.stubEnv('LETHE_HOME', home)
  vi.stubEnv('DATABASE_URL', 'postgresql://owner@localhost:1/none')
})

const tenant = unscopedTenantId(randomUUID())
const link = { analysisId: randomUUID(), channelId: randomUUID(), expiresAt: new Date('2026-12-01T00:00:00Z') }
const before = new Date('2026-11-30T23:59:59Z')

it('opens to what was signed, until it expires', () => {
  const token = signFeedbackLink(tenant, link)
  expect(token).toMatch(/^[\w-]{112}$/)
  expect(openFeedbackLink(token, before)).toEqual({ tenant, ...link })
  expect(openFeedbackLink(token, link.expiresAt)).toBeNull()
})

it('opens to nothing once a single bit of it is another', () => {
  const bytes = Buffer.from(signFeedbackLink(tenant, link), 'base64url')
  for (let i = 0; i < bytes.length; i++) {
    const forged = Buffer.from(bytes)
    forged.writeUInt8((forged[i] ?? 0) ^ 1, i)
    expect(openFeedbackLink(forged.toString('base64url'), before), `byte ${i}`).toBeNull()
  }
})

it('opens to nothing where it is no link at all', () => {
  for (const token of ['', 'x', 'A'.repeat(112), `${signFeedbackLink(tenant, link)}=`, 'é'.repeat(112)])
    expect(openFeedbackLink(token, before), token.slice(0, 8)).toBeNull()
})
