import { describe, expect, it } from 'vitest'
import { decodeLog } from './decode-log.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

function utf16(text: string, order: 'le' | 'be'): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2))
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), order === 'le')
  return new Uint8Array(view.buffer)
}

describe('decodeLog', () => {
  it('reads UTF-8 and drops its byte order mark', () => {
    expect(decodeLog(bytes('\ufeffERROR größer\n'))).toEqual({ text: 'ERROR größer\n', encoding: 'UTF-8' })
  })

  it('reads UTF-16 of either order by its byte order mark', () => {
    expect(decodeLog(utf16('\ufeffERROR x\n', 'le'))).toEqual({ text: 'ERROR x\n', encoding: 'UTF-16LE' })
    expect(decodeLog(utf16('\ufeffERROR x\n', 'be'))).toEqual({ text: 'ERROR x\n', encoding: 'UTF-16BE' })
  })

  it('reads UTF-16 of either order without a mark', () => {
    expect(decodeLog(utf16('ERROR größer 日本\n', 'le'))).toEqual({ text: 'ERROR größer 日本\n', encoding: 'UTF-16LE' })
    expect(decodeLog(utf16('ERROR größer 日本\n', 'be'))).toEqual({ text: 'ERROR größer 日本\n', encoding: 'UTF-16BE' })
  })

  it('refuses nothing, and white space', () => {
    expect(decodeLog(bytes(''))).toEqual({ refused: 'empty' })
    expect(decodeLog(bytes(' \r\n\t\n'))).toEqual({ refused: 'empty' })
    expect(decodeLog(utf16('\ufeff \n', 'le'))).toEqual({ refused: 'empty' })
  })

  it('refuses a picture, an archive and a run of zeroes', () => {
    expect(decodeLog(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]))).toEqual({
      refused: 'binary',
    })
    expect(decodeLog(new Uint8Array([0x1f, 0x8b, 8, 0, 0]))).toEqual({ refused: 'gzip' })
    expect(decodeLog(new Uint8Array(4_096))).toEqual({ refused: 'binary' })
  })

  it('refuses UTF-32, which looks like UTF-16 at first', () => {
    expect(decodeLog(new Uint8Array([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0, 0x42, 0, 0, 0]))).toEqual({ refused: 'binary' })
  })

  it('keeps a log with one broken byte', () => {
    expect(decodeLog(new Uint8Array([0x61, 0xff, 0x62]))).toEqual({ text: 'a\ufffdb', encoding: 'UTF-8' })
  })

  it('keeps a log in which a zero byte comes late', () => {
    const late = `${'line of a log\n'.repeat(1_000)}a\0b\n`
    expect(decodeLog(bytes(late))).toEqual({ text: late, encoding: 'UTF-8' })
  })
})
