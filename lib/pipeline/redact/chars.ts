/** Classes of ASCII characters by table lookup: regular expressions at every hit would cost more than the scan. */
export const DIGIT = 1
export const LOWER = 2
export const UPPER = 4
export const HEX = 8
/** `_` and `-` and `.`, which stand inside names. */
export const JOINER = 16
export const SPACE = 32
/** `+` `/` `=` of base64. */
export const BASE64 = 64
export const QUOTE = 128

export const LETTER = LOWER | UPPER
export const WORD = DIGIT | LOWER | UPPER

const TABLE = new Uint8Array(128)
for (let c = 0; c < 128; c++) {
  const s = String.fromCharCode(c)
  if (s >= '0' && s <= '9') TABLE[c] = DIGIT | HEX
  else if (s >= 'a' && s <= 'z') TABLE[c] = LOWER | (s <= 'f' ? HEX : 0)
  else if (s >= 'A' && s <= 'Z') TABLE[c] = UPPER | (s <= 'F' ? HEX : 0)
  else if ('_-.'.includes(s)) TABLE[c] = JOINER
  else if (' \t'.includes(s)) TABLE[c] = SPACE
  else if ('+/='.includes(s)) TABLE[c] = BASE64
  else if ('"\'`'.includes(s)) TABLE[c] = QUOTE
}

/** The characters of these classes, as 0 or 1 by code. */
export function setOf(mask: number): Uint8Array {
  return TABLE.map((kind) => (kind & mask ? 1 : 0))
}

/** Class bits of the character at `i`; 0 outside ASCII and outside the text. */
export function bits(text: string, i: number): number {
  const c = text.charCodeAt(i)
  return c < 128 ? (TABLE[c] ?? 0) : 0
}

/** The end of the run of characters of these classes that starts at `from`, at most `max` long. */
export function runEnd(text: string, from: number, mask: number, max: number): number {
  const stop = Math.min(text.length, from + max)
  let i = from
  while (i < stop && bits(text, i) & mask) i++
  return i
}

/** The start of the run of these classes that ends before `to`, at most `max` long. */
export function runStart(text: string, to: number, mask: number, max: number): number {
  const stop = Math.max(0, to - max)
  let i = to
  while (i > stop && bits(text, i - 1) & mask) i--
  return i
}

export function isLineEnd(text: string, i: number): boolean {
  const c = text.charCodeAt(i)
  return c === 10 || c === 13 || i >= text.length
}
