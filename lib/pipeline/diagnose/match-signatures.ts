import type { Signature } from './signature.ts'
import { SIGNATURES } from './signatures/all.ts'

/** A known failure found in a line, with what its pattern captured: only groups that took part, trimmed and cut, under their names without a digit. */
export interface SignatureMatch {
  signature: Signature
  groups: Readonly<Record<string, string>>
}

/** Characters of a line that are looked at: what names a failure stands near its start, and cost stays bounded. */
export const MAX_LINE_CHARS = 4096
const MAX_GROUP_CHARS = 160

/** Anchors are found by their first three letters, hashed into this many buckets; a power of two. */
const BUCKETS = 1 << 13
const ANCHOR_MIN_CHARS = 3

interface Prefilter {
  /** Per hash of three letters: the anchors that begin with them. */
  readonly buckets: readonly (readonly { anchor: string; owners: readonly number[] }[] | undefined)[]
  readonly signatures: readonly Signature[]
}

const hash = (a: number, b: number, c: number): number => (a * 961 + b * 31 + c) & (BUCKETS - 1)
const fold = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code)

function buildPrefilter(signatures: readonly Signature[]): Prefilter {
  const owners = new Map<string, number[]>()
  signatures.forEach(({ id, anchors }, index) => {
    for (const anchor of anchors) {
      if (anchor.length < ANCHOR_MIN_CHARS) throw new Error(`anchor of ${id} is too short: ${anchor}`)
      owners.set(anchor, [...(owners.get(anchor) ?? []), index])
    }
  })
  const buckets: { anchor: string; owners: readonly number[] }[][] = []
  for (const [anchor, list] of owners) {
    const at = hash(anchor.charCodeAt(0), anchor.charCodeAt(1), anchor.charCodeAt(2))
    const bucket = buckets[at] ?? []
    bucket.push({ anchor, owners: list })
    buckets[at] = bucket
  }
  return { buckets: Array.from({ length: BUCKETS }, (_, at) => buckets[at]), signatures }
}

/** Indices of the signatures of which an anchor stands in the line, ascending; one pass, whatever their number. */
function candidates({ buckets }: Prefilter, line: string): number[] {
  const found = new Set<number>()
  let a = 0
  let b = 0
  for (let end = 0; end < line.length; end++) {
    const c = fold(line.charCodeAt(end))
    const bucket = end >= ANCHOR_MIN_CHARS - 1 ? buckets[hash(a, b, c)] : undefined
    if (bucket)
      for (const { anchor, owners } of bucket)
        if (standsAt(line, end - ANCHOR_MIN_CHARS + 1, anchor)) for (const owner of owners) found.add(owner)
    a = b
    b = c
  }
  return [...found].sort((x, y) => x - y)
}

function standsAt(line: string, start: number, anchor: string): boolean {
  if (start + anchor.length > line.length) return false
  for (let i = 0; i < anchor.length; i++) if (fold(line.charCodeAt(start + i)) !== anchor.charCodeAt(i)) return false
  return true
}

const COLOURS = /\u001b\[[\d;]{0,16}m/g
/** The stamp that job runners put before each line; patterns that begin at the message would not see its beginning. */
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z /

/** A line as patterns see it: cut, without colours and the stamp of a job runner. */
function messageOf(text: string): string {
  const line = text.length > MAX_LINE_CHARS ? text.slice(0, MAX_LINE_CHARS) : text
  return (line.includes('\u001b') ? line.replace(COLOURS, '') : line).replace(STAMP, '')
}

/** A test that passed may carry the name of any failure. */
const PASSED = /^\s{0,12}(?:ok \d{1,6}\b|[✓✔√] |PASS\b|--- PASS)|(?: \.\.\. ok| PASSED)(?: {1,4}\[ {0,3}\d{1,3}%\])?$/

const PREFILTER = buildPrefilter(SIGNATURES)

/**
 * The known failures that one line shows, most telling first. Looks at the first 4,096 characters, never throws, keeps no
 * state. The cost is one pass over the line plus the patterns whose anchor stands in it.
 */
export function matchSignatures(text: string): readonly SignatureMatch[] {
  const line = messageOf(text)
  const found: SignatureMatch[] = []
  const possible = candidates(PREFILTER, line)
  if (possible.length === 0 || PASSED.test(line)) return found
  for (const index of possible) {
    const signature = PREFILTER.signatures[index]
    const match = signature?.pattern.exec(line)
    if (signature && match) found.push({ signature, groups: captured(match) })
  }
  return found.sort((x, y) => y.signature.prior - x.signature.prior)
}

/** Alternatives of a pattern cannot share a group's name: `component2` and `component3` are `component` too. */
function captured(match: RegExpExecArray): Record<string, string> {
  const groups: Record<string, string> = {}
  for (const [name, value] of Object.entries(match.groups ?? {})) {
    const text = (value as string | undefined)
      ?.slice(0, MAX_GROUP_CHARS)
      .replace(/[\s.,:;]{1,8}$/, '')
      .trim()
    const key = name.replace(/\d$/, '')
    if (text && groups[key] === undefined) groups[key] = text
  }
  return groups
}

/**
 * A signature's summary with its places filled: `{name}` by the group; `{name|words}` by the group, or else the words;
 * `{name? of @}` by the text with the group at the `@`, or else nothing; `{name? of @|words}` by either.
 */
export function fillSummary(signature: Signature, groups: Readonly<Record<string, string>>): string {
  const filled = signature.summary.replace(
    /\{(\w{1,40})(?:\?([^{}|]{0,80}))?(?:\|([^{}]{0,80}))?\}/g,
    (_, name: string, frame: string | undefined, words: string | undefined) => {
      const value = groups[name]
      return value === undefined ? (words ?? '') : (frame ?? '@').split('@').join(value)
    },
  )
  const text = filled
    .replace(/ {2,8}/g, ' ')
    .replace(/ (?=[.,;:](?: |$))/g, '')
    .trim()
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
