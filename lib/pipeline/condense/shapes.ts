import type { SignatureScanner } from './signatures.ts'

/**
 * Distinct signatures of a log, hash-consed: equal signatures get equal numbers. Open addressing over typed arrays, since
 * the table is asked once per line. Tokens are interned: 0 and 1 are a variable (1: a blank before it), other values are
 * twice the number of a constant text plus the blank's bit.
 */
export class ShapeTable {
  count = 0
  /** Offset of each shape's first token in `tokens`; one more entry than shapes. */
  readonly offsets: number[] = [0]
  readonly tokens: number[] = []
  /** Texts of the constants; a token `t` above 1 reads `texts[t >> 1]`. The first is the variable's. */
  readonly texts: string[] = ['<*>']
  /** 1 where a text is a word, 0 where it is punctuation. */
  readonly words: number[] = [0]
  private readonly ids = new Map<string, number>()
  private readonly hashesA: number[] = []
  private readonly hashesB: number[] = []
  private slots = new Int32Array(4096).fill(-1)

  /** The number of the signature that the scanner holds. */
  idOf(signature: SignatureScanner, text: string): number {
    const { hashA, hashB } = signature
    let slot = (hashA ^ (hashB >>> 7)) & (this.slots.length - 1)
    for (let id = this.slots[slot] ?? -1; id >= 0; id = this.slots[slot] ?? -1) {
      if (this.hashesA[id] === hashA && this.hashesB[id] === hashB) return id
      slot = (slot + 1) & (this.slots.length - 1)
    }
    this.slots[slot] = this.count
    this.hashesA.push(hashA)
    this.hashesB.push(hashB)
    this.store(signature, text)
    if (++this.count * 2 > this.slots.length) this.grow()
    return this.count - 1
  }

  private store(signature: SignatureScanner, text: string): void {
    for (let i = 0; i < signature.count; i++) {
      const flags = signature.flags[i] ?? 0
      const blank = (flags >> 1) & 1
      if (flags & 1) this.tokens.push(blank)
      else this.tokens.push(this.intern(text.slice(signature.starts[i], signature.ends[i]), flags & 4) * 2 + blank)
    }
    this.offsets.push(this.tokens.length)
  }

  private intern(text: string, word: number): number {
    const known = this.ids.get(text)
    if (known !== undefined) return known
    const id = this.texts.length
    this.ids.set(text, id)
    this.texts.push(text)
    this.words.push(word ? 1 : 0)
    return id
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1)
    const mask = this.slots.length - 1
    for (let id = 0; id < this.count; id++) {
      let slot = ((this.hashesA[id] ?? 0) ^ ((this.hashesB[id] ?? 0) >>> 7)) & mask
      while ((this.slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask
      this.slots[slot] = id
    }
  }
}
