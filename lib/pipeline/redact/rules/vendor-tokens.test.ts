import { describe, expect, it } from 'vitest'
import { redact } from '../redact.ts'
import { RunEnds } from '../run-ends.ts'
import { seededRandom } from '../seeded-random.ts'
import { exampleOf, parseFormat } from '../token-format.ts'
import { TOKEN_MATCHERS, tokenAt } from '../tokens.ts'
import { VENDOR_TOKENS } from './vendor-tokens.ts'

describe('the table of vendor tokens', () => {
  it('has at least 300 formats, each with its own id and a page of the vendor', () => {
    expect(VENDOR_TOKENS.length).toBeGreaterThanOrEqual(300)
    expect(new Set(VENDOR_TOKENS.map((t) => t.id)).size).toBe(VENDOR_TOKENS.length)
    expect(VENDOR_TOKENS.filter((t) => !/^https:\/\/[\w.-]+\/?/.test(t.source))).toEqual([])
    expect(VENDOR_TOKENS.filter((t) => !/^[a-z0-9][a-z0-9-]{1,39}$/.test(t.id))).toEqual([])
  })

  it('names no type in the words of its own prefix, so that a placeholder never repeats eight characters of the token', () => {
    const repeating = VENDOR_TOKENS.filter(({ id, format }) => {
      const literal = parseFormat(format)
        .parts.filter((p) => typeof p === 'string')
        .join('\0')
      return Array.from({ length: Math.max(0, id.length - 7) }, (_, i) => id.slice(i, i + 8)).some((piece) =>
        literal.includes(piece),
      )
    })
    expect(repeating.map((t) => t.id)).toEqual([])
  })

  it('never puts a run of free length before a literal that the run itself could swallow', () => {
    const ambiguous = VENDOR_TOKENS.filter(({ format }) => {
      // What stands before the anchor is read backwards from it, so nothing there can be swallowed.
      const { parts: all, anchorPart } = parseFormat(format)
      const parts = all.slice(anchorPart)
      return parts.some((part, i) => {
        const next = parts[i + 1]
        if (typeof part === 'string' || part.min === part.max || next === undefined) return false
        return typeof next === 'string' ? part.allowed[next.charCodeAt(0)] === 1 : true
      })
    })
    expect(ambiguous.map((t) => t.id)).toEqual([])
  })
})

describe.each(TOKEN_MATCHERS.map((m) => [m.row.id, m] as const))('%s', (_id, matcher) => {
  const random = seededRandom(matcher.row.id)
  const isMixed = (token: string) => !matcher.row.mixed || (/\d.*\d/.test(token) && /[A-Za-z]/.test(token))
  const positive = (): string => {
    for (;;) {
      const token = exampleOf(matcher.format, random)
      if (isMixed(token)) return token
    }
  }

  it('is redacted wherever it stands, in two examples', () => {
    for (const token of [positive(), positive()]) {
      const { text, findings } = redact(`worker failed (${token}) after 3 attempts`)
      expect(text).not.toContain(token.slice(-8))
      expect(text.startsWith('worker failed (')).toBe(true)
      expect(text.endsWith(' after 3 attempts')).toBe(true)
      expect(findings.every((f) => f.class === 'secret')).toBe(true)
    }
  })

  it('is not seen where one character is missing', () => {
    const short = exampleOf(matcher.format, random, true)
    const at = short.indexOf(matcher.format.anchor)
    expect(tokenAt(`x ${short} x`, at + 2, matcher, new RunEnds())).toBeNull()
  })
})
