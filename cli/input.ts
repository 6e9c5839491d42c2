import { isAscii } from 'node:buffer'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** What the person typed cannot be done; the message says what is wrong, what was done so far, and what to do. Exit code 2. */
export class UsageError extends Error {}

const MAX_BYTES = 64 * 1024 * 1024
const FIRST_BYTES = 1024 * 1024

/**
 * Reads FILE (or standard input for `-` and nothing) as text. UTF-8, or UTF-16 where a byte order mark says so.
 * Throws UsageError for a missing file, more than 64 MiB, or binary content.
 */
export async function readText(file: string | undefined): Promise<string> {
  const isStandard = file === undefined || file === '-'
  const name = isStandard ? 'standard input' : file
  try {
    return decode(isStandard ? await readStandard(name) : readFile(file, name), name)
  } catch (error) {
    if (error instanceof UsageError) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new UsageError(`cannot read ${name}: ${why}. Nothing was printed. Check the path and that it may be read.`)
  }
}

function readFile(file: string, name: string): Uint8Array {
  const descriptor = openSync(file, 'r')
  try {
    return readWhole(descriptor, name)
  } finally {
    closeSync(descriptor)
  }
}

/** A file that a shell opened (`< app.log`) is read like one that was named: in one piece, not in hundreds. */
async function readStandard(name: string): Promise<Uint8Array> {
  if (fstatSync(0).isFile()) return readWhole(0, name)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin) {
    const part: Buffer = chunk
    size += part.length
    if (size > MAX_BYTES) throw tooLarge(name)
    chunks.push(part)
  }
  return Buffer.concat(chunks, size)
}

/** To its end, whatever size it says it has: a log may grow meanwhile, and a device says nothing. */
function readWhole(descriptor: number, name: string): Uint8Array {
  let bytes = new Uint8Array(Math.min(MAX_BYTES, Math.max(FIRST_BYTES, fstatSync(descriptor).size)) + 1)
  for (let size = 0; ; ) {
    const read = readSync(descriptor, bytes, size, bytes.length - size, null)
    if (read === 0) return bytes.subarray(0, size)
    size += read
    if (size > MAX_BYTES) throw tooLarge(name)
    if (size < bytes.length) continue
    const larger = new Uint8Array(Math.min(MAX_BYTES + 1, size * 2))
    larger.set(bytes)
    bytes = larger
  }
}

const tooLarge = (name: string): UsageError =>
  new UsageError(`${name} is larger than 64 MiB. Nothing was printed. Cut it around the incident and try again.`)

function decode(bytes: Uint8Array, name: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  // A NUL in the first kilobytes: an archive or an image, not a log. Same rule as git's.
  if (bytes.subarray(0, 8_000).includes(0))
    throw new UsageError(`${name} is not text. Nothing was printed. Unpack it, or save it as UTF-8 text.`)
  // Most logs, and taken as they are in half of the time.
  if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return new TextDecoder('utf-8').decode(bytes)
}
