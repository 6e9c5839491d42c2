import { countrySpecs, isValidIBAN } from 'ibantools'
import { matchIpv4 } from './addresses.ts'
import { bits, DIGIT, JOINER, LETTER, LOWER, runEnd, runStart, WORD } from './chars.ts'
import { isPlannedNumber } from './phone-plan.ts'
import { isIssued } from './rules/card-issuers.ts'
import type { Run } from './run.ts'

const CARD_GROUPS =
  /\d{4}([ -])(?:\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|\d{6}\1\d{5}|\d{6}\1\d{4})(?![\d])(?![ -]?\d{4}(?!\d))/y
const CARD_WORD = /card|credit|debit|visa|master|amex|\bpan\b|\bcc\b/i
const SSN = /(\d{3})([- ])(\d{2})\2(\d{4})(?![\d-])(?![A-Za-z_])/y
const SSN_WORD = /ssn|social/i
const PHONE = /\+?\(?\d[\d \t()./-]{4,24}\d(?![\d])(?![A-Za-z_])/y
const DOT = 46
const DASH = 45
const BLANK = 32
const PLUS = 43
const BRACKET = 40

/** Rings, calls and contacts of programs. */
const NO_TELEPHONE = /^[ _-](?:buffer|stack|graph|count|failed|failure|site|points?|trace|depth|center|size|took|of)\b/i
/** What is counted or measured is no telephone's number. */
const UNIT =
  /^\s?(?:bytes?|[kMGT]i?B|[kmunµ]?s|secs?|seconds?|minutes?|hours?|rows?|lines?|entries|items|messages|requests|times|tokens?|%)(?![A-Za-z])/

/** How far a word for a telephone reaches. */
const PHONE_REACH = 32

/**
 * A run of digits stands at `at` to `stop`, `next` is the character code behind it: card, SSN, IBAN, phone or address. Called for
 * every number of a log, so it only compares character codes; the matchers behind it read more.
 */
export function matchNumber(run: Run, at: number, stop: number, next: number): void {
  const { text } = run
  const length = stop - at
  const before = at > 0 ? text.charCodeAt(at - 1) : 32
  if (length <= 3 && next === DOT && before !== DOT) matchIpv4(run, at)
  if (length >= 2 && before >= 65 && before <= 90) matchIban(run, at - 2)
  if (length >= 12) {
    if (length <= 19) matchCard(run, at, stop)
    return
  }
  if (next === DASH || next === BLANK) {
    if (length === 3 && text.charCodeAt(at + 6) === next) matchSsn(run, at)
    else if (length === 4 && (text.charCodeAt(at + 9) === next || text.charCodeAt(at + 11) === next))
      matchCardGroups(run, at)
  }
  if (before === PLUS || before === BRACKET) matchPhone(run, at, length, at <= run.phoneUntil)
}

/** A run of digits ends at `stop` that begins where a word for a telephone still reaches. */
export function matchNamedNumber(run: Run, stop: number): void {
  const { text } = run
  const at = runStart(text, stop, DIGIT, 12)
  const before = text.charCodeAt(at - 1)
  if (stop - at >= 12 || before === PLUS || before === BRACKET || bits(text, at - 1) & (LETTER | JOINER)) return
  matchPhone(run, at, stop - at, true)
}

function matchCard(run: Run, at: number, stop: number): void {
  const { text } = run
  if (hasNeighbour(text, at, stop)) return
  const digits = text.slice(at, stop)
  if (!passesLuhn(digits)) return
  // Issuers' ranges move: behind a word for cards the first digit is enough. Without it twelve digits (Maestro's shortest) never are.
  const named = /^[2-6]/.test(digits) && CARD_WORD.test(text.slice(Math.max(0, at - 30), at))
  if (!named && (digits.length === 12 || !isIssued(digits))) return
  run.add(at, stop, 'card')
}

function matchCardGroups(run: Run, at: number): void {
  const { text } = run
  if (hasNeighbour(text, at, at)) return
  CARD_GROUPS.lastIndex = at
  const m = CARD_GROUPS.exec(text)
  if (!m) return
  const digits = m[0].replace(/\D/g, '')
  if (isIssued(digits) && passesLuhn(digits) && !(bits(text, CARD_GROUPS.lastIndex) & WORD))
    run.add(at, CARD_GROUPS.lastIndex, 'card')
}

/** Ids of blocks, jobs and files run on in `\w` or `-`; a card number stands alone. */
function hasNeighbour(text: string, start: number, stop: number): boolean {
  const joined = (i: number) => (bits(text, i) & WORD) !== 0 || text[i] === '_' || text[i] === '-'
  if (joined(start - 1) || (text[start - 1] === '.' && bits(text, start - 2) & DIGIT)) return true
  return stop > start && (joined(stop) || (text[stop] === '.' && (bits(text, stop + 1) & DIGIT) !== 0))
}

/** ISO/IEC 7812-1, annex B. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = digits.length - 1, twice = false; i >= 0; i--, twice = !twice) {
    const d = digits.charCodeAt(i) - 48
    sum += twice ? (d > 4 ? d * 2 - 9 : d * 2) : d
  }
  return sum % 10 === 0 && /[1-9]/.test(digits)
}

/** 123-45-6789 as the Social Security Administration issues them: no 000, 666 or 9xx, no 00, no 0000. Spaces only with a word. */
function matchSsn(run: Run, at: number): void {
  const { text } = run
  if (hasNeighbour(text, at, at)) return
  SSN.lastIndex = at
  const m = SSN.exec(text)
  if (!m || m[1] === '000' || m[1] === '666' || m[1]?.[0] === '9' || m[3] === '00' || m[4] === '0000') return
  if (m[2] === ' ' && !SSN_WORD.test(text.slice(Math.max(0, at - 40), at))) return
  run.add(at, SSN.lastIndex, 'ssn')
}

function matchIban(run: Run, at: number): void {
  const { text } = run
  if (bits(text, at - 1) & (WORD | JOINER) && text[at - 1] !== '.') return
  const length = countrySpecs[text.slice(at, at + 2)]?.chars
  if (!length) return
  // As many letters and digits as the country's IBANs have (ISO 13616), in groups of four or in one.
  let end = at
  let count = 0
  while (count < length && (bits(text, end) & WORD || (text[end] === ' ' && count % 4 === 0))) {
    if (text[end] !== ' ') count++
    end++
  }
  if (
    count === length &&
    !(bits(text, end) & WORD) &&
    isValidIBAN(text.slice(at, end).replaceAll(' ', '').toUpperCase())
  )
    run.add(at, end, 'iban')
}

/** A word for a telephone ends at `end`: numbers behind it count, and one right before it ("655 437 108 office"). */
export function matchPhoneWord(run: Run, start: number, end: number): void {
  const { text } = run
  if (bits(text, start - 1) & LETTER || bits(text, end) & LOWER || NO_TELEPHONE.test(text.slice(end, end + 12))) return
  // To the end of the line at most: the next line begins with its time.
  const reach = text.slice(end, end + PHONE_REACH).search(/[\r\n]/)
  queueNumbers(run, end, end + (reach < 0 ? PHONE_REACH : reach))
  let i = start
  while (i > start - 3 && ' ,-('.includes(text[i - 1] ?? 'x')) i--
  if (!(bits(text, i - 1) & DIGIT)) return
  let from = i
  while (from > i - 24 && (bits(text, from - 1) & DIGIT || ' ().-/+'.includes(text[from - 1] ?? 'x'))) from--
  while (from < i && !/[\d(+]/.test(text[from] ?? '')) from++
  if (bits(text, from - 1) & WORD || text[from - 1] === '/') return
  const written = text.slice(from, i)
  const digits = written.replace(/\D/g, '').length
  if (digits >= 7 && digits <= 15 && !looksLikeOther(written)) run.add(from, i, 'phone')
}

/** Notes the ends of the runs of digits that begin in the reach of a word for a telephone; each is looked at in its turn. */
function queueNumbers(run: Run, from: number, until: number): void {
  const { text } = run
  for (let i = Math.max(from, run.phoneUntil + 1); i <= until; i++) {
    if (!(bits(text, i) & DIGIT)) continue
    if (bits(text, i - 1) & DIGIT) continue
    run.phoneEnds.push(runEnd(text, i, DIGIT, 32))
  }
  run.phoneUntil = Math.max(run.phoneUntil, until)
}

/** Only with a `+` or a word for it shortly before. With `+` the number's own plan decides, with a word its shape. */
function matchPhone(run: Run, at: number, length: number, named: boolean): void {
  const { text } = run
  let start = at
  if (text[start - 1] === '(') start--
  const plus = text[start - 1] === '+'
  if (plus) start--
  else if (!named || length < 2 || length > 11) return
  if (bits(text, start - 1) & WORD) return
  PHONE.lastIndex = start
  const m = PHONE.exec(text)
  // The pattern may have read on into the next column: shorten at blanks until it is a number.
  for (let written = m?.[0] ?? ''; written; written = written.slice(0, Math.max(0, written.lastIndexOf(' ')))) {
    if (!isPhone(written, plus)) continue
    const end = start + written.length
    if (plus || !UNIT.test(text.slice(end, end + 10))) run.add(start, end, 'phone')
    return
  }
}

function isPhone(written: string, plus: boolean): boolean {
  const digits = written.replace(/\D/g, '')
  if (digits.length < 7 || digits.length > 15 || !/\d$/.test(written)) return false
  if (!plus) return !looksLikeOther(written)
  return digits.length >= 8 && isPlannedNumber(written.replace('(0)', '').replace(/\D/g, ''))
}

/** Dates, times, address and version numbers, decimal numbers and single long numbers. */
function looksLikeOther(written: string): boolean {
  return (
    /^\d{4}[-/.]\d{2}[-/.]\d{2}|^\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}(?!\d|[-/.]\d)|^\d+\.\d+$|^(?:\d{1,3}\.){3}\d{1,3}$|^\d+$| {2}|\t/.test(
      written,
    ) ||
    // No part of a telephone number is one digit; one of a version nearly always is.
    (/^\d+(?:\.\d+)+$/.test(written) && written.split('.').some((part) => part.length === 1))
  )
}
