import { matchColonGroups, matchDashGroups } from './addresses.ts'
import { type Automaton, buildAutomaton } from './automaton.ts'
import { bits, HEX, WORD } from './chars.ts'
import { matchEmail } from './email.ts'
import { matchField, matchService, matchTail } from './field-context.ts'
import { JWK_MEMBERS, matchCredentialCall, matchJwkMember } from './jwk.ts'
import { matchNumber, matchPhoneWord } from './numbers.ts'
import { matchPem } from './pem.ts'
import { matchBasic, matchBearer, matchIdentifiedBy, matchShortOption } from './phrases.ts'
import { CREDENTIAL_CALLS, FIELD_WORDS, PHONE_WORDS, TAIL_WORDS } from './rules/anchor-words.ts'
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
  for (const word of FIELD_WORDS) on(word, matchField)
  for (const word of TAIL_WORDS) on(word, matchTail)
  for (const name of SERVICE_NAMES) on(name, matchService)
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
  colonAt: number
  colons: number
}

export const startScan = (): ScanState => ({ at: 0, state: 0, colonAt: -9, colons: 0 })

/** Scans on to `stop` (exclusive). Matchers read beyond it, so chunks of any size give the same findings. */
export function scanTo(run: Run, s: ScanState, stop: number): void {
  const { automaton, handlers, lengths } = anchors()
  const { classOf, width, next, hits } = automaton
  const { text } = run
  let state = s.state
  let digit = s.at > 0 && isDigit(text.charCodeAt(s.at - 1))
  for (let i = s.at; i < stop; i++) {
    const c = text.charCodeAt(i)
    const letter = c < 128 ? classOf[c] : 0
    state = letter ? (next[state * width + letter] ?? 0) : 0
    const hit = next[state * width]
    if (hit) for (const word of hits[hit] ?? []) handlers[word]?.(run, i + 1 - (lengths[word] ?? 0), i + 1)
    if (c > 58 || c < 45) digit = false
    else if (c >= 48 && c < 58) {
      if (!digit) matchNumber(run, i)
      digit = true
    } else {
      digit = false
      if (c === 58) onColon(run, s, i)
      else if (c === 45) onDash(run, i)
      else if (c === 46 && (text.charCodeAt(i + 7) === 46 || text.charCodeAt(i + 8) === 46)) matchDiscord(run, i)
    }
  }
  s.state = state
  s.at = stop
}

const isDigit = (c: number): boolean => c >= 48 && c < 58

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
