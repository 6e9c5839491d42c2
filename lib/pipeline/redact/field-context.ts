import { BASE64, bits, DIGIT, JOINER, LETTER, runEnd, runStart, SPACE, WORD } from './chars.ts'
import { redactUserOfPassword } from './connection-user.ts'
import { classifyName } from './field-name.ts'
import { isSecretValue, machineRunEnd, readValue, restOfLine, type Value } from './field-value.ts'
import { isCodePlace, isCookieAttributes, isNestedKey, isObjectName, mayBeValueOf } from './not-values.ts'
import { readNumberLike } from './number-values.ts'
import { looksOpaque } from './opaque.ts'
import { type Operator, quoteAt, readOperator } from './operator.ts'
import { type FieldRule, KEY_OF_A_SECRET, KEY_OF_A_TABLE } from './rules/field-names.ts'
import { AUTH_SCHEMES } from './rules/safe-words.ts'
import { SERVICE_NAMES } from './rules/service-names.ts'
import type { Run } from './run.ts'

const SERVICES: ReadonlySet<string> = new Set(SERVICE_NAMES)
const MAX_NAME = 80
/** A machine-made value shows itself in its first characters; names joined by colons would have each of them judge all behind it. */
const MAX_JUDGED = 192
const MAX_JUDGED_WEAK = 64
/** No scheme of a header is longer. */
const MAX_SCHEME = 24
/** Redacted text in a view. */
const MARK = 0xe000

/** A word of a secret's name stands at `start` to `end`: judges the whole name, its operator and its value. */
export function matchField(run: Run, start: number, end: number): void {
  const { text } = run
  let nameStart = runStart(text, start, WORD | JOINER, MAX_NAME)
  let nameEnd = runEnd(text, end, WORD | JOINER, MAX_NAME)
  if (nameStart === run.lastName || start < run.coveredTo) return
  run.lastName = nameStart
  if (nameEnd - nameStart > MAX_NAME) return
  // `$(pwd)` in a shell is a place, not a password.
  if (text[nameStart - 1] === '(' && text[nameStart - 2] === '$') return
  const dashes = runEnd(text, nameStart, JOINER, 4)
  const isFlag = text[nameStart] === '-' || text[nameStart - 1] === '/'
  nameStart = dashes
  while (nameEnd > end && text[nameEnd - 1] === '.') nameEnd--
  const rule = ruleFor(run, nameStart, nameEnd)
  if (!rule) return
  const operator = readOperator(text, nameEnd, quoteBefore(text, nameStart))
  if (operator && isCodePlace(text, nameStart, nameEnd, operator.valueAt)) return
  if (operator) redactValue(run, rule, { ...operator, nameLength: nameEnd - nameStart }, isFlag, nameStart)
  if (rule.strength !== 'weak') redactComparedBefore(run, rule, dashes)
}

function quoteBefore(text: string, at: number): boolean {
  return quoteAt(text, at - 1) > 0
}

function ruleFor(run: Run, start: number, end: number): FieldRule | null {
  const { text } = run
  let from = start
  // "API Key", "card number": the word before belongs to the name.
  if (bits(text, start - 1) & SPACE && bits(text, start - 2) & LETTER) from = runStart(text, start - 1, LETTER, 20)
  const name = text.slice(from, end)
  const known = run.fieldOf.get(name)
  if (known !== undefined) return known
  const before = from < start ? text.slice(from, start - 1) : ''
  const rule = classifyName(text.slice(start, end), before, run.extraFields)
  run.fieldOf.set(name, rule)
  return rule
}

