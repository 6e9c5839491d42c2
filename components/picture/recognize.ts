import { type RecognizedText, recognizedText } from './recognized-text.ts'

/** A picture whose text has been read. In this tab only. */
export interface Picture extends RecognizedText {
  bitmap: ImageBitmap
}

export type PictureRefusal = 'too-large' | 'not-a-picture' | 'no-text' | 'failed'
export class PictureRefused extends Error {
  readonly reason: PictureRefusal
  constructor(reason: PictureRefusal) {
    super(reason)
    this.reason = reason
  }
}

export const MAX_PICTURE_BYTES = 20 * 1024 * 1024
/** 8,000 by 5,000: three large screens side by side. */
const MAX_PIXELS = 40_000_000
/** Letters of a screen are small for a reader that was taught on print: smaller pictures are read at twice their size. */
const ENLARGE_BELOW_PIXELS = 4_000_000

const PICTURE_TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/bmp'])
export const isPicture = (file: File): boolean => PICTURE_TYPES.has(file.type)

/**
 * Reads the text of a picture in this browser. Every file of the reader comes from our own address; the picture goes to its
 * worker and nowhere else. `onShare` hears 0 to 1. Throws PictureRefused, also when `signal` says that nobody waits any more.
 */
export async function readPicture(file: File, onShare: (share: number) => void, signal: AbortSignal): Promise<Picture> {
  if (file.size > MAX_PICTURE_BYTES) throw new PictureRefused('too-large')
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new PictureRefused('not-a-picture')
  })
  try {
    if (bitmap.width * bitmap.height > MAX_PIXELS) throw new PictureRefused('too-large')
    const text = await readBitmap(bitmap, onShare, signal)
    if (text.words.length === 0) throw new PictureRefused('no-text')
    return { bitmap, ...text }
  } catch (error) {
    bitmap.close()
    throw error instanceof PictureRefused ? error : new PictureRefused('failed')
  }
}

async function readBitmap(
  bitmap: ImageBitmap,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<RecognizedText> {
  const scale = bitmap.width * bitmap.height < ENLARGE_BELOW_PIXELS ? 2 : 1
  const { createWorker } = await import('tesseract.js')
  const worker = await createWorker('eng', 1, {
    ...{ workerPath: '/tess/worker.min.js', corePath: '/tess/core', langPath: '/tess/lang' },
    ...{ workerBlobURL: false, gzip: true, cacheMethod: 'none', legacyCore: false, legacyLang: false },
    logger: ({ status, progress }) => status === 'recognizing text' && onShare(progress),
    // What it says may quote the picture.
    errorHandler: () => {},
  })
  const end = () => void worker.terminate()
  signal.addEventListener('abort', end)
  try {
    if (signal.aborted) throw new PictureRefused('failed')
    const { data } = await Promise.race([
      worker.recognize(enlarged(bitmap, scale), {}, { text: false, blocks: true }),
      untilAborted(signal),
    ])
    const lines = (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines))
    return recognizedText(lines, scale)
  } finally {
    signal.removeEventListener('abort', end)
    end()
  }
}

/** A worker that was ended answers nothing. */
const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new PictureRefused('failed')), { once: true })
  })

/** On white: what is transparent would be read as black. */
function enlarged(bitmap: ImageBitmap, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = bitmap.width * scale
  canvas.height = bitmap.height * scale
  const context = canvas.getContext('2d')
  if (!context) throw new PictureRefused('failed')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}
