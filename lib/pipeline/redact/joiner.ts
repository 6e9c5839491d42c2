/** Joining earlier than needed holds the text twice for a moment; joining a million pieces later costs more than writing them. */
const MAX_PIECES = 65_536

/** Makes one text of many pieces. */
export class Joiner {
  readonly #joined: string[] = []
  #pieces: string[] = []

  add(piece: string): void {
    if (this.#pieces.push(piece) < MAX_PIECES) return
    this.#joined.push(this.#pieces.join(''))
    this.#pieces = []
  }

  toText(): string {
    if (!this.#joined.length) return this.#pieces.join('')
    this.#joined.push(this.#pieces.join(''))
    this.#pieces = []
    return this.#joined.join('')
  }
}
