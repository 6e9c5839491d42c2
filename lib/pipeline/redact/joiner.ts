/** Joins pieces by the thousand: a million small strings alive at once would cost more than writing them. */
export class Joiner {
  readonly #joined: string[] = []
  #pieces: string[] = []

  add(piece: string): void {
    if (this.#pieces.push(piece) < 1_024) return
    this.#joined.push(this.#pieces.join(''))
    this.#pieces = []
  }

  toText(): string {
    return this.#joined.join('') + this.#pieces.join('')
  }
}
