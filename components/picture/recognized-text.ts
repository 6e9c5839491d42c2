/** A rectangle of the picture, in its own pixels. */
export interface Box {
  x0: number
  y0: number
  x1: number
  y1: number
}

/** A word as it was read: where it stands in the text (1-based line, UTF-16 columns of that line) and in the picture. */
export interface PlacedWord {
  line: number
  start: number
  end: number
  text: string
  box: Box
  /** 0 to 100, of the reader's own. */
  confidence: number
}

export interface RecognizedText {
  text: string
  words: PlacedWord[]
}

/** What of the reader's answer is used. */
interface ReadWord {
  text: string
  confidence: number
  bbox: Box
}
interface ReadLine {
  words: readonly ReadWord[]
  bbox: Box
}

/** Marks and controls that a reader has no business to answer; without them a column of the text is a column of its row. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\s]/gu

/**
 * A reader sees blanks where letters stand apart: "maria@example. com". An address that is taken apart would not be found, so what
 * can only be the rest of one is put back to it.
 */
const isTornAddress = (before: string, word: string): boolean =>
  /\S@(?:[^\s@]*\.)?$/.test(before) || (/\S@[^\s@]+$/.test(before) && /^\.[a-z]{2}/i.test(word))

/**
 * One text of the lines in the order that they are read: one blank between words, so that each word's place is known; none within
 * an address.
 * `scale`: pixels of what was read for each pixel of the picture.
 */
export function recognizedText(lines: readonly ReadLine[], scale: number): RecognizedText {
  const words: PlacedWord[] = []
  const texts: string[] = []
  for (const { words: read } of lines) {
    let text = ''
    const placed: PlacedWord[] = []
    for (const { text: raw, confidence, bbox } of read) {
      const word = raw.replace(UNSEEN, '').toWellFormed()
      if (word === '') continue
      if (text !== '' && !isTornAddress(text, word)) text += ' '
      const start = text.length
      text += word
      placed.push({
        ...{ line: texts.length + 1, start, end: text.length, text: word, confidence },
        box: { x0: bbox.x0 / scale, y0: bbox.y0 / scale, x1: bbox.x1 / scale, y1: bbox.y1 / scale },
      })
    }
    if (text === '') continue
    texts.push(text)
    words.push(...placed)
  }
  return { text: texts.join('\n'), words }
}
