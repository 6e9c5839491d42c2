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
  /** `next[state * width + class]` is the following state. Class 0 always leads to state 0. */
  readonly next: Uint16Array
  /** Per state an index into `hits`; 0 where no word ends. */
  readonly hitAt: Uint16Array
  /** Lists of word indices that end at a state, longest first. */
  readonly hits: readonly (readonly number[])[]
}

/** A trie: the edges of a state are a linked list, newest first. */
interface Trie {
  states: number
  firstEdge: Uint16Array
  nextEdge: Uint16Array
  edgeClass: Uint8Array
  /** Words that end at a state. */
  own: (number[] | undefined)[]
}

/** Builds the table: one memory copy for each state, some milliseconds for ten thousand letters. */
export function buildAutomaton(words: readonly string[]): Automaton {
  const { classOf, width } = classes(words)
  const trie = buildTrie(words, classOf)
  return { classOf, width, ...link(trie, width) }
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

/** An edge has the number of the state it leads to: every state but the first has one. */
function buildTrie(words: readonly string[], classOf: Uint8Array): Trie {
  const letters = words.reduce((n, w) => n + w.length, 1)
  if (letters > 65_535) throw new Error('too many words for one automaton')
  const trie: Trie = {
    states: 1,
    firstEdge: new Uint16Array(letters),
    nextEdge: new Uint16Array(letters),
    edgeClass: new Uint8Array(letters),
    own: [],
  }
  const { firstEdge, nextEdge, edgeClass, own } = trie
  words.forEach((word, index) => {
    let state = 0
    for (let i = 0; i < word.length; i++) {
      const letter = classOf[word.charCodeAt(i)] ?? 0
      let edge = firstEdge[state] ?? 0
      while (edge && edgeClass[edge] !== letter) edge = nextEdge[edge] ?? 0
      if (!edge) {
        edge = trie.states++
        edgeClass[edge] = letter
        nextEdge[edge] = firstEdge[state] ?? 0
        firstEdge[state] = edge
      }
      state = edge
    }
    const list = own[state]
    if (list) list.push(index)
    else own[state] = [index]
  })
  return trie
}

/** Breadth first: the row of a state is the row of its failure state with its own edges on top; hits of suffixes are inherited. */
function link(
  { states, firstEdge, nextEdge, edgeClass, own }: Trie,
  width: number,
): Omit<Automaton, 'classOf' | 'width'> {
  const next = new Uint16Array(states * width)
  const hitAt = new Uint16Array(states)
  const hits: (readonly number[])[] = [[]]
  const fail = new Uint16Array(states)
  const queue = new Uint16Array(states)
  let tail = 1
  for (let head = 0; head < tail; head++) {
    const state = queue[head] ?? 0
    const back = fail[state] ?? 0
    if (state) next.copyWithin(state * width, back * width, back * width + width)
    const mine = own[state]
    const inherited = hitAt[back] ?? 0
    if (mine) {
      hitAt[state] = hits.length
      hits.push(inherited ? [...mine, ...(hits[inherited] ?? [])] : mine)
    } else hitAt[state] = inherited
    for (let edge = firstEdge[state] ?? 0; edge; edge = nextEdge[edge] ?? 0) {
      const at = state * width + (edgeClass[edge] ?? 0)
      // What the failure state does with this letter is where the child falls back to.
      fail[edge] = state ? (next[at] ?? 0) : 0
      next[at] = edge
      queue[tail++] = edge
    }
  }
  return { next, hitAt, hits }
}
