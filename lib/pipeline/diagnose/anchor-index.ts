/** Anchors are found by their first three characters, hashed into this many buckets; a power of two. */
const BUCKETS = 1 << 12
const INDEXED_CHARS = 3

interface Anchor {
  text: string
  owners: readonly number[]
}

/** Finds, in one pass over a line, which owners have an anchor in it, however many anchors there are. */
export class AnchorIndex {
  readonly #buckets: (Anchor[] | undefined)[] = new Array(BUCKETS)
  /** Anchors too short for a bucket. */
  readonly #short: Anchor[] = []

  /** `anchorsOf[i]` are the literals of owner `i`, case-sensitive. */
  constructor(anchorsOf: readonly (readonly string[])[]) {
    const owners = new Map<string, number[]>()
    for (const [owner, anchors] of anchorsOf.entries())
      for (const anchor of anchors) {
        const list = owners.get(anchor)
        if (list) list.push(owner)
        else owners.set(anchor, [owner])
      }
    for (const [text, list] of owners) {
      const anchor = { text, owners: list }
      if (text.length < INDEXED_CHARS) this.#short.push(anchor)
      else {
        const at = hash(text.charCodeAt(0), text.charCodeAt(1), text.charCodeAt(2))
        const bucket = this.#buckets[at] ?? []
        bucket.push(anchor)
        this.#buckets[at] = bucket
      }
    }
  }

  /** Owners with an anchor in the line, ascending. */
  ownersIn(line: string): number[] {
    const found = new Set<number>()
    for (const { text, owners } of this.#short) if (line.includes(text)) for (const owner of owners) found.add(owner)
    for (let i = 0; i + INDEXED_CHARS <= line.length; i++) {
      const bucket = this.#buckets[hash(line.charCodeAt(i), line.charCodeAt(i + 1), line.charCodeAt(i + 2))]
      if (!bucket) continue
      for (const { text, owners } of bucket) if (line.startsWith(text, i)) for (const owner of owners) found.add(owner)
    }
    return [...found].sort((a, b) => a - b)
  }
}

const hash = (a: number, b: number, c: number): number => (a * 961 + b * 31 + c) & (BUCKETS - 1)
