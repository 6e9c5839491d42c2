import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openSources, Refused } from './open-sources.ts'

const quiet = () => {}
const file = (content: string | Uint8Array<ArrayBuffer>) => new Blob([content])
const packed = (text: string) => file(new Uint8Array(gzipSync(text, { level: 9 })))
const refusal = async (...sources: (Blob | string)[]) => {
  try {
    await openSources(sources, quiet)
    return 'taken'
  } catch (error) {
    return error instanceof Refused ? error.reason : String(error)
  }
}

describe('openSources', () => {
  it('takes one text or file as it is, without parts', async () => {
    expect(await openSources(['one\ntwo\n'], quiet)).toEqual({
      text: 'one\ntwo\n',
      encoding: 'UTF-8',
      bytes: 8,
      parts: [],
    })
    expect(await openSources([file('one')], quiet)).toMatchObject({ text: 'one', parts: [] })
  })

  it('unpacks gzip by its first bytes, whatever the name', async () => {
    const opened = await openSources([packed('one\ntwo\n')], quiet)
    expect(opened).toMatchObject({ text: 'one\ntwo\n', bytes: 8, parts: [{ firstLine: 1, lastLine: 2, bytes: 8 }] })
    expect(opened.parts[0]?.packedBytes).toBeGreaterThan(10)
  })

  it('joins several files in order, with a numbered separator and no name', async () => {
    const opened = await openSources([file('a1\na2'), packed('b1\r\n'), file(''), file('d1')], quiet)
    const lines = opened.text.trimEnd().split(/\r?\n/)
    expect(lines).toEqual([
      '=== file 1 of 4 ===',
      'a1',
      'a2',
      '=== file 2 of 4 ===',
      'b1',
      '=== file 3 of 4 ===',
      '=== file 4 of 4 ===',
      'd1',
    ])
    expect(opened.parts.map(({ firstLine, lastLine }) => [firstLine, lastLine])).toEqual([
      [2, 3],
      [5, 5],
      [7, 6],
      [8, 8],
    ])
    for (const [i, first] of [
      [0, 'a1'],
      [1, 'b1'],
      [3, 'd1'],
    ] as const) {
      expect(lines[(opened.parts[i]?.firstLine ?? 0) - 1]).toBe(first)
    }
  })

  it('stops a file that unpacks to more than 200 times its size, long before it is unpacked', async () => {
    const bomb = packed('a'.repeat(40_000_000))
    expect(bomb.size * 200).toBeLessThan(40_000_000)
    try {
      await openSources([bomb], quiet)
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ reason: 'gzip-ratio' })
      expect((error as Refused).bytes).toBeLessThan(12_000_000)
    }
  })

  it('stops at 50 MB, and says what is too large below it', async () => {
    // Numbers without a pattern between equal words: it shrinks, but nowhere near 200 times.
    let seed = 7
    const line = () => {
      seed = (seed * 48_271) % 2_147_483_647
      return `INFO GET /cart of the shop answered 200 in ${seed % 100_000} ms, as it should\n`
    }
    const noise = Array.from({ length: 75_000 }, line).join('')
    expect(await refusal(packed(noise.repeat(12)))).toBe('gzip-too-large')
    expect(await refusal(packed(noise.repeat(3)))).toBe('too-large')
  })

  it('refuses what is broken, twice packed, binary, empty, or too large together', async () => {
    const whole = new Uint8Array(gzipSync('one\ntwo\n'))
    expect(await refusal(file(whole.slice(0, -6)))).toBe('gzip-broken')
    expect(await refusal(file(new Uint8Array(gzipSync(whole))))).toBe('gzip')
    expect(await refusal(packed(`PK${'\0'.repeat(30)}x`))).toBe('binary')
    expect(await refusal(packed(' \n'), file(''))).toBe('empty')
    expect(await refusal(file('x\n'.repeat(3_000_000)), file('x\n'.repeat(3_000_000)))).toBe('too-large')
  })
})
