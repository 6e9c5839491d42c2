import { BASE64, bits, DIGIT, LETTER, runEnd, runStart, setOf, WORD } from './chars.ts'
import { VENDOR_TOKENS, type VendorToken } from './rules/vendor-tokens.ts'
import type { Run } from './run.ts'
import type { RunEnds } from './run-ends.ts'
import { endOfFormat, parseFormat, startOfFormat, type TokenFormat } from './token-format.ts'

/** A row of the table, ready to match. */
export interface TokenMatcher {
  row: VendorToken
  format: TokenFormat
  /** Formats whose prefix ends in a sign or is long may follow a letter's `_`; all others must stand alone. */
  lastIsRun: boolean
}

/** Letters and digits, as a set of `RunEnds`. */
const WORDS = setOf(WORD)
/** What is made by a machine shows it in its first characters. */
const MAX_JUDGED = 256

export const TOKEN_MATCHERS: readonly TokenMatcher[] = VENDOR_TOKENS.map((row) => {
  const format = parseFormat(row.format)
  return { row, format, lastIsRun: typeof format.parts.at(-1) !== 'string' }
})

/** Where this format's token stands around the anchor at `at`, boundaries checked; null where none does. */
export function tokenAt(
  text: string,
  at: number,
  { row, format, lastIsRun }: TokenMatcher,
  runs: RunEnds,
): { start: number; end: number } | null {
  const start = startOfFormat(text, at, format)
  if (start < 0) return null
  // A digit before is let pass: a count or a quote's escape may be glued to it, a longer word may not.
  const before = bits(text, start - 1)
  if (before & LETTER || (before & DIGIT && bits(text, start) & (row.exact ? WORD : DIGIT))) {
    if (!(before & LETTER) || !escapeBefore(text, start)) return null
  }
  let end = endOfFormat(text, at, format, runs)
  if (end < 0) return null
  if (lastIsRun) {
    const stop = runs.endOf(text, end, WORDS)
    if (row.exact && (stop > end || (text[end] === '_' && bits(text, end + 1) & WORD))) return null
    end = escapedPaddingEnd(text, stop)
  }
  while (lastIsRun && end > start && (text[end - 1] === '.' || text[end - 1] === '-')) end--
  if (row.mixed && !isMixed(text, at + format.anchor.length, start, end)) return null
  return { start, end }
}

/** `=` inside or behind a token as a URL or a string writes it: `%3D`, `\\=`. What follows belongs to the token. */
function escapedPaddingEnd(text: string, end: number): number {
  ESCAPED_PADDING.lastIndex = end
  return ESCAPED_PADDING.test(text) ? ESCAPED_PADDING.lastIndex : end
}

const ESCAPED_PADDING = /(?:\\{1,2}=|%3[dD]){1,2}[\w-]{0,64}/y

/** `\n` and kin in escaped text: the letter belongs to the escape. */
function escapeBefore(text: string, start: number): boolean {
  return text[start - 2] === '\\' && /[nrtbfv]/.test(text[start - 1] ?? '')
}

function isMixed(text: string, bodyStart: number, start: number, end: number): boolean {
  const from = bodyStart < end ? bodyStart : start
  const body = text.slice(from, Math.min(end, from + MAX_JUDGED))
  const digits = body.replace(/[^0-9]/g, '').length
  return digits >= 2 && digits < body.length && /[A-Za-z]/.test(body)
}

export function matchToken(run: Run, at: number, matcher: TokenMatcher): void {
  // Most hits of a short anchor are the same letters in another case.
  const { text } = run
  const { anchor, lead } = matcher.format
  if (at < run.tokenEnd || text.charCodeAt(at) !== anchor.charCodeAt(0)) return
  // Of the rest, most stand inside a longer word.
  if (lead >= 0 && bits(text, at - lead - 1) & LETTER && !escapeBefore(text, at - lead)) return
  const found = tokenAt(run.text, at, matcher, run.runEnds)
  if (!found) return
  run.add(found.start, found.end, matcher.row.id)
  run.tokenEnd = Math.max(run.tokenEnd, found.end)
}

const DISCORD = /[MNO][A-Za-z\d]{22,27}\.[\w-]{6,7}\.[\w-]{27,40}(?![\w-])/y

/** A Discord bot token around its first dot: the bot's id in base64, a time, a signature. */
export function matchDiscord(run: Run, dot: number): void {
  const start = runStart(run.text, dot, WORD, 28)
  DISCORD.lastIndex = start
  if (bits(run.text, start - 1) & WORD || !DISCORD.test(run.text)) return
  run.add(start, DISCORD.lastIndex, 'discord-bot-token')
}

const MAILGUN = /[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}(?![\w-])/y

/** A Mailgun webhook signing key around its first dash. */
export function matchMailgun(run: Run, dash: number): void {
  const start = dash - 32
  MAILGUN.lastIndex = start
  if (start < 0 || bits(run.text, start - 1) & WORD || !MAILGUN.test(run.text)) return
  run.add(start, MAILGUN.lastIndex, 'mailgun-signing-key')
}

/** The beginnings of JSON in base64 that are no JWT's: `{\n`, `{ `, `[\n`, `[{"`. */
export const BASE64_JSON: readonly string[] = ['ewog', 'eyAi', 'WwogI', 'W3si']

/** JSON in base64 that holds a key or a password. */
export function matchBase64Json(run: Run, at: number): void {
  const { text } = run
  if (at < run.tokenEnd || bits(text, at - 1) & WORD) return
  const end = runEnd(text, at, WORD | BASE64, 65_536)
  run.tokenEnd = end
  if (end - at < 60) return
  try {
    const decoded = atob(text.slice(at, at + Math.min(4_096, (end - at) & ~3)))
    if (/"(?:kty|private_key|password|secret|token|auth)\w{0,20}"/.test(decoded)) run.add(at, end, 'credential')
  } catch {
    // Not base64 after all.
  }
}

/** `eyJ...`: a JWT (RFC 7519), an encrypted one, or a long JSON object in base64, which services use as keys. */
export function matchJwt(run: Run, at: number): void {
  const { text } = run
  if (at < run.tokenEnd) return
  const before = runStart(text, at, WORD, 1)
  if (before < at && !escapeBefore(text, at) && text[at - 1] !== '_') return
  const isPart = (c: string | undefined) => c !== undefined && /[A-Za-z0-9_+/=-]/.test(c)
  let end = at
  let dots = 0
  const parts = [at]
  for (; end < text.length; end++) {
    const c = text[end]
    if (c === '.' && isPart(text[end + 1]) && dots < 4) {
      dots++
      parts.push(end + 1)
    } else if (!isPart(c)) break
  }
  run.tokenEnd = end
  const first = (parts[1] ?? end + 1) - 1 - at
  if (dots >= 1 ? first >= 10 && end - at >= 24 : end - at >= 40) run.add(at, end, 'jwt')
}
