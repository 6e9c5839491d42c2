import { type Automaton, buildAutomaton } from './automaton.ts'
import { bits, LETTER, LOWER, runEnd, runStart } from './chars.ts'
import { matchEmail } from './email.ts'
import { matchField, matchService, matchTail } from './field-context.ts'
import { JWK_MEMBERS, matchCredentialCall, matchJwkMember } from './jwk.ts'
import { matchPhoneWord } from './numbers.ts'
import { matchDer, matchPem, PKCS7_DATA } from './pem.ts'
import { matchBasic, matchBearer, matchEnvironmentUser, matchIdentifiedBy, matchShortOption } from './phrases.ts'
import { CREDENTIAL_CALLS, FIELD_WORDS, PHONE_WORDS, SHORT_WORDS, TAIL_WORDS } from './rules/anchor-words.ts'
import { NAME_RULES, WORD_RULES } from './rules/field-names.ts'
import { SERVICE_NAMES } from './rules/service-names.ts'
import type { Run } from './run.ts'
import { BASE64_JSON, matchBase64Json, matchJwt, matchToken, TOKEN_MATCHERS } from './tokens.ts'
import { matchUrlCredentials } from './url-credentials.ts'

/** What happens where an anchor was found: its first character and the one behind it. */
type Handler = (run: Run, start: number, end: number) => void

export interface Anchors {
  automaton: Automaton
  handlers: readonly Handler[]
  lengths: readonly number[]
}

let built: Anchors | undefined

/** All anchors in one table, built at the first use: some milliseconds, then kept for the life of the process. */
export function anchors(): Anchors {
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
