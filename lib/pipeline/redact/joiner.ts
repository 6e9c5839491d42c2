/** Pieces up to this long are copied character by character: millions of them would each cost more as a string than as characters. */
const MAX_COPIED = 48
const BUFFER = 8_192

/** Makes one text of many pieces, most of them pieces of another text. */
export class Joiner {
  readonly #pieces: string[] = []
  readonly #buffer = new Uint16Array(BUFFER)
  #used = 0

  /** Adds `text` from `from` (inclusive) to `to` (exclusive). */
  add(text: string, from = 0, to = text.length): void {
    const length = to - from
    if (length > MAX_COPIED) {
      this.#flush()
      this.#pieces.push(text.slice(from, to))
      return
    }
    if (this.#used + length > BUFFER) this.#flush()
    const buffer = this.#buffer
    let used = this.#used
    for (let i = from; i < to; i++) buffer[used++] = text.charCodeAt(i)
    this.#used = used
  }

  #flush(): void {
    if (this.#used === 0) return
    this.#pieces.push(String.fromCharCode.apply(null, this.#buffer.subarray(0, this.#used) as unknown as number[]))
    this.#used = 0
  }

  /** What was added since this was asked last, as one text. The buffer is cleared: no text of a log outlives its analysis. */
  take(): string {
    this.#flush()
    this.#buffer.fill(0)
    const text = this.#pieces.join('')
    this.#pieces.length = 0
    return text
  }
}
