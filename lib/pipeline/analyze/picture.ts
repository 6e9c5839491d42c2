/** A masked screenshot beside the text that was read from it. In memory for one analysis, like the text. */
export interface SentPicture {
  png: Buffer
  width: number
  height: number
}

export const MAX_PICTURE_BYTES = 5 * 1024 * 1024
/** On the long side, in pixels: no model reads finer. */
export const MAX_PICTURE_SIDE = 1_568
/** The provider's own rule of thumb (vision page, read 2026-11-20): width times height by 750. */
const PIXELS_PER_TOKEN = 750

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** What a picture is made of (PNG, third edition, 11.2 and 11.3.1). Everything else of a PNG is notes. */
const NEEDED = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])

/**
 * A PNG of at most 5 MiB and 1,568 pixels a side, without any chunk that holds anything but the picture: no time, place,
 * comment or thumbnail travels with it. Null for what is none.
 */
export function readPicture(base64: string): SentPicture | null {
  if (base64.length > Math.ceil(MAX_PICTURE_BYTES / 3) * 4 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null
  const given = Buffer.from(base64, 'base64')
  if (!given.subarray(0, 8).equals(SIGNATURE)) return null
  const kept: Buffer[] = [SIGNATURE]
  const kinds: string[] = []
  for (let at = 8; at < given.length && kinds.at(-1) !== 'IEND'; ) {
    if (at + 12 > given.length) return null
    const end = at + 12 + given.readUInt32BE(at)
    if (end > given.length) return null
    const kind = given.toString('latin1', at + 4, at + 8)
    if (NEEDED.has(kind)) kept.push(given.subarray(at, end))
    kinds.push(kind)
    at = end
  }
  const [width, height] = [given.readUInt32BE(16), given.readUInt32BE(20)]
  const sized = width > 0 && height > 0 && Math.max(width, height) <= MAX_PICTURE_SIDE
  if (kinds[0] !== 'IHDR' || kinds.at(-1) !== 'IEND' || !kinds.includes('IDAT') || !sized) return null
  return { png: Buffer.concat(kept), width, height }
}

export const pictureTokens = (picture: SentPicture | undefined): number =>
  picture ? Math.ceil((picture.width * picture.height) / PIXELS_PER_TOKEN) : 0
