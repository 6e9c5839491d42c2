import { PlaceList } from './place-list.ts'

/**
 * Leftmost, then longest, then highest priority. What overlaps the winner and reaches further is not thrown away: the winner
 * grows over it, so that no end of a secret stays. Personal data that begins inside a secret (the host of `user:pass@host.com`
 * read as an e-mail) is dropped instead. Gives a new list, in order, without overlaps.
 */
export function merge(candidates: PlaceList): PlaceList {
  const out = new PlaceList()
  for (const i of inOrder(candidates)) {
    const end = candidates.endAt(i)
    if (candidates.startAt(i) >= out.lastEnd) {
      out.take(candidates, i)
      continue
    }
    const type = candidates.typeAt(i)
    const last = out.length - 1
    const winner = out.typeAt(last)
    const raised = type.priority > winner.priority ? type : winner
    if (end <= out.lastEnd) {
      // The narrower but better known name wins where both cover nearly the same: a vendor's token inside `token=`.
      if (raised !== winner && type.class === winner.class) out.amendLast(out.lastEnd, raised, out.identityAt(last))
    } else if (type.class !== 'pii' || winner.class === 'pii') out.amendLast(end, raised, null)
  }
  return out
}

/** More than a text has places, and with an offset below 2^26 still an exact number. */
const PLACES = 2 ** 26

/** Start and number of a place make one key: keys alone are sorted without a call for each comparison. */
function inOrder(list: PlaceList): Int32Array {
  let keys = new Float64Array(list.length)
  let sorted = keys.length
  for (let i = 0; i < keys.length; i++) {
    if (i && sorted === keys.length && list.startAt(i) < list.startAt(i - 1)) sorted = i
    keys[i] = list.startAt(i) * PLACES + i
  }
  if (sorted < keys.length) keys = merged(keys.subarray(0, sorted), keys.subarray(sorted).sort())
  const order = new Int32Array(keys.length)
  for (let i = 0; i < keys.length; i++) order[i] = (keys[i] ?? 0) % PLACES
  for (let from = 0; from < order.length; ) {
    const start = list.startAt(order[from] ?? 0)
    let to = from + 1
    while (to < order.length && list.startAt(order[to] ?? 0) === start) to++
    // Two is the rule: a value where it was found and where its search found it again. Sorting is dear for two.
    if (to === from + 2) swapIfLater(list, order, from)
    else if (to > from + 2) order.subarray(from, to).sort((a, b) => longestFirst(list, a, b))
    from = to
  }
  return order
}

/** Two sorted columns as one. */
function merged(a: Float64Array, b: Float64Array): Float64Array<ArrayBuffer> {
  const out = new Float64Array(a.length + b.length)
  for (let i = 0, k = 0, at = 0; at < out.length; at++) {
    const takesA = k >= b.length || (i < a.length && (a[i] as number) < (b[k] as number))
    out[at] = (takesA ? a[i++] : b[k++]) as number
  }
  return out
}

function swapIfLater(list: PlaceList, order: Int32Array, at: number): void {
  const a = order[at] ?? 0
  const b = order[at + 1] ?? 0
  if (longestFirst(list, a, b) <= 0) return
  order[at] = b
  order[at + 1] = a
}

/** Of places with one start; the one found first where nothing else tells them apart. */
function longestFirst(list: PlaceList, a: number, b: number): number {
  return list.endAt(b) - list.endAt(a) || list.typeAt(b).priority - list.typeAt(a).priority || a - b
}
