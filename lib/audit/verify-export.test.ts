import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detailHash, eventHash, GENESIS } from './chain-hash.ts'
import { type Checkpoint, fingerprint, isSigned, signCheckpoint } from './checkpoint.ts'
import { verifyExport } from './verify-export.ts'

const TENANT = '0190a000-0000-7000-8000-000000000001'
const KEY = Buffer.alloc(32, 1)

function chain(length: number): { lines: string[]; checkpoint: Checkpoint } {
  let prevHash = GENESIS
  const events = Array.from({ length }, (_, index) => {
    const salt = String(index % 10).repeat(64)
    const detail = JSON.stringify({ actor: null, subject: `s${index}`, detail: {} })
    const event = {
      seq: index + 1,
      at: new Date(1_790_000_000_000 + index).toISOString(),
      action: 'test.made',
      detailHash: detailHash(salt, detail),
      prevHash,
    }
    const hash = eventHash({ ...event, tenant: TENANT })
    prevHash = hash
    return { kind: 'event', ...event, hash, salt, detail }
  })
  const at = '2026-11-21T10:00:00.000Z'
  const checkpoint = signCheckpoint(KEY, { tenant: TENANT, seq: length, hash: prevHash, at })
  const lines = [
    { kind: 'header', format: 'lethe-audit-1', tenant: TENANT, exportedAt: at },
    ...events,
    { kind: 'checkpoint', ...checkpoint },
    { kind: 'end', events: length, head: prevHash },
  ]
  return { lines: lines.map((line) => JSON.stringify(line)), checkpoint }
}

describe('an export', () => {
  it('that is whole is sound, and says how far it is signed and by which key', async () => {
    const { lines, checkpoint } = chain(20)
    expect(await verifyExport(lines, { since: checkpoint })).toEqual({
      sound: true,
      problems: [],
      events: 20,
      erased: 0,
      checkpoints: 1,
      signedUpTo: 20,
      publicKeys: [checkpoint.publicKey],
    })
    expect(fingerprint(checkpoint.publicKey)).toMatch(/^[0-9a-f]{16}$/)
  })

  it('is not sound with any line left out, doubled or swapped with its neighbour', async () => {
    const { lines } = chain(8)
    for (let at = 0; at < lines.length; at++) {
      const without = lines.filter((_, index) => index !== at)
      const doubled = lines.flatMap((line, index) => (index === at ? [line, line] : [line]))
      const swapped = [...lines.slice(0, at), ...lines.slice(at, at + 2).reverse(), ...lines.slice(at + 2)]
      // Without its checkpoint an export is whole, but nothing of it is signed.
      const unsigned = lines[at]?.includes('"checkpoint"')
      expect((await verifyExport(without)).sound, `without ${at}`).toBe(unsigned)
      expect((await verifyExport(doubled)).sound, `doubled ${at}`).toBe(unsigned)
      if (at < lines.length - 1 && !lines[at + 1]?.includes('"checkpoint"'))
        expect((await verifyExport(swapped)).sound, `swapped ${at}`).toBe(false)
    }
  })

  it('is not sound with any one character of what is hashed or signed changed', async () => {
    const { lines } = chain(3)
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), async (a, b) => {
        const at = 1 + (a % (lines.length - 1))
        const line = lines[at] ?? ''
        const values = [...line.matchAll(/[0-9a-f](?=[0-9a-f]{3})|\d(?=\d*[,}])/g)].map(({ index }) => index)
        const place = values[b % values.length] ?? 0
        const changed = `${line.slice(0, place)}${line[place] === '1' ? '2' : '1'}${line.slice(place + 1)}`
        const report = await verifyExport(lines.map((each, index) => (index === at ? changed : each)))
        expect(report.sound).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it('of anything at all gets an answer, never an exception', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.string(), fc.json()), { maxLength: 20 }), async (lines) => {
        expect((await verifyExport(lines)).sound).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a checkpoint', () => {
  it('holds for its own values and key only', () => {
    const { checkpoint } = chain(2)
    expect(isSigned(checkpoint)).toBe(true)
    const other = signCheckpoint(Buffer.alloc(32, 2), checkpoint)
    for (const changed of [
      { ...checkpoint, seq: 3 },
      { ...checkpoint, hash: GENESIS },
      { ...checkpoint, at: '2026-11-21T10:00:00.001Z' },
      { ...checkpoint, tenant: TENANT.replace('1', '2') },
      { ...checkpoint, publicKey: other.publicKey },
      { ...checkpoint, signature: other.signature },
      { ...checkpoint, publicKey: 'x' },
    ]) {
      expect(isSigned(changed), JSON.stringify(changed)).toBe(false)
    }
  })

  it('of an earlier day is gone through, or the report says why not', async () => {
    const { lines } = chain(9)
    const { checkpoint: earlier } = chain(4)
    expect((await verifyExport(lines, { since: earlier })).problems).toEqual([])
    const forged = signCheckpoint(Buffer.alloc(32, 3), earlier)
    expect((await verifyExport(lines, { since: forged })).problems.join()).toMatch(/a key that you have not named/)
    const longer = chain(12).checkpoint
    expect((await verifyExport(lines, { since: longer })).problems.join()).toMatch(/cut off/)
  })
})
