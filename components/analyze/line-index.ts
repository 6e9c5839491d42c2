/** Where each line stands; line `i` (0-based) is `text.slice(starts[i], ends[i])`. Offsets in UTF-16 units. */
export interface LineIndex {
  starts: Int32Array
  ends: Int32Array
  count: number
}

/**
 * Lines numbered as the condenser numbers them: `\r\n`, `\n` and a lone `\r` each end a line, and the end of the last
 * line does not begin another. Separate from the condenser's own table because this one is of text that is not redacted.
 */
export function indexLog(text: string): LineIndex {
  let starts = new Int32Array(1024 + (text.length >> 5))
  let ends = new Int32Array(starts.length)
  let count = 0
  let start = 0
  // The end of the text stands for "no more", so that each search runs over the text once.
  const next = (mark: string, from: number) => {
    const at = text.indexOf(mark, from)
    return at < 0 ? text.length : at
  }
  let feed = next('\n', 0)
  let ret = next('\r', 0)
  while (start < text.length) {
    if (feed < start) feed = next('\n', start)
    if (ret < start) ret = next('\r', start)
    const end = Math.min(feed, ret)
    if (count === starts.length) {
      starts = doubled(starts)
      ends = doubled(ends)
    }
    starts[count] = start
    ends[count++] = end
    start = end === ret && feed === end + 1 ? end + 2 : end + 1
  }
  return { starts: starts.slice(0, count), ends: ends.slice(0, count), count }
}

function doubled(from: Int32Array): Int32Array<ArrayBuffer> {
  const to = new Int32Array(from.length * 2)
  to.set(from)
  return to
}

/** The first index of ascending `values` whose value is >= `wanted`; `values.length` where none is. */
export function lowerBound(values: ArrayLike<number>, wanted: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] ?? Number.POSITIVE_INFINITY) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** The 0-based line that holds `offset`; an offset on a line's end belongs to that line. */
export function lineOfOffset(index: LineIndex, offset: number): number {
  return Math.max(0, lowerBound(index.starts, offset + 1) - 1)
}
