import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ensureKeyRing, KeyRingError, openKeyRing, rotateKeyRing } from './keyring.ts'

const ACME = { tenant: 'acme', field: 'channel.url' }

let folder: string
let keys: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lethe-keys-'))
  keys = join(folder, 'keys')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a sealed value', () => {
  it('opens for the tenant and field that it was sealed for', () => {
    const ring = ensureKeyRing(keys)
    expect(ring.open(ring.seal('grüße', ACME), ACME).toString()).toBe('grüße')
    expect(ring.open(ring.seal('', ACME), ACME).toString()).toBe('')
  })

  it('does not open for another tenant or field', () => {
    const ring = ensureKeyRing(keys)
    const sealed = ring.seal('secret', ACME)
    expect(() => ring.open(sealed, { ...ACME, tenant: 'other' })).toThrow(KeyRingError)
    expect(() => ring.open(sealed, { ...ACME, field: 'channel' })).toThrow(KeyRingError)
    expect(() => ring.open(sealed, { tenant: 'acmechannel', field: '.url' })).toThrow(KeyRingError)
  })

  it('does not open after any one bit of it was changed', () => {
    const ring = ensureKeyRing(keys)
    const [version, id, iv = '', body = ''] = ring.seal('secret', ACME).split('.')
    const flips = (text: string) =>
      [...Buffer.from(text, 'base64url').keys()].map((at) => {
        const bytes = Buffer.from(text, 'base64url')
        bytes.writeUInt8((bytes[at] ?? 0) ^ 1, at)
        return bytes.toString('base64url')
      })
    const forged = [
      ...flips(iv).map((changed) => [version, id, changed, body].join('.')),
      ...flips(body).map((changed) => [version, id, iv, changed].join('.')),
    ]
    expect(forged.length).toBe(12 + 6 + 16)
    for (const value of forged) expect(() => ring.open(value, ACME)).toThrow(KeyRingError)
  })

  it('does not open when cut, prolonged, of another version or under a name of no key', () => {
    const ring = ensureKeyRing(keys)
    const sealed = ring.seal('secret', ACME)
    const forged = [
      '',
      'v1',
      sealed.slice(0, -8),
      `${sealed}.x`,
      sealed.replace('v1', 'v2'),
      sealed.replace(/k\w{8}/, 'k00000000'),
    ]
    for (const value of forged) expect(() => ring.open(value, ACME)).toThrow(KeyRingError)
  })

  it('looks different each time and holds nothing of the text', () => {
    const ring = ensureKeyRing(keys)
    const [one, two] = [ring.seal('secret', ACME), ring.seal('secret', ACME)]
    expect(one).not.toBe(two)
    expect(one).not.toContain(Buffer.from('secret').toString('base64url'))
  })

  it('still opens after the key was rotated, and new ones are sealed under the new key', () => {
    const before = ensureKeyRing(keys)
    const sealed = before.seal('secret', ACME)
    const after = rotateKeyRing(keys)
    expect(after.currentKeyId).not.toBe(before.currentKeyId)
    expect(after.open(sealed, ACME).toString()).toBe('secret')
    expect(after.seal('secret', ACME).split('.')[1]).toBe(after.currentKeyId)
    expect(() => before.open(after.seal('secret', ACME), ACME)).toThrow(/has no key/)
  })
})

describe('a derived key', () => {
  it('is the same in every process with this ring, and differs by label, length and ring', () => {
    const ring = ensureKeyRing(keys)
    expect(openKeyRing(keys).derive('database/app')).toEqual(ring.derive('database/app'))
    expect(ring.derive('database/app')).toHaveLength(32)
    expect(ring.derive('database/door')).not.toEqual(ring.derive('database/app'))
    expect(ring.derive('database/app', 16)).toHaveLength(16)
    expect(ensureKeyRing(join(folder, 'elsewhere')).derive('database/app')).not.toEqual(ring.derive('database/app'))
  })
})

describe('the files', () => {
  it('can be read by their owner only', () => {
    ensureKeyRing(keys)
    expect(statSync(keys).mode & 0o777).toBe(0o700)
    expect(statSync(join(keys, 'ring.json')).mode & 0o777).toBe(0o600)
    expect(readdirSync(keys)).toEqual(['ring.json'])
  })

  it('are made once: a second call keeps the keys', () => {
    expect(ensureKeyRing(keys).currentKeyId).toBe(ensureKeyRing(keys).currentKeyId)
  })

  it('are refused with the command that mends it when others may read them', () => {
    ensureKeyRing(keys)
    chmodSync(join(keys, 'ring.json'), 0o640)
    expect(() => openKeyRing(keys)).toThrow(/chmod 600 .*ring\.json/)
    chmodSync(join(keys, 'ring.json'), 0o600)
    chmodSync(keys, 0o755)
    expect(() => ensureKeyRing(keys)).toThrow(/chmod 700/)
  })

  it('are refused when damaged, and never replaced', () => {
    ensureKeyRing(keys)
    const path = join(keys, 'ring.json')
    for (const damaged of ['', '{}', '{"version":1,"current":"k00000000","keys":[]}']) {
      writeFileSync(path, damaged)
      expect(() => ensureKeyRing(keys)).toThrow(/not a key ring/)
    }
  })

  it('are not made by opening', () => {
    expect(() => openKeyRing(keys)).toThrow(/npm run up/)
    expect(existsSync(keys)).toBe(false)
  })
})
