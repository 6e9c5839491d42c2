import { matchColonGroups, matchDashGroups } from './addresses.ts'
import { type Automaton, buildAutomaton } from './automaton.ts'
import { bits, HEX, LETTER, LOWER, runEnd, runStart, WORD } from './chars.ts'
import { matchEmail } from './email.ts'
import { matchField, matchService, matchTail } from './field-context.ts'
import { JWK_MEMBERS, matchCredentialCall, matchJwkMember } from './jwk.ts'
import { matchNumber, matchPhoneWord } from './numbers.ts'
import { matchDer, matchPem, PKCS7_DATA } from './pem.ts'
import { matchBasic, matchBearer, matchEnvironmentUser, matchIdentifiedBy, matchShortOption } from './phrases.ts'
import { CREDENTIAL_CALLS, FIELD_WORDS, PHONE_WORDS, SHORT_WORDS, TAIL_WORDS } from './rules/anchor-words.ts'
import { NAME_RULES, WORD_RULES } from './rules/field-names.ts'
import { SERVICE_NAMES } from './rules/service-names.ts'
import type { Run } from './run.ts'
import {
  BASE64_JSON,
  matchBase64Json,
  matchDiscord,
  matchJwt,
  matchMailgun,
  matchToken,
  TOKEN_MATCHERS,
} from './tokens.ts'
import { matchUrlCredentials } from './url-credentials.ts'

/** What happens where an anchor was found: its first character and the one behind it. */
type Handler = (run: Run, start: number, end: number) => void

interface Anchors {
  automaton: Automaton
  handlers: readonly Handler[]
  lengths: readonly number[]
}

let built: Anchors | undefined

/** All anchors in one table, built at the first use: some milliseconds, then kept for the life of the process. */
function anchors(): Anchors {
  built ??= build()
  return built
}

function build(): Anchors {
  const byWord = new Map<string, Handler[]>()
  const on = (word: string, handler: Handler): void => {
    const key = word.toLowerCase()
    const list = byWord.get(key)
    if (list) list.push(handler)
    else byWord.set(key, [handler])
  }
  for (const matcher of TOKEN_MATCHERS) on(matcher.format.anchor, (run, start) => matchToken(run, start, matcher))
  for (const word of FIELD_WORDS) on(word, SHORT_WORDS.has(word) ? matchShortWord : matchField)
  for (const word of TAIL_WORDS) on(word, matchTail)
  for (const name of SERVICE_NAMES) on(name, matchService)
  on('user', matchEnvironmentUser)
  on('uid', (run, start) => {
    run.userAt = start
  })
  on(PKCS7_DATA, (run, start) => matchDer(run, start))
  for (const word of PHONE_WORDS) on(word, matchPhoneWord)
  on('://', matchUrlCredentials)
  on('@', matchEmail)
  on('-----begin', matchPem)
  on('---- begin', matchPem)
  on('eyj', (run, start) => (run.text.startsWith('eyJ', start) ? matchJwt(run, start) : undefined))
  on('bearer', (run, _start, end) => matchBearer(run, end))
  on('basic', (run, _start, end) => matchBasic(run, end))
  for (const prefix of BASE64_JSON)
    on(prefix, (run, start) => (run.text.startsWith(prefix, start) ? matchBase64Json(run, start) : undefined))
  for (const member of JWK_MEMBERS) on(`"${member}"`, matchJwkMember)
  for (const call of CREDENTIAL_CALLS) on(call, (run, _start, end) => matchCredentialCall(run, end))
  on('identified by', (run, _start, end) => matchIdentifiedBy(run, end))
  for (const option of ['-u', '-p', '-a ', '-w ', '--user'])
    on(` ${option}`, (run, start) => matchShortOption(run, start + 1))
  const words = [...byWord.keys()]
  const handlers = words.map((w) => together(byWord.get(w) ?? []))
  return { automaton: buildAutomaton(words), handlers, lengths: words.map((w) => w.length) }
}

/** These stand inside too many others ("connecting", "side"): they must be a word of their own, of CamelCase, or of a known name. */
function matchShortWord(run: Run, start: number, end: number): void {
  const { text } = run
  const isLower = (bits(text, end - 1) & LOWER) !== 0
  const isPart =
    (isLower && (bits(text, end) & LOWER) !== 0) ||
    ((bits(text, start) & LOWER) !== 0 && (bits(text, start - 1) & LETTER) !== 0)
  if (isPart) {
    const word = text.slice(runStart(text, start, LETTER, 24), runEnd(text, end, LETTER, 24)).toLowerCase()
    if (!Object.hasOwn(NAME_RULES, word) && !Object.hasOwn(WORD_RULES, word)) return
  }
  matchField(run, start, end)
}

function together(list: readonly Handler[]): Handler {
  const [only] = list
  if (list.length === 1 && only) return only
  return (run, start, end) => {
    for (const handler of list) handler(run, start, end)
  }
}

/** How far a scan has come; `state` and the rest carry over from one chunk to the next. */
export interface ScanState {
  at: number
  state: number
  /** Where the run of digits began that is being read; -1 outside one. */
  digitsFrom: number
  colonAt: number
  colons: number
}

