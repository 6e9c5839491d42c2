/**
 * A set of strings of one length that can be looked for at every place of a long text in linear time: a rolling hash and a
 * bitmap turn nearly every place away before a string is cut.
 */
export class GramSet {
  readonly #size: number
  readonly #grams = new Set<string>()
  readonly #bits = new Uint8Array(1 << 18)
  readonly #leaving: number

  /** `size` in UTF-16 units. */
  constructor(size: number) {
    this.#size = size
    let power = 1
    for (let i = 1; i < size; i++) power = Math.imul(power, BASE)
    this.#leaving = power
  }

  add(gram: string): void {
    if (gram.length !== this.#size || this.#grams.has(gram)) return
    this.#grams.add(gram)
    let hash = 0
    for (let i = 0; i < gram.length; i++) hash = (Math.imul(hash, BASE) + gram.charCodeAt(i)) | 0
    const bit = slot(hash)
    this.#bits[bit >> 3] = (this.#bits[bit >> 3] ?? 0) | (1 << (bit & 7))
  }

  /** Calls back with each gram of the set that stands in `text`, and where it begins. */
  scan(text: string, found: (gram: string, at: number) => void): void {
    const size = this.#size
    if (this.#grams.size === 0 || text.length < size) return
    let hash = 0
    for (let i = 0; i < text.length; i++) {
      if (i >= size) hash = (hash - Math.imul(text.charCodeAt(i - size), this.#leaving)) | 0
      hash = (Math.imul(hash, BASE) + text.charCodeAt(i)) | 0
      if (i < size - 1) continue
      const bit = slot(hash)
      if (((this.#bits[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) continue
      const gram = text.slice(i - size + 1, i + 1)
      if (this.#grams.has(gram)) found(gram, i - size + 1)
    }
  }
}

const BASE = 0x01000193
/** The high bits of a product are the mixed ones; 2^21 slots. */
const slot = (hash: number) => Math.imul(hash, 0x9e3779b1) >>> 11
