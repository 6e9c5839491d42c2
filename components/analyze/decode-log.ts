export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE'
export type Decoded = { text: string; encoding: Encoding } | { refused: 'empty' | 'binary' | 'gzip' }

/** How far the guesses look: enough to see a shape, little enough to cost nothing. */
const SAMPLE_BYTES = 64 * 1024
/** A NUL this early means an archive or an image, not a log: git's own rule. */
const BINARY_WITHIN_BYTES = 8_000
/** Share of code units with a zero byte on one side that makes text without a byte order mark UTF-16. */
const UTF16_SHARE = 0.05

/**
 * Text of a file as bytes. A byte order mark decides; without one, NULs on one side of the code units mean UTF-16
 * (what PowerShell's `>` once wrote), any other early NUL means binary, and the rest is UTF-8 with U+FFFD for what is not.
 */
export function decodeLog(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return { refused: 'gzip' }
  const encoding = encodingOf(bytes)
  if (encoding === 'UTF-8' && bytes.subarray(0, BINARY_WITHIN_BYTES).includes(0)) return { refused: 'binary' }
  const text = new TextDecoder(encoding).decode(bytes)
  if (encoding !== 'UTF-8' && text.slice(0, BINARY_WITHIN_BYTES).includes('\0')) return { refused: 'binary' }
  return isBlank(text) ? { refused: 'empty' } : { text, encoding }
}

/** True for nothing but white space. Stops at the first character that is more: `trim` would copy 10 MB. */
export function isBlank(text: string): boolean {
  return !/\S/.test(text)
}

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE'
  const nuls: [even: number, odd: number] = [0, 0]
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  for (let i = 0; i < sample.length; i++) {
    if (sample[i] === 0) nuls[i % 2 === 0 ? 0 : 1]++
  }
  const [even, odd] = nuls
  const enough = (sample.length / 2) * UTF16_SHARE
  if (odd > enough && even * 20 < odd) return 'UTF-16LE'
  if (even > enough && odd * 20 < even) return 'UTF-16BE'
  return 'UTF-8'
}
