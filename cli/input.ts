import { createReadStream } from 'node:fs'

/** What the person typed cannot be done; the message says why and what to do. Exit code 2. */
export class UsageError extends Error {}

const MAX_BYTES = 64 * 1024 * 1024

/**
 * Reads FILE (or standard input for `-` and nothing) as text. UTF-8, or UTF-16 where a byte order mark says so.
 * Throws UsageError for a missing file, more than 64 MiB, or binary content.
 */
export async function readText(file: string | undefined): Promise<string> {
  const bytes = await readBytes(
    file === undefined || file === '-' ? process.stdin : createReadStream(file),
    file ?? '-',
  )
  return decode(bytes, file ?? '-')
}

async function readBytes(stream: AsyncIterable<Buffer>, name: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of stream) {
      size += chunk.length
      if (size > MAX_BYTES)
        throw new UsageError(`${name} is larger than 64 MiB. Cut it around the incident and try again.`)
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`cannot read ${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
  return Buffer.concat(chunks, size)
}

function decode(bytes: Buffer, name: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  // A NUL in the first kilobytes: an archive or an image, not a log. Same rule as git's.
  if (bytes.subarray(0, 8_000).includes(0))
    throw new UsageError(`${name} is not text. Unpack it, or save it as UTF-8 text.`)
  return new TextDecoder('utf-8').decode(bytes)
}
