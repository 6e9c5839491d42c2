import { bits, isLineEnd, LETTER, QUOTE, runEnd, SPACE } from './chars.ts'

/**
 * What joins a name to its value. `assign`: `=`, `:`, `=>`, `:=` and kin; `xml`: `<name>` before the value; `call`: a bracket or
 * a comma after a quoted name; `word`: "is" and kin; `space`: nothing but white space.
 */
export type Joint = 'assign' | 'xml' | 'call' | 'word' | 'space'

export interface Operator {
  joint: Joint
  /** Where the value begins (its quote, if it has one). */
  valueAt: number
}

/** `token string =`, `token: String =`, `passwd: str =`, `char secret[] =` as languages declare them. Only types of text. */
const TYPE_THEN_EQUALS =
  /\s{0,3}:?\s{0,3}(?:&(?:'static )?)?(?:std::)?(?:N?S?String|string|str|text|Text|bytes|Bytes|\[\]byte|char\s?\*|Any|any|CharSequence|SecretStr|Optional\[str\]|String\?|string\?)\s{0,3}(?::?=)(?!=)/y
const VALUE_ATTRIBUTE =
  /\s{1,8}(?:value|content|data)\s?=\s?|\s{0,4}\{\s{1,8}(?:type\s{0,4}=\s{0,4}\w{1,20}\s{1,8})?default\s{0,4}=\s{0,4}/iy
const FOR_WHOM = /\s(?:for|of)\s(?:user\s)?[^\s:=]{1,40}\s?[:=]\s{0,3}/iy
const COPULA = /\s{1,3}(?:is|was|are|to|as|equals)\s{0,2}:?\s{0,3}/iy

/** Reads the operator after a name that ends at `end`; null where none follows. Bounded: looks at most 64 characters ahead. */
export function readOperator(text: string, end: number, nameQuoted: boolean): Operator | null {
  let i = skipClosers(text, end)
  const closed = i > end
  // <add key="Password" value="..."/>
  const attribute = closed ? sticky(VALUE_ATTRIBUTE, text, i) : 0
  if (attribute) return { joint: 'assign', valueAt: attribute }
  i = runEnd(text, i, SPACE, 24)
  const c = text.charCodeAt(i)
  // `module::name` is a path; `::=` and `:::=` assign.
  if (c === 58 && text.charCodeAt(i + 1) === 58 && !/^:{2,3}=/.test(text.slice(i, i + 4))) return null
  if (c === 58 || c === 61) return afterSign(text, i, closed || nameQuoted)
  if (c === 62) return text.charCodeAt(end) === 62 ? { joint: 'xml', valueAt: skipBlank(text, i + 1) } : null
  // `name -> value` with blanks; `$mail->send` is a member.
  if (
    (c === 45 && i > end && text.charCodeAt(i + 1) === 62) ||
    ((c === 33 || c === 43 || c === 46 || c === 63) && text.charCodeAt(i + 1) === 61)
  )
    return afterSign(text, i + 1, true)
  if (c === 44 && (closed || nameQuoted)) return { joint: 'call', valueAt: skipBlank(text, i + 1) }
  if (c === 40 && !closed)
    return quoteAt(text, skipBlank(text, i + 1)) ? { joint: 'call', valueAt: skipBlank(text, i + 1) } : null
  if (c === 124 && i > end) return { joint: 'assign', valueAt: runEnd(text, i + 1, SPACE, 24) }
  if (i === end) return null
  if (bits(text, i) & LETTER) {
    const typed = sticky(TYPE_THEN_EQUALS, text, end)
    if (typed) return { joint: 'assign', valueAt: runEnd(text, typed, SPACE, 24) }
  }
  const forWhom = sticky(FOR_WHOM, text, end)
  if (forWhom) return { joint: 'word', valueAt: forWhom }
  const copula = sticky(COPULA, text, end)
  if (copula) return { joint: 'word', valueAt: copula }
  return isLineEnd(text, i) ? null : { joint: 'space', valueAt: i }
}

/** Quotes, brackets and `[]` that close a name: `"name"`, `\"name\"`, `[name]`, `(name)`, `name[]`, `&quot;name&quot;`. */
function skipClosers(text: string, end: number): number {
  let i = end
  for (const stop = end + 10; i < stop; ) {
    const c = text[i]
    if (c === '"' || c === "'" || c === '`' || c === '\\' || c === ']' || c === ')' || c === '*') i++
    else if (c === '[' && /^\[\d{0,4}\]/.test(text.slice(i, i + 6))) i = text.indexOf(']', i) + 1
    else if (text.startsWith('&quot;', i)) i += 6
    else break
  }
  return i
}

/** From the first sign of an operator (`:=`, `==`, `=>`, `: String =`) to the value. */
function afterSign(text: string, at: number, closed: boolean): Operator {
  if (!closed || text.charCodeAt(at) === 58) {
    const typed = text.charCodeAt(at) === 58 ? sticky(TYPE_THEN_EQUALS, text, at) : 0
    if (typed) return { joint: 'assign', valueAt: runEnd(text, typed, SPACE, 24) }
  }
  let i = at
  while (i < at + 5 && '=:>~'.includes(text[i] ?? ' ')) i++
  const from = i
  i = runEnd(text, i, SPACE, 24)
  // A value on the next line: only where it is quoted there, or the sign ends its line (`key:` and a block below is a map).
  if (isLineEnd(text, i) && i < text.length) {
    const next = skipBlank(text, i)
    if (quoteAt(text, next) && closed) return { joint: 'assign', valueAt: next }
    return { joint: 'assign', valueAt: from }
  }
  return { joint: 'assign', valueAt: i }
}

/** White space over at most one line end. */
function skipBlank(text: string, at: number): number {
  let i = runEnd(text, at, SPACE, 64)
  if (text.charCodeAt(i) === 13) i++
  if (text.charCodeAt(i) === 10) i++
  return i === at ? at : runEnd(text, i, SPACE, 64)
}

/** The length of the quote that begins here: `"`, `'`, a backquote, `\"`, `\\"`, `&quot;`; 0 for none. */
export function quoteAt(text: string, at: number): number {
  if (bits(text, at) & QUOTE) return 1
  if (text.charCodeAt(at) === 38)
    return text.startsWith('&quot;', at) ? 6 : text.startsWith('&#39;', at) || text.startsWith('&#34;', at) ? 5 : 0
  let i = at
  while (i < at + 8 && text.charCodeAt(i) === 92) i++
  return i > at && bits(text, i) & QUOTE ? i - at + 1 : 0
}

function sticky(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : 0
}
