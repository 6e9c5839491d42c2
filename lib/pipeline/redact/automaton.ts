/**
 * Aho-Corasick over a dense table: one array read per character, whatever the number of words. Words are ASCII and are found
 * without regard to case; whoever needs the case checks it at the hit. Source: Aho and Corasick, "Efficient string
 * matching: an aid to bibliographic search", CACM 18(6), 1975.
 */
export interface Automaton {
  /** Class of each ASCII character; 0: stands in no word. Characters above 127 have class 0. */
  readonly classOf: Uint8Array
  /** Columns of the table. */
  readonly width: number
  /**
   * `next[state * width + class]` is the following state. Class 0 always leads to state 0, so its column holds what ends at the
   * state instead: an index into `hits`, 0 for none. One row, one place in the cache.
   */
  readonly next: Uint16Array
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
  const classOf = new Uint8Array(128)
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
function link(table: Uint16Array, own: number[][], states: number, width: number): Pick<Automaton, 'next' | 'hits'> {
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
  const hits: (readonly number[])[] = [[]]
  for (let state = 1; state < states; state++) {
    const list = own[state] ?? []
    if (!list.length) continue
    table[state * width] = hits.length
    hits.push(list)
  }
  return { next: table, hits }
}
