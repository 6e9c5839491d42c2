import { BASE64, bits, runEnd, SPACE, WORD } from './chars.ts'
import type { Run } from './run.ts'

const BEGIN = /-----BEGIN ([A-Z0-9 ]{0,40})-----|---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----/y
const MAX_BLOCK = 65_536

/**
 * A private key in PEM (RFC 7468) from its `-----BEGIN`: to its `-----END`, or, cut off, to the end of its base64. Certificates and
 * public keys are no secrets and stay. Line ends may be real, escaped (`\n`) or quoted and joined by `+`.
 */
export function matchPem(run: Run, at: number): void {
  const { text } = run
  BEGIN.lastIndex = at
  const begin = BEGIN.exec(text)
  if (!begin) return
  const label = begin[1] ?? 'PRIVATE KEY'
  if (!/PRIVATE KEY|PGP MESSAGE|^$/.test(label) || at < run.tokenEnd) return
  const bodyStart = BEGIN.lastIndex
  const limit = Math.min(text.length, bodyStart + MAX_BLOCK)
  const next = text.indexOf('-----', bodyStart)
  let end =
    next >= 0 && next < limit && text.startsWith('-----END', next)
      ? endOfFooter(text, next)
      : bodyEnd(text, bodyStart, limit)
  if (end <= bodyStart) end = bodyStart
  // Nothing but a header: a rule or a document that names it.
  if (text.slice(bodyStart, Math.min(end, bodyStart + 400)).replace(/[^A-Za-z0-9+/]/g, '').length < 12) return
  run.tokenEnd = end
  run.add(at, end, 'private-key')
}

function endOfFooter(text: string, at: number): number {
  const close = text.indexOf('-----', at + 8)
  return close >= 0 && close < at + 80 ? close + 5 : at + 8
}

/** The end of base64 with its line ends, quotes, `\n`, `+`, indents and PEM headers. */
function bodyEnd(text: string, from: number, limit: number): number {
  let i = from
  let end = from
  while (i < limit) {
    const word = runEnd(text, i, WORD | BASE64, limit - i)
    if (word > i) {
      // A word that is no base64 line: text goes on behind a key that was cut off.
      if (word - i < 16 && bits(text, word) & SPACE && end > from + 32 && !/[+/=]/.test(text.slice(i, word))) break
      end = word
      i = word
    } else if (/[\s\\"'`+,:;-]/.test(text[i] ?? 'x')) i++
    else break
  }
  return end
}

/** The end of the object identifier 1.2.840.113549.1.7.1, with which a PKCS #12 file begins; its other bytes are no text. */
export const PKCS7_DATA = '\x01\x07\x01'
const OBJECT_ID = /\*[^\x00-\x7f]H[^\x00-\x7f]{2}\r$/
const MAX_BINARY_LINES = 400

/** A key store in binary (PKCS #12, RFC 7292) that was printed as if it were text: its lines go, up to the first that is text. */
export function matchDer(run: Run, at: number): void {
  const { text } = run
  if (at < run.tokenEnd || !OBJECT_ID.test(text.slice(Math.max(0, at - 8), at))) return
  const start = text.lastIndexOf('0', at - 8)
  if (start < 0 || at - start > 64) return
  let end = at
  for (let line = 0; line < MAX_BINARY_LINES && end < text.length; line++) {
    const next = text.slice(end, end + MAX_BLOCK).search(/[\r\n]/)
    const lineEnd = next < 0 ? Math.min(text.length, end + MAX_BLOCK) : end + next
    if (line > 0 && lineEnd > end + 8 && !/[\x00-\x08\x0e-\x1f\ufffd]/.test(text.slice(end, lineEnd))) break
    end = lineEnd + 1
  }
  run.tokenEnd = Math.min(end, text.length)
  run.add(start, run.tokenEnd, 'private-key')
}