function redactValue(
  run: Run,
  rule: FieldRule,
  operator: Operator & { nameLength: number },
  isFlag: boolean,
  nameStart: number,
): void {
  const { text } = run
  const { joint, valueAt } = operator
  // Redacted already: the common case of every round but the first.
  if (text.charCodeAt(valueAt + quoteAt(text, valueAt)) === MARK) return
  const number = readNumberLike(text, valueAt, rule.type)
  if (number) run.add(number.start, number.end, rule.type)
  else if (joint === 'xml') redactElement(run, rule, valueAt)
  if (number || joint === 'xml') return
  if (redactHeader(run, rule, valueAt, joint)) return
  const value = readValue(run, valueAt)
  if (value.end <= value.start || text.charCodeAt(value.start) === MARK) return
  // Long enough to judge; the whole is redacted.
  const judged = rule.strength === 'weak' ? MAX_JUDGED_WEAK : MAX_JUDGED
  const written = text.slice(value.start, Math.min(value.end, value.start + judged))
  if (!value.quoted && isNestedKey(text, value.end, written)) return
  if (!mayBeValueOf(rule, text.slice(nameStart, nameStart + operator.nameLength), written)) return
  if (!jointCarries(rule, joint, written, value.quoted, isFlag, nameStart, text)) return
  // `vendor_key = ...` says more than a bare `key`.
  const minOpaque = joint === 'assign' && operator.nameLength > 4 ? 12 : 16
  if (!isSecretValue(written, rule.strength, value.quoted, minOpaque)) return
  run.add(value.start, value.end, rule.type)
  if (rule.type === 'password' && joint === 'assign') redactUserOfPassword(run, value.start)
}

/** Whether this joint is enough: the weaker the joint, the more the value itself must look like a secret. */
function jointCarries(
  rule: FieldRule,
  joint: Operator['joint'],
  value: string,
  quoted: boolean,
  isFlag: boolean,
  nameStart: number,
  text: string,
): boolean {
  if (joint === 'assign' || joint === 'xml') return true
  const mixed = /\d/.test(value) && /[A-Za-z]/.test(value)
  switch (joint) {
    case 'call':
      return quoted && (mixed || /[^\w\s.-]|^\d{8,}$/.test(value) || looksOpaque(value))
    case 'word':
      if (rule.strength !== 'strong') return looksOpaque(value)
      return quoted || mixed || /[a-z][A-Z]/.test(value)
    case 'space':
      if (isFlag && text[nameStart - 1] === '-') return !value.startsWith('-')
      if (/login\s+\S{1,64}\s+$/.test(text.slice(Math.max(0, nameStart - 72), nameStart))) return true
      if (rule.type === 'secret' && isObjectName(value)) return false
      if (rule.strength === 'strong' && rule.class !== 'custom')
        return (quoted && value.length >= 4) || (mixed && value.length >= 8 && !/[/:=]/.test(value))
      return looksOpaque(value)
  }
}

function redactElement(run: Run, rule: FieldRule, at: number): void {
  const { text } = run
  let end = at
  for (const stop = Math.min(text.length, at + 65_536); end < stop; end++) {
    const c = text.charCodeAt(end)
    if (c === 60 || c === 10 || c === 13) break
  }
  while (end > at && bits(text, end - 1) & SPACE) end--
  const value = text.slice(at, Math.min(end, at + MAX_JUDGED))
  if (value && text.charCodeAt(at) !== MARK && isSecretValue(value, rule.strength, true)) run.add(at, end, rule.type)
}

/** `Authorization: Bearer x`, `Cookie: a=b; c=d`: the scheme stays, what follows goes. True where this was one. */
function redactHeader(run: Run, rule: FieldRule, valueAt: number, joint: Operator['joint']): boolean {
  if (joint === 'word' || joint === 'space') return false
  const { text } = run
  const quote = quoteAt(text, valueAt)
  const start = valueAt + quote
  if (rule.type === 'cookie') return redactCookies(run, start, quote ? text.slice(valueAt, start) : '')
  const wordEnd = runEnd(text, start, WORD | JOINER, 32)
  const gap = runEnd(text, wordEnd, SPACE, 4)
  if (gap === wordEnd || wordEnd > start + MAX_SCHEME || !AUTH_SCHEMES.has(text.slice(start, wordEnd).toLowerCase()))
    return false
  if (text.charCodeAt(gap) === MARK) return true
  const params = /^\w{2,20}=/.test(text.slice(gap, gap + 24)) && rule.type === 'authorization'
  const value: Value = params
    ? { start: gap, end: restOfLine(text, gap, quote ? text.slice(valueAt, start) : ''), quoted: false }
    : readValue(run, gap)
  const written = text.slice(value.start, Math.min(value.end, value.start + MAX_JUDGED))
  if (/[\d=+/_]|.{16}/.test(written) && isSecretValue(written, 'strong', true))
    run.add(value.start, value.end, rule.type)
  return true
}

