import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { TooLarge } from '../../errors.ts'

/** Body codings that senders use (RFC 9110). Each stops as soon as its output passes the limit. */
const DECODERS: Readonly<Record<string, (raw: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
}

/**
 * The body without its content encoding: `raw` itself where there is none; null where the encoding is unknown, stacked or
 * broken. Throws TooLarge where it grows beyond `maxBytes`; memory stays within that.
 */
export async function decodeContent(
  raw: Buffer,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Buffer | null> {
  const name = encoding?.trim().toLowerCase() ?? ''
  if (name === '' || name === 'identity') return raw
  const decode = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined
  if (!decode) return null
  try {
    return await decode(raw, { maxOutputLength: maxBytes })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new TooLarge(maxBytes)
    return null
  }
}
