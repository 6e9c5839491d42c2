import type { LogClient } from '../analyze/log-client.ts'
import type { LogSummary } from '../analyze/protocol.ts'
import { type StruckOut, wordsToMask } from './masked-words.ts'
import type { Picture } from './recognize.ts'

/** A picture without what was redacted, as it is shown and, where the workspace allows it, sent: these very bytes. */
export interface MaskedPicture {
  png: Blob
  width: number
  height: number
  /** Words that are painted over. */
  masked: number
  words: number
}

/** No model reads finer than this on the long side. */
const LONG_SIDE = 1_568
export const MAX_SENT_BYTES = 5 * 1024 * 1024
/** Around a word, in shares of its height: readers draw their boxes tight. */
const MARGIN = 0.25

/**
 * Paints the redactions of the log over the words they stand for, in a smaller copy. Where a row is longer than a pane shows,
 * what lies beyond is painted over too: nobody could see whether it was redacted.
 */
export async function drawMasked(picture: Picture, client: LogClient, summary: LogSummary): Promise<MaskedPicture> {
  const masked = wordsToMask(picture.words, await struckOut(client, summary))
  const { width, height } = picture.bitmap
  for (let side = Math.min(LONG_SIDE, Math.max(width, height)); ; side = Math.floor(side * 0.8)) {
    const scale = side / Math.max(width, height)
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(width * scale))
    canvas.height = Math.max(1, Math.round(height * scale))
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    context.fillStyle = '#fff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.imageSmoothingQuality = 'high'
    context.drawImage(picture.bitmap, 0, 0, canvas.width, canvas.height)
    context.fillStyle = '#000'
    for (const { box } of masked) {
      const margin = (box.y1 - box.y0) * MARGIN
      const [x, y] = [(box.x0 - margin) * scale, (box.y0 - margin) * scale]
      context.fillRect(x, y, (box.x1 - box.x0 + 2 * margin) * scale, (box.y1 - box.y0 + 2 * margin) * scale)
    }
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (!png) throw new Error('no picture')
    if (png.size <= MAX_SENT_BYTES)
      return { png, width: canvas.width, height: canvas.height, masked: masked.size, words: picture.words.length }
  }
}

async function struckOut(client: LogClient, summary: LogSummary): Promise<StruckOut[]> {
  const rows = await client.rows('yours', 0, summary.rows.yours)
  return rows.flatMap((row) => {
    if (row.kind === 'gap') return []
    const found: StruckOut[] = []
    let at = 0
    for (const segment of row.segments) {
      const length = segment.text?.length ?? 0
      if (segment.kind === 'redaction') found.push({ line: row.number, start: at, end: at + length })
      at += length
    }
    if (row.cutChars > 0) found.push({ line: row.number, start: at, end: at + row.cutChars })
    return found
  })
}