function redactCookies(run: Run, start: number, quote: string): boolean {
  const { text } = run
  const value = text.slice(start, start + MAX_JUDGED)
  if (isCookieAttributes(value)) return true
  if (!/^[\w.$-]{1,80}=[^;\s]{4,}/.test(value) || text.charCodeAt(value.indexOf('=') + 1 + start) === MARK) return false
  run.add(start, restOfLine(text, start, quote), 'cookie')
  return true
}

/** `if ("value" == password)`: the value stands before the name. */
function redactComparedBefore(run: Run, rule: FieldRule, nameStart: number): void {
  const { text } = run
  let i = runStart(text, nameStart, SPACE, 4)
  const signs = i
  while (i > signs - 3 && (text[i - 1] === '=' || text[i - 1] === '!')) i--
  if (signs - i < 2) return
  i = runStart(text, i, SPACE, 4)
  const quote = text[i - 1]
  if (quote !== '"' && quote !== "'") return
  const open = text.lastIndexOf(quote, i - 2)
  if (open < 0 || i - open > 256) return
  const value = text.slice(open + 1, i - 1)
  if (!/[\r\n\uE000]/.test(value) && isSecretValue(value, rule.strength, true)) run.add(open + 1, i - 1, rule.type)
}

/**
 * `vendorKEY-0a1b...`, `token 0a1b...`: a machine-made value right behind a secret's word, whatever joins them. The word before
 * must not make it the key of a table ("partition key").
 */
export function matchTail(run: Run, start: number, end: number): void {
  const { text } = run
  let at = end
  while (at < end + 4 && /[-_.:=\s"'(]/.test(text[at] ?? 'x') && text[at] !== '\n' && text[at] !== '\r') at++
  if (at === end || !(bits(text, at) & WORD) || start < run.coveredTo) return
  if (runEnd(text, at, WORD | JOINER, 12) - at < 12) return
  const judged = text.slice(at, runEnd(text, at, WORD | JOINER | BASE64, 64))
  if (!/\d/.test(judged) && runEnd(text, at, WORD, 24) - at < 24) return
  if (!looksOpaque(judged) || isAboutTable(text, start, end)) return
  run.add(at, machineRunEnd(run, at), 'api-key')
}

/** Whether the word before makes it no secret's: "partition key", and a plain "key" behind nothing that hands out keys. */
function isAboutTable(text: string, wordStart: number, wordEnd: number): boolean {
  let i = wordStart
  while (i > wordStart - 2 && /[\s_.-]/.test(text[i - 1] ?? 'x')) i--
  const before = text.slice(runStart(text, i, LETTER | DIGIT, 24), i).toLowerCase()
  if (KEY_OF_A_TABLE.has(before)) return true
  const word = text.slice(wordStart, wordEnd)
  const isApart = i < wordStart || !before
  return word === 'key' && isApart && !KEY_OF_A_SECRET.has(before) && !SERVICES.has(before)
}

/** The name of a service that hands out keys, then a machine-made value: `mailjet 0A1B...`, `findl=<uuid>`. */
export function matchService(run: Run, start: number, end: number): void {
  const { text } = run
  if (bits(text, start - 1) & (LETTER | DIGIT)) return
  let at = end
  while (at < end + 5 && /[-_.:=\s"'>]/.test(text[at] ?? 'x') && text[at] !== '\n' && text[at] !== '\r') at++
  if (at === end || !(bits(text, at) & WORD)) return
  // A number, a colon and the key: how bots and accounts write it.
  const number = runEnd(text, at, DIGIT, 16)
  const body = number > at && text[number] === ':' ? number + 1 : at
  if (runEnd(text, body, WORD | JOINER, 20) - body < 20) return
  const stop = machineRunEnd(run, body)
  const judged = text.slice(body, Math.min(stop, body + 64))
  if (/\d/.test(judged) && looksOpaque(judged, 20)) run.add(at, stop, 'service-key')
}
