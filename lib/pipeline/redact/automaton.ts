/**
 * Aho-Corasick over a dense table: one array read per character, whatever the number of words. Words are ASCII and are found
 * without regard to case; whoever needs the case checks it at the hit. Source: Aho and Corasick, "Efficient string
 * matching: an aid to bibliographic search", CACM 18(6), 1975.
 */
export interface Automaton {
  /** Class of each byte; 0: stands in no word, as everything above 127. */
  readonly classOf: Uint8Array
  /** Columns of the table. */
  readonly width: number
  /**
   * `next[state * width + class]` is the following state. Class 0 always leads to state 0, so its column holds what ends at the
   * state instead: an index into `hits`, 0 for none. One row, one place in the cache.
   */
  readonly next: Uint16Array
  /** States from this one on end a word. */
  readonly firstHit: number
  /** Lists of word indices that end at a state, longest first. */
  readonly hits: readonly (readonly number[])[]
}

/** Builds the table. Cost: the letters of all words times the classes, a few milliseconds for ten thousand letters. */
export function buildAutomaton(words: readonly string[]): Automaton {
  const { classOf, width } = classes(words)
  const letters = words.reduce((n, w) => n + w.length, 1)
  if (letters > 65_535) throw new Error('too many words for one automaton')
  const next = new Uint16Array(letters * width)
  const own: number[][] = [[]]
  let states = 1
  words.forEach((word, index) => {
    let state = 0
    for (let i = 0; i < word.length; i++) {
      const at = state * width + (classOf[word.charCodeAt(i)] ?? 0)
      if (!next[at]) {
        next[at] = states
        own[states] = []
        states++
      }
      state = next[at] ?? 0
    }
    own[state]?.push(index)
  })
  const table = next.subarray(0, states * width)
  return { classOf, width, ...link(table, own, states, width) }
}

function classes(words: readonly string[]): { classOf: Uint8Array; width: number } {
  const classOf = new Uint8Array(256)
  let width = 1
  for (const word of words)
    for (let i = 0; i < word.length; i++) {
      const c = word.charCodeAt(i)
      if (c > 127 || classOf[c]) continue
      classOf[c] = width
      const other = c >= 97 && c <= 122 ? c - 32 : c >= 65 && c <= 90 ? c + 32 : c
      classOf[other] = width
      width++
    }
  return { classOf, width }
}

/** Breadth first: failure links are folded into the table, hits of suffixes into the lists. */
function link(
  table: Uint16Array,
  own: number[][],
  states: number,
  width: number,
): Pick<Automaton, 'next' | 'hits' | 'firstHit'> {
  const fail = new Int32Array(states)
  const queue = new Int32Array(states)
  let tail = 0
  for (let c = 1; c < width; c++) {
    const child = table[c] ?? 0
    if (child) queue[tail++] = child
  }
  for (let head = 0; head < tail; head++) {
    const state = queue[head] ?? 0
    const back = fail[state] ?? 0
    const inherited = own[back] ?? []
    if (inherited.length) own[state] = [...(own[state] ?? []), ...inherited]
    for (let c = 1; c < width; c++) {
      const at = state * width + c
      const child = table[at] ?? 0
      const other = table[back * width + c] ?? 0
      if (child) {
        fail[child] = other
        queue[tail++] = child
      } else table[at] = other
    }
  }
  return sortHitsLast(table, own, states, width)
}

/** Numbers the states anew, those that end a word last: one comparison tells them, no read. */
function sortHitsLast(
  table: Uint16Array,
  own: number[][],
  states: number,
  width: number,
): Pick<Automaton, 'next' | 'hits' | 'firstHit'> {
  const order = Array.from({ length: states }, (_, state) => state)
  const quiet = order.filter((state) => !own[state]?.length)
  const ordered = [...quiet, ...order.filter((state) => own[state]?.length)]
  const renamed = new Uint16Array(states)
  ordered.forEach((state, i) => {
    renamed[state] = i
  })
  const hits: (readonly number[])[] = [[]]
  const next = new Uint16Array(states * width)
  ordered.forEach((state, i) => {
    for (let c = 1; c < width; c++) next[i * width + c] = renamed[table[state * width + c] ?? 0] ?? 0
    if (i < quiet.length) return
    next[i * width] = hits.length
    hits.push(own[state] ?? [])
  })
  return { next, hits, firstHit: quiet.length }
}
