import { inflateRawSync } from 'node:zlib'

/** Text files of a zip archive that somebody else made: sizes are checked as they come out, names are only sorted by. */

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const MAX_ENTRIES = 2_000
const STORED = 0
const DEFLATED = 8

export const isZip = (bytes: Buffer): boolean => bytes.length > 22 && bytes.readUInt32LE(0) === LOCAL

/**
 * The files whose name `wanted` takes, in the order of the archive, until `maxBytes` have come out. Null where the bytes are no
 * archive that can be read: encrypted, split, 64-bit or broken ones are not.
 */
export function readZip(bytes: Buffer, wanted: (name: string) => boolean, maxBytes: number): string[] | null {
  try {
    return entriesOf(bytes, wanted, maxBytes)
  } catch {
    // RangeError of a position outside the bytes, or zlib's error: the archive is broken, or larger than it says.
    return null
  }
}

function entriesOf(bytes: Buffer, wanted: (name: string) => boolean, maxBytes: number): string[] | null {
  const end = endOf(bytes)
  if (end < 0) return null
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  let left = maxBytes
  const texts: string[] = []
  for (let entry = 0; entry < Math.min(count, MAX_ENTRIES); entry++) {
    if (bytes.readUInt32LE(at) !== ENTRY) return null
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    if (wanted(name) && left > 0) {
      const content = contentOf(bytes, at, left)
      if (content === null) return null
      left -= content.length
      texts.push(content.toString('utf8'))
    }
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return texts
}

function contentOf(bytes: Buffer, at: number, maxBytes: number): Buffer | null {
  const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)]
  const [size, offset] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)]
  const isEncrypted = (flags & 1) === 1
  if (isEncrypted || bytes.readUInt32LE(offset) !== LOCAL) return null
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  if (start + size > bytes.length) return null
  const packed = bytes.subarray(start, start + size)
  if (method === STORED) return packed.subarray(0, maxBytes)
  return method === DEFLATED ? inflateRawSync(packed, { maxOutputLength: maxBytes }) : null
}

/** The last record; a comment of up to 65,535 bytes may follow it. */
function endOf(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 65_535); at--)
    if (bytes.readUInt32LE(at) === END) return at
  return -1
}
