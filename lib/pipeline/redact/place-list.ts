import type { FindingType } from './types.ts'

/**
 * Places and what they are, in columns: ten megabytes may hold a million of them, and an object for each would cost more than
 * finding it. Offsets in UTF-16 units, end exclusive.
 */
export class PlaceList {
  length = 0
  #starts = new Int32Array(64)
  #ends = new Int32Array(64)
  /** Indices of `#types`. */
  #kinds = new Uint16Array(64)
  readonly #types: FindingType[] = []
  #lastType: FindingType | undefined
  #lastKind = 0
  /** Of the few that have one. */
  readonly #identities = new Map<number, string>()

  /** `identity`: the value that the place stands for, where that is not the text itself. Forms of one value share a placeholder. */
  push(start: number, end: number, type: FindingType, identity: string | null = null): void {
    const i = this.length++
    if (i === this.#starts.length) this.#grow(i * 2)
    this.#starts[i] = start
    this.#ends[i] = end
    this.#kinds[i] = this.#kindOf(type)
    if (identity !== null) this.#identities.set(i, identity)
  }

  #grow(length: number): void {
    const [starts, ends, kinds] = [new Int32Array(length), new Int32Array(length), new Uint16Array(length)]
    starts.set(this.#starts)
    ends.set(this.#ends)
    kinds.set(this.#kinds)
    this.#starts = starts
    this.#ends = ends
    this.#kinds = kinds
  }

  #kindOf(type: FindingType): number {
    if (type === this.#lastType) return this.#lastKind
    const known = this.#types.indexOf(type)
    this.#lastType = type
    this.#lastKind = known < 0 ? this.#types.push(type) - 1 : known
    return this.#lastKind
  }

  startAt(i: number): number {
    return this.#starts[i] ?? 0
  }

  endAt(i: number): number {
    return this.#ends[i] ?? 0
  }

  /** Throws beyond the end: a mistake of ours. */
  typeAt(i: number): FindingType {
    const type = this.#types[this.#kinds[i] ?? -1]
    if (!type) throw new RangeError(`no place ${i}`)
    return type
  }

  identityAt(i: number): string | null {
    return this.#identities.size ? (this.#identities.get(i) ?? null) : null
  }

  /** End of the last place; 0 where there is none. */
  get lastEnd(): number {
    return this.length ? this.endAt(this.length - 1) : 0
  }

  /** Changes the last place: what a wider or better known finding makes of it. */
  amendLast(end: number, type: FindingType, identity: string | null): void {
    const i = this.length - 1
    this.#ends[i] = end
    this.#kinds[i] = this.#kindOf(type)
    if (identity !== null) this.#identities.set(i, identity)
    else this.#identities.delete(i)
  }

  /** Appends a place of another list. */
  take(from: PlaceList, i: number): void {
    this.push(from.startAt(i), from.endAt(i), from.typeAt(i), from.identityAt(i))
  }
}
