import type { ShapeTable } from './shapes.ts'
import { isStateWord } from './words/state-words.ts'

/** Rounds of merging; every round frees one more position of a shape. */
const ROUNDS = 4
/** Above this many shapes the log is prose; merging it would cost more than it tells. */
const MAX_SHAPES = 60_000

/** What merging makes of the shapes. */
export interface MergedShapes {
  /** Group of every shape. */
  groupOf: Int32Array
  /** Tokens of every group, as in `ShapeTable.tokens`. */
  tokens: number[][]
}

interface Bucket {
  key: number
  position: number
  /** One of the members already has a variable here. */
  variable: boolean
  members: number[]
}

/**
 * Merges shapes that differ in one word where that word takes many values: a user, a host, a file. State words are never
 * merged, and neither are few words that each come often. The outcome does not depend on the order of lines.
 * `counts` holds the lines of each shape.
 */
export function mergeShapes(shapes: ShapeTable, counts: readonly number[]): MergedShapes {
  const groups = Array.from({ length: shapes.count }, (_, id) => ({
    tokens: shapes.tokens.slice(shapes.offsets[id], shapes.offsets[id + 1]),
    lines: counts[id] ?? 0,
    into: id,
  }))
  const kinds = shapes.texts.map((text, id) => (shapes.words[id] === 1 ? kindOf(text) : FIXED))
  // A name right before `=` is a key, and keys are constant.
  const equalsSign = shapes.texts.indexOf('=') * 2
  let alive = groups.map((_, id) => id)
  for (let round = 0; round < ROUNDS && shapes.count <= MAX_SHAPES; round++) {
    const before = alive.length
    for (const bucket of bucketsOf(groups, alive, kinds, equalsSign)) mergeBucket(groups, bucket)
    uniteEqual(groups, alive)
    alive = alive.filter((id) => groups[id]?.into === id)
    if (alive.length === before) break
  }
  return numbered(groups, alive)
}

interface Group {
  tokens: number[]
  lines: number
  into: number
}

const M1 = 0x9e3779b1
const M2 = 0x85ebca6b

function mixA(token: number, position: number): number {
  const x = Math.imul(token + 0x7f4a7c15, M1) ^ Math.imul(position + 1, M2)
  return Math.imul(x ^ (x >>> 15), 0x2c1b3c6d) >>> 0
}

function mixB(token: number, position: number): number {
  const x = Math.imul(token + 0x165667b1, M2) + Math.imul(position + 3, M1)
  return Math.imul(x ^ (x >>> 13), 0x297a2d39) >>> 11
}

/** Sums of the mixed tokens, so that leaving one out is a subtraction. */
function sums(tokens: readonly number[]): { a: number; b: number } {
  let a = tokens.length
  let b = 0
  for (let i = 0; i < tokens.length; i++) {
    a = (a + mixA(tokens[i] ?? 0, i)) >>> 0
    b = (b + mixB(tokens[i] ?? 0, i)) & 0x1fffff
  }
  return { a, b }
}

function bucketsOf(
  groups: readonly Group[],
  alive: readonly number[],
  kinds: readonly number[],
  equalsSign: number,
): Bucket[] {
  const buckets = new Map<number, Bucket>()
  for (const id of alive) {
    const tokens = groups[id]?.tokens ?? []
    const { a, b } = sums(tokens)
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i] ?? 0
      if (token > 1 && (kinds[token >> 1] === FIXED || tokens[i + 1] === equalsSign)) continue
      const blank = token & 1
      const key = ((a - mixA(token, i)) >>> 0) * 0x200000 + ((b - mixB(token, i) + (i * 2 + blank) * 7919) & 0x1fffff)
      const bucket = buckets.get(key)
      if (!bucket) buckets.set(key, { key, position: i, variable: token < 2, members: [id] })
      else {
        bucket.members.push(id)
        if (token < 2) bucket.variable = true
      }
    }
  }
  const wanted: Bucket[] = []
  for (const bucket of buckets.values()) if (mergeable(groups, bucket, kinds)) wanted.push(bucket)
  return wanted.sort((x, y) => y.members.length - x.members.length || x.key - y.key)
}

/** The fewer words stay, the more values it takes to believe that the place is a variable. */
function mergeable(groups: readonly Group[], bucket: Bucket, kinds: readonly number[]): boolean {
  const values = bucket.members.length
  if (values < 2) return false
  const { position } = bucket
  const tokens = groups[bucket.members[0] ?? 0]?.tokens ?? []
  let words = 0
  let before = 0
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] ?? 0
    if (i === position || token < 2 || (kinds[token >> 1] === FIXED && i > 0)) continue
    words++
    if (i < position) before++
  }
  if (bucket.variable) return words >= 2 && before > 0
  if (words === 0 || (before === 0 && values < 12)) return false
  if (kinds[(tokens[position - 1] ?? 0) >> 1] === NOUN) return true
  let lines = 0
  let names = 0
  for (const id of bucket.members) {
    lines += groups[id]?.lines ?? 0
    if (kinds[(groups[id]?.tokens[position] ?? 0) >> 1] === NAME) names++
  }
  if (names === values) return true
  if (values < 3 || (words < 2 && values < 12)) return false
  if (values < 5 && lines > values * 25) return false
  return values >= (words >= 4 ? 3 : 5)
}

const PLAIN = 0
/** Never a variable: punctuation, single letters, state words. */
const FIXED = 1
/** A dotted, slashed or addressed name: two of them are enough to see a variable. */
const NAME = 2
/** A noun that a name follows: two values are enough after it. */
const NOUN = 3

const NOUNS = new Set(
  'user username host hostname node file class package module pod topic database table container image'.split(' '),
)

function kindOf(text: string): number {
  if (text.length < 2 || (text.length < 3 && !/^[A-Za-z]+$/.test(text)) || isStateWord(text)) return FIXED
  if (NOUNS.has(text.toLowerCase())) return NOUN
  return /[A-Za-z][./@][A-Za-z]/.test(text) ? NAME : PLAIN
}

function mergeBucket(groups: readonly Group[], bucket: Bucket): void {
  const free = bucket.members.filter((id) => groups[id]?.into === id)
  if (free.length < Math.min(3, bucket.members.length)) return
  const first = groups[free[0] ?? 0]
  if (!first) return
  for (const id of free) {
    const group = groups[id]
    if (!group || group === first) continue
    group.into = first.into
    first.lines += group.lines
  }
  first.tokens = first.tokens.with(bucket.position, (first.tokens[bucket.position] ?? 0) & 1)
}

/** Groups whose tokens became equal are one. */
function uniteEqual(groups: readonly Group[], alive: readonly number[]): void {
  const seen = new Map<number, number>()
  for (const id of alive) {
    const group = groups[id]
    if (!group || group.into !== id) continue
    const { a, b } = sums(group.tokens)
    const key = a * 0x200000 + b
    const known = seen.get(key)
    const other = known === undefined ? undefined : groups[known]
    if (known === undefined || !other) seen.set(key, id)
    else {
      group.into = known
      other.lines += group.lines
    }
  }
}

function numbered(groups: readonly Group[], alive: readonly number[]): MergedShapes {
  const numberOf = new Map(alive.map((id, n) => [id, n]))
  const groupOf = new Int32Array(groups.length)
  groups.forEach((group, id) => {
    let root = id
    while (groups[root]?.into !== root) root = groups[root]?.into ?? root
    groupOf[id] = numberOf.get(root) ?? 0
    group.into = root
  })
  return { groupOf, tokens: alive.map((id) => groups[id]?.tokens ?? []) }
}
