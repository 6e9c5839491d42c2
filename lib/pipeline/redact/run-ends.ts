/**
 * Ends of runs of characters of one set, in one text. The last run of each set is remembered: text that is nothing but prefixes of
 * tokens would otherwise be read on from every one of them.
 */
export class RunEnds {
  readonly #last = new Map<Uint8Array, { from: number; to: number }>()

  /** The end of the run of characters of the set that starts at `from`, at most `max` long, or to its very end. `set`: by character code below 128. */
  endOf(text: string, from: number, set: Uint8Array, max = Number.POSITIVE_INFINITY): number {
    const last = this.#last.get(set)
    if (last && from >= last.from && from <= last.to) return Math.min(last.to, from + max)
    let to = from
    while (to < text.length && set[text.charCodeAt(to)] === 1) to++
    if (last) {
      last.from = from
      last.to = to
    } else this.#last.set(set, { from, to })
    return Math.min(to, from + max)
  }
}