export const startScan = (): ScanState => ({ at: 0, state: 0, digitsFrom: -1, colonAt: -9, colons: 0 })

const encoder = new TextEncoder()
let bytes = new Uint8Array(0)
/** How much of it holds text of a log. */
let used = 0

/** Overwrites what the last scan left: no text of a log outlives its analysis. */
export function forgetBytes(): void {
  bytes.fill(0, 0, used * 3)
  used = 0
}

/** The characters from `from` to `to` as bytes, one each; everything outside ASCII is 255. Reading an array is twice as fast as reading a string. */
function bytesOf(text: string, from: number, to: number): Uint8Array {
  if (bytes.length < (to - from) * 3) bytes = new Uint8Array((to - from) * 3)
  used = Math.max(used, to - from)
  const piece = text.slice(from, to)
  if (encoder.encodeInto(piece, bytes).written === piece.length) return bytes
  for (let i = 0; i < piece.length; i++) {
    const c = piece.charCodeAt(i)
    bytes[i] = c < 128 ? c : 255
  }
  return bytes
}

/** What the numbers and address matchers start from: digits, `-`, `.` and `:`. */
const IS_DIGIT = new Uint8Array(256)
const IS_EVENT = new Uint8Array(256)
for (const c of '0123456789') IS_DIGIT[c.charCodeAt(0)] = 1
for (const c of '0123456789-.:') IS_EVENT[c.charCodeAt(0)] = 1

/** The state behind the place where `advance` stopped: one number is all it gives back. */
let reached = 0

/** Runs the automaton from `k` to the next place that needs a look. Small and without rare branches, so that it is compiled early and for good. */
function advance(automaton: Automaton, chunk: Uint8Array, from: number, length: number, state: number): number {
  const { classOf, width, next, hitAt } = automaton
  let s = state
  let k = from
  for (; k < length; k++) {
    const c = chunk[k] as number
    s = next[s * width + (classOf[c] as number)] as number
    if (hitAt[s] !== 0 || IS_EVENT[c] !== 0) break
  }
  reached = s
  return k
}

/** Scans on to `stop` (exclusive). Matchers read beyond it, so chunks of any size give the same findings. */
export function scanTo(run: Run, s: ScanState, stop: number): void {
  const all = anchors()
  const { automaton } = all
  const from = s.at
  const chunk = bytesOf(run.text, from, stop)
  const length = stop - from
  let state = s.state
  for (let k = 0; k < length; k++) {
    if (s.digitsFrom >= 0 && IS_DIGIT[chunk[k] ?? 0] === 0) {
      matchNumber(run, s.digitsFrom, from + k, chunk[k] ?? 0)
      s.digitsFrom = -1
    }
    k = advance(automaton, chunk, k, length, state)
    state = reached
    if (k >= length) break
    const c = chunk[k] ?? 0
    const hit = automaton.hitAt[state] ?? 0
    if (hit !== 0) onWords(run, all, hit, from + k + 1)
    if (IS_DIGIT[c] === 1) {
      if (s.digitsFrom < 0) s.digitsFrom = from + k
    } else if (IS_EVENT[c] === 1) onSign(run, s, c, from + k)
  }
  if (s.digitsFrom >= 0 && stop >= run.text.length) matchNumber(run, s.digitsFrom, stop, 0)
  s.state = state
  s.at = stop
}

function onWords(run: Run, { automaton, handlers, lengths }: Anchors, hit: number, end: number): void {
  for (const word of automaton.hits[hit] ?? []) handlers[word]?.(run, end - (lengths[word] ?? 0), end)
}

function onSign(run: Run, s: ScanState, c: number, at: number): void {
  const { text } = run
  if (c === 58) onColon(run, s, at)
  else if (c === 45) onDash(run, at)
  else if (c === 46 && (text.charCodeAt(at + 7) === 46 || text.charCodeAt(at + 8) === 46) && bits(text, at - 20) & WORD)
    matchDiscord(run, at)
}

/** Counts colons with at most four hex digits between them: `::` and the fourth of a run are worth a look. */
function onColon(run: Run, s: ScanState, at: number): void {
  const gap = at - s.colonAt
  s.colons = gap <= 5 && onlyHex(run.text, s.colonAt + 1, at) ? s.colons + 1 : 1
  s.colonAt = at
  if (s.colons === 4 || (gap === 1 && s.colons >= 2)) matchColonGroups(run, at)
}

function onlyHex(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!(bits(text, i) & HEX)) return false
  return true
}

function onDash(run: Run, at: number): void {
  const { text } = run
  if (text.charCodeAt(at + 9) === 45 && bits(text, at - 1) & HEX) matchMailgun(run, at)
  if (
    text.charCodeAt(at + 3) === 45 &&
    text.charCodeAt(at + 6) === 45 &&
    bits(text, at - 1) & HEX &&
    !(bits(text, at - 3) & WORD)
  )
    matchDashGroups(run, at)
}
