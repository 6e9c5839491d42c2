/** Line numbers of growing offsets, in one pass over the text. */
export class LineCounter {
  readonly #input: string
  readonly #hasReturns: boolean
  #next: number
  #line = 1

  constructor(input: string) {
    this.#input = input
    this.#hasReturns = input.includes('\r')
    this.#next = this.#lineEnd(0)
  }

  at(offset: number): number {
    while (this.#next < offset) {
      this.#line++
      this.#next = this.#lineEnd(this.#next + 1)
    }
    return this.#line
  }

  /** Offset of the last character of the next line end. */
  #lineEnd(from: number): number {
    const input = this.#input
    if (!this.#hasReturns) {
      const at = input.indexOf('\n', from)
      return at < 0 ? Number.POSITIVE_INFINITY : at
    }
    for (let i = from; i < input.length; i++) {
      const c = input.charCodeAt(i)
      if (c === 10 || (c === 13 && input.charCodeAt(i + 1) !== 10)) return i
    }
    return Number.POSITIVE_INFINITY
  }
}
