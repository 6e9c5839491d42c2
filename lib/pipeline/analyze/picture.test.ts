import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { condense } from '../condense/condense.ts'
import { redact } from '../redact/redact.ts'
import { FAST_MODEL } from './models.ts'
import { MAX_PICTURE_SIDE, pictureTokens, readPicture } from './picture.ts'
import { analysisRequest, holdsPicture, opinionRequest, repairRequest, tokensOf } from './request.ts'

function chunk(kind: string, data: Buffer): Buffer {
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(kind), data])
  crc.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, crc])
}
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
function header(width: number, height: number): Buffer {
  const data = Buffer.alloc(13)
  data.writeUInt32BE(width, 0)
  data.writeUInt32BE(height, 4)
  return chunk('IHDR', data)
}
const IDAT = chunk('IDAT', Buffer.from([1, 2, 3]))
const IEND = chunk('IEND', Buffer.alloc(0))
const png = (...chunks: Buffer[]) => Buffer.concat([SIGNATURE, ...chunks]).toString('base64')

describe('a picture from a browser', () => {
  it('is taken with its size', () => {
    const given = png(header(750, 10), IDAT, IEND)
    const picture = readPicture(given)
    expect(picture).toMatchObject({ width: 750, height: 10 })
    expect(picture?.png.toString('base64')).toBe(given)
    expect(pictureTokens(picture ?? undefined)).toBe(10)
    expect(pictureTokens(undefined)).toBe(0)
  })

  it('loses every chunk that is not the picture, and what follows its end', () => {
    const notes = ['tEXt', 'eXIf', 'iTXt', 'tIME', 'zTXt'].map((kind) => chunk(kind, Buffer.from('maria.lopez')))
    const given = png(header(20, 10), ...notes, IDAT, IEND, Buffer.from('maria.lopez after the end'))
    expect(readPicture(given)?.png.toString('base64')).toBe(png(header(20, 10), IDAT, IEND))
  })

  it('is refused where it is too large, cut off, or no PNG', () => {
    const side = MAX_PICTURE_SIDE + 1
    const refused = {
      wide: png(header(side, 10), IDAT, IEND),
      high: png(header(10, side), IDAT, IEND),
      empty: png(header(0, 10), IDAT, IEND),
      'without an end': png(header(10, 10), IDAT),
      'without pixels': png(header(10, 10), IEND),
      'cut in a chunk': Buffer.concat([SIGNATURE, header(10, 10), IDAT.subarray(0, 10)]).toString('base64'),
      'longer than it is': png(
        header(10, 10),
        Buffer.from([0xff, 0xff, 0xff, 0xff, 0x49, 0x44, 0x41, 0x54, 0, 0, 0, 0]),
      ),
      JPEG: Buffer.from([0xff, 0xd8, 0xff, 0xe0]).toString('base64'),
      SVG: Buffer.from('<svg onload="alert(1)"/>').toString('base64'),
      'no base64': '%%%',
      nothing: '',
    }
    for (const [name, given] of Object.entries(refused)) expect(readPicture(given), name).toBeNull()
  })
})

describe('a request', () => {
  const log = condense(redact('09:00:01 INFO up\n09:00:02 ERROR disk full').text)
  const picture = readPicture(png(header(750, 100), IDAT, IEND)) ?? undefined

  it('holds the picture before what says what it is and before the text, and no other word changes', () => {
    const request = analysisRequest(log, FAST_MODEL, picture)
    const [message] = request.messages
    const blocks = Array.isArray(message?.content) ? message.content : []
    expect(blocks.map(({ type }) => type)).toEqual(['image', 'text', 'text'])
    expect(blocks[0]).toMatchObject({ source: { type: 'base64', data: picture?.png.toString('base64') } })
    expect(JSON.stringify(blocks[1])).toContain('untrusted')
    expect(request.system).toEqual(analysisRequest(log, FAST_MODEL).system)
    expect(tokensOf(request) - tokensOf(analysisRequest(log, FAST_MODEL))).toBeLessThan(100)
  })

  it('for a repair holds it again; for doubts, and where there is none, it holds none', () => {
    expect(holdsPicture(repairRequest(log, FAST_MODEL, 'It is not JSON.', picture))).toBe(true)
    expect(holdsPicture(opinionRequest(log, FAST_MODEL, 'disk full'))).toBe(false)
    expect(holdsPicture(analysisRequest(log, FAST_MODEL))).toBe(false)
  })
})
