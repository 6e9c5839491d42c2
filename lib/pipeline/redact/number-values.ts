/** Values of number fields with their own spaces and signs: "Phone: 0490 75 40 81", "SSN 123 45 6789". */

const DIGITS = /[("'\s]{0,3}(?:\r?\n)?\s{0,4}(\+?\(?\d[\d \t()./-]{3,30}\d)(?![\w])/y
const IBAN = /["'\s]{0,3}([A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?)(?![A-Za-z0-9])/y
const DATE =
  /["'\s]{0,3}(\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}|\d{1,2}(?:st|nd|rd|th)?[ .-]{1,2}[A-Za-z]{3,9}[ ,.-]{1,2}\d{2,4}|[A-Za-z]{3,9} \d{1,2},? \d{4})(?![\w])/y

/** Three digits, four for American Express: shorter than any other secret. */
const SECURITY_CODE = /["'\\\s]{0,5}(\d{3,4})(?![\w.:])/y

const MIN_DIGITS: Readonly<Record<string, number>> = { phone: 6, ssn: 9, card: 12, account: 6, 'tax-id': 8 }
const MAX_DIGITS: Readonly<Record<string, number>> = { phone: 15, ssn: 9, card: 19, account: 24, 'tax-id': 15 }

/** The number that stands at `at` for a field of this type; null where the type has no such form or nothing fits. */
export function readNumberLike(text: string, at: number, type: string): { start: number; end: number } | null {
  if (type === 'iban') return group(IBAN, text, at)
  if (type === 'dob') return group(DATE, text, at)
  if (type === 'cvv') return group(SECURITY_CODE, text, at)
  const min = MIN_DIGITS[type]
  if (min === undefined) return null
  const found = group(DIGITS, text, at)
  if (!found) return null
  // More digits than such a number has: the next column of the line was read too. The last space is where it ends.
  for (let { start, end } = found; end > start; ) {
    const digits = text.slice(start, end).replace(/\D/g, '').length
    if (digits < min) return null
    if (digits <= (MAX_DIGITS[type] ?? 19)) return { start, end }
    const space = text.lastIndexOf(' ', end - 1)
    if (space <= start) return null
    end = space
  }
  return null
}

function group(pattern: RegExp, text: string, at: number): { start: number; end: number } | null {
  pattern.lastIndex = at
  const m = pattern.exec(text)
  const value = m?.[1]
  if (!m || value === undefined) return null
  const start = m.index + m[0].length - value.length
  return { start, end: start + value.length }
}
