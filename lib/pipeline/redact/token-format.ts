import type { RunEnds } from './run-ends.ts'

/**
 * Token formats as vendors publish them, in one short notation: literals, and `<set length>` for a run of characters, for
 * example `ghp_<n36>` or `<h32>-us<d1-2>`. Matching is linear: one pass over fixed or greedy runs, no way back.
 */
export interface RunPart {
  /** Which ASCII characters may stand here. */
  allowed: Uint8Array
  min: number
  max: number
}
export type Part = string | RunPart

export interface TokenFormat {
  parts: readonly Part[]
  /** Which part is the anchor the automaton looks for. */
  anchorPart: number
  anchor: string
  /** How many characters stand before the anchor; -1 where that varies. */
  lead: number
}

const AN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
/** The letters of the notation. */
const SETS: Readonly<Record<string, string>> = {
  d: '0123456789',
  h: '0123456789abcdef',
  H: '0123456789abcdefABCDEF',
  U: '0123456789ABCDEF',
  l: 'abcdefghijklmnopqrstuvwxyz',
  u: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  a: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  m: 'abcdefghijklmnopqrstuvwxyz0123456789',
  M: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  n: AN,
  w: `${AN}_`,
  W: `${AN}_-`,
  s: `${AN}_-=`,
  t: `${AN}_-.`,
  b: `${AN}+/`,
  B: `${AN}+/=`,
  g: `${AN}+/_-`,
  G: `${AN}+/_-=.`,
  // Anything that may stand in a URL's path or query.
  q: `${AN}+/_-=.%~@`,
  // Kerberos hashes as crackers write them.
  p: `${AN}+/_-=.%~@:*$`,
}

/** Of `<n20+>`: to the end, or the end of a long token would stay. Back from an anchor only so far. */
const OPEN_MAX = 2 ** 30
const MAX_BACK = 4_096

export function parseFormat(source: string): TokenFormat {
  const parts: Part[] = []
  for (const m of source.matchAll(/<([a-zA-Z])(\d+)(?:-(\d+)|(\+))?>|[^<]+/g)) {
    const [whole, set, min, max, open] = m
    if (set === undefined) parts.push(whole)
    else parts.push({ allowed: table(set), min: Number(min), max: open ? OPEN_MAX : Number(max ?? min) })
  }
  let anchorPart = -1
  parts.forEach((p, i) => {
    const best = parts[anchorPart]
    if (typeof p === 'string' && (typeof best !== 'string' || (isCommon(best) && p.length > best.length)))
      anchorPart = i
  })
  const anchor = parts[anchorPart]
  if (typeof anchor !== 'string' || (anchor.length < 2 && anchor !== '|'))
    throw new Error(`format without an anchor: ${source}`)
  const before = parts
    .slice(0, anchorPart)
    .map((p) => (typeof p === 'string' ? p.length : p.min === p.max ? p.min : -1))
  const lead = before.includes(-1) ? -1 : before.reduce((sum, length) => sum + length, 0)
  return { parts, anchorPart, anchor, lead }
}

/** Short, or one letter over and over: it stands in too much that is no token. */
function isCommon(literal: string): boolean {
  return literal.length < 4 || new Set(literal).size === 1
}

const TABLES = new Map<string, Uint8Array>()
function table(set: string): Uint8Array {
  const known = TABLES.get(set)
  if (known) return known
  const made = new Uint8Array(128)
  const members = SETS[set]
  if (members === undefined) throw new Error(`no set ${set}`)
  for (const c of members) made[c.charCodeAt(0)] = 1
  TABLES.set(set, made)
  return made
}

/** Where a token of this format begins whose anchor begins at `at`; -1 where none does. */
export function startOfFormat(text: string, at: number, format: TokenFormat): number {
  if (!text.startsWith(format.anchor, at)) return -1
  let start = at
  for (let i = format.anchorPart - 1; i >= 0 && start >= 0; i--) {
    const part = format.parts[i]
    if (part === undefined) return -1
    start = typeof part === 'string' ? literalBefore(text, start, part) : runBefore(text, start, part)
  }
  return start
}

/** Where it ends; -1 where the text behind the anchor has another form. */
export function endOfFormat(text: string, at: number, format: TokenFormat, runs: RunEnds): number {
  let end = at + format.anchor.length
  for (let i = format.anchorPart + 1; i < format.parts.length && end >= 0; i++) {
    const part = format.parts[i]
    if (part === undefined) return -1
    if (typeof part === 'string') end = text.startsWith(part, end) ? end + part.length : -1
    else {
      const stop = runs.endOf(text, end, part.allowed, part.max)
      end = stop - end < part.min ? -1 : stop
    }
  }
  return end
}

function literalBefore(text: string, end: number, literal: string): number {
  const start = end - literal.length
  return start >= 0 && text.startsWith(literal, start) ? start : -1
}

function runBefore(text: string, end: number, part: RunPart): number {
  const stop = Math.max(0, end - Math.min(part.max, MAX_BACK))
  let i = end
  while (i > stop && part.allowed[text.charCodeAt(i - 1)]) i--
  return end - i < part.min ? -1 : i
}

/**
 * A made-up token of this format, for tests and for the page: never a live one, and never stored, so that no scanner stops on
 * it. `short` makes one that misses the format by one character.
 */
export function exampleOf(format: TokenFormat, random: () => number, short = false): string {
  const last = format.parts.findLastIndex((p) => typeof p !== 'string')
  return format.parts
    .map((part, i) => {
      if (typeof part === 'string') return part
      const members = [...part.allowed.keys()].filter((c) => part.allowed[c]).map((c) => String.fromCharCode(c))
      const alnum = members.filter((c) => /[A-Za-z0-9]/.test(c))
      const length = short && i === last ? part.min - 1 : part.min
      const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? ''
      return Array.from({ length }, (_, k) => pick(k === 0 || k === length - 1 ? alnum : members)).join('')
    })
    .join('')
}
