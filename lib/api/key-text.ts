import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

/**
 * What a key looks like: `lethe_live_`, 43 characters for 256 random bits, six for a checksum (CRC-32), all of them letters
 * and digits so that a double click takes the whole key. The checksum lets a typing mistake be refused, and a scanner tell a
 * key from a lookalike, without asking anybody.
 */
export const KEY_PREFIX = 'lethe_live_'
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const RANDOM_CHARS = 43
const CHECK_CHARS = 6
const SHAPE = new RegExp(`^${KEY_PREFIX}[0-9A-Za-z]{${RANDOM_CHARS + CHECK_CHARS}}$`)

export function makeKeyText(): string {
  const random = inBase62(BigInt(`0x${randomBytes(32).toString('hex')}`), RANDOM_CHARS)
  return `${KEY_PREFIX}${random}${checkOf(random)}`
}

/** Whether a text can be a key at all. Most of what is wrong is refused here, before anything is looked up. */
export function isKeyText(text: string): boolean {
  return SHAPE.test(text) && checkOf(text.slice(KEY_PREFIX.length, -CHECK_CHARS)) === text.slice(-CHECK_CHARS)
}

/** The last four characters: what a page may show. They are of the checksum, and so tell nothing that the key is made of. */
export const hintOf = (text: string): string => text.slice(-4)

const checkOf = (random: string): string => inBase62(BigInt(crc32(random)), CHECK_CHARS)

function inBase62(value: bigint, chars: number): string {
  let [left, text] = [value, '']
  for (let i = 0; i < chars; i++) {
    text = `${DIGITS[Number(left % 62n)]}${text}`
    left /= 62n
  }
  return text
}
