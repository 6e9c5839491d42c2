import { BASE64, bits, JOINER, SPACE, setOf, WORD } from './chars.ts'
import { isPlainWord, isWordy, looksOpaque } from './opaque.ts'
import { quoteAt } from './operator.ts'
import type { Strength } from './rules/field-names.ts'
import { SAFE_VALUES } from './rules/safe-words.ts'
import type { Run } from './run.ts'

export interface Value {
  start: number
  end: number
  quoted: boolean
}

/** One step is bounded by the quote's own line, or by this. */
const MAX_QUOTED = 65_536
/** More brackets and full stops than this close nothing. */
const MAX_CLOSERS = 64

/** The value that begins at `at`, without its quotes; empty (`start === end`) where none does. */
export function readValue(run: Run, at: number): Value {
  const { text } = run
  let from = at
  // Prefixed strings: @"..." b"..." r'...' f"..." N'...' L"..."
  if ((bits(text, from) & WORD || text[from] === '@') && quoteAt(text, from + 1) === 1) from++
  const quote = quoteAt(text, from)
  if (quote) return readQuoted(text, from, quote)
  return { start: from, end: unquotedEnd(run, from), quoted: false }
}

function readQuoted(text: string, at: number, length: number): Value {
  const start = at + length
  const mark = text.slice(at, start)
  const stop = Math.min(text.length, start + MAX_QUOTED)
  for (let i = start; i < stop; i++) {
    const c = text.charCodeAt(i)
    if (c === 10 || c === 13) return { start, end: i, quoted: false }
    if (length === 1 && c === 92) i++
    else if (c === mark.charCodeAt(0) && text.startsWith(mark, i)) return { start, end: i, quoted: true }
  }
  return { start, end: stop, quoted: false }
}

/** The end of an unquoted value: white space, a quote, `,` `;` `&` `<` `|`, or an escaped line end. Read once per run. */
function unquotedEnd(run: Run, at: number): number {
  const { text } = run
  let end = at >= run.runStart && at < run.runStop ? run.runStop : readRun(text, at)
  run.runStart = at
  run.runStop = end
  // Closers and stops of the sentence or the bracket around the value.
  for (const least = Math.max(at, end - MAX_CLOSERS); end > least; end--) {
    const c = text[end - 1] ?? ''
    if (c === '.' || c === ':' || c === '\\' || c === '!') {
      if (c !== '.' && c !== '\\' && c !== ':') break
    } else if (c === ')' || c === ']' || c === '}') {
      const open = c === ')' ? '(' : c === ']' ? '[' : '{'
      if (balance(text, at, end, open, c) >= 0) break
    } else break
  }
  return end
}

function readRun(text: string, at: number): number {
  let i = at
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c <= 32 || c === 34 || c === 39 || c === 44 || c === 59 || c === 60 || c === 96 || c === 0xe000 || c === 0x2028)
      break
    if (c === 38 || c === 124) break
    if (c === 92 && /[nrt"'\\]/.test(text[i + 1] ?? '')) break
  }
  return i
}

function balance(text: string, from: number, to: number, open: string, close: string): number {
  // Far-reaching runs are no brackets: looking at the last 256 characters keeps this linear.
  let n = 0
  for (let i = Math.max(from, to - 256); i < to; i++) {
    const c = text[i]
    if (c === open) n++
    else if (c === close) n--
  }
  return n
}

/** No word of `SAFE_VALUES` is longer. */
const MAX_SAFE = 20

const REFERENCE =
  /^(?:\$\{|\$\(|\$[A-Za-z_]|#\{|\{\{|<[%A-Za-z_ ]|%[A-Za-z_]|%\(|@\{|\*{3,}|x{3,}$|\.{3}|-{3,}$|•+|\[(?:REDACTED|FILTERED|MASKED|SCRUBBED|HIDDEN|REMOVED|SECURE)\b)/i
const CODE = /^[A-Za-z_$][\w$]*(?:(?:\.|->|::)[A-Za-z_$][\w$]*)*(?:\(|\[|\)?;?$)/
/** Objects as runtimes print them: `Token{9f4e...`, `android.os.BinderProxy@1a2b`. */
const VERSIONED_OBJECT = /^[A-Za-z_$][\w.$]*(?:@[0-9a-f]{1,16}$|[{[(][\w\s])/

/**
 * Whether a value behind a name of this strength is one to redact. States (`null`, `expired`), references (`${VAR}`), counts
 * below a thousand and code (`request.token`) are not.
 */
export function isSecretValue(value: string, strength: Strength, quoted: boolean, minOpaque = 16): boolean {
  if (value.length < 2) return false
  // The dearest of the checks on long values, and for weak names the one that nearly all fail.
  if (strength === 'weak' && !looksOpaque(value, minOpaque)) return false
  if ((value.length <= MAX_SAFE && SAFE_VALUES.has(value.toLowerCase())) || REFERENCE.test(value)) return false
  if (/^[\d.,]{1,3}$/.test(value) || /^[^\p{L}\p{N}]+$/u.test(value)) return false
  if (strength === 'strong') {
    if (quoted) return true
    return !(isCodeReference(value) || VERSIONED_OBJECT.test(value))
  }
  if (value.length < 4 || VERSIONED_OBJECT.test(value) || isPlainWord(value)) return false
  if (strength === 'medium') return !isWordy(value) && !isCodeReference(value) && !/^https?:\/\//.test(value)
  return true
}

/** `request.params.password`, `getenv(`, `user->pwd`: a name in a program, not what it holds. Needs a joint or a bracket. */
function isCodeReference(value: string): boolean {
  return /[.([]|->|::/.test(value) && CODE.test(value) && !/\d.*\d.*\d/.test(value)
}

/** The run of characters a machine-made value is written in, from `at`. */
export function machineRunEnd(run: Run, at: number): number {
  return run.runEnds.endOf(run.text, at, MACHINE_MADE)
}

const MACHINE_MADE = setOf(WORD | JOINER | BASE64)

/** Where the words of a header's value end: the line, or the quote around it. */
export function restOfLine(text: string, at: number, quote: string): number {
  let i = at
  for (const stop = Math.min(text.length, at + MAX_QUOTED); i < stop; i++) {
    const c = text.charCodeAt(i)
    if (c === 10 || c === 13 || (quote && text.startsWith(quote, i))) break
    if (!quote && (c === 34 || c === 39)) break
  }
  while (i > at && bits(text, i - 1) & SPACE) i--
  return i
}
