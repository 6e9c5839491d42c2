import type { Row } from './row.ts'

/** Fewer lines that agree may agree by chance. */
const LEAST_LINES = 5
/** Of other lines at most this share may name it too: else it is the machine that wrote the whole log. */
const MOST_ELSEWHERE = 0.3
/** A name of a node or unit: letters and digits, no clock, no address of a page. */
const NAME = /^(?=.{0,40}[A-Za-z])(?=.{0,40}\d)[\w.:-]{4,40}$/
const CLOCK = /^(?:\d{4}-\d\d-\d\d|\d\d:\d\d)|[T-]\d\d[.:]\d\d/

/** What stands in the header of every one of these lines and in few others: the node that keeps failing. Null where nothing does. */
export function commonName(rows: readonly Row[], all: readonly Row[]): string | null {
  if (rows.length < LEAST_LINES) return null
  const own = new Set(rows.map(({ number }) => number))
  const others = all.filter(({ number }) => !own.has(number))
  const [first, ...rest] = rows.map(namesOf)
  const shared = [...(first ?? [])].filter((name) => rest.every((names) => names.has(name)))
  const rare = shared.filter(
    (name) => others.filter(({ clean }) => clean.includes(name)).length <= others.length * MOST_ELSEWHERE,
  )
  return rare[0] ?? null
}

function namesOf({ clean, message }: Row): ReadonlySet<string> {
  const header = clean.endsWith(message) ? clean.slice(0, clean.length - message.length) : ''
  return new Set(header.split(' ').filter((word) => NAME.test(word) && !CLOCK.test(word)))
}
