import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanSteps } from './engine.ts'
import { findMarkers } from './markers.ts'
import { defaultPolicy } from './policy.ts'
import { recheck } from './recheck.ts'
import { redact } from './redact.ts'
import { seededRandom } from './seeded-random.ts'
import { exampleOf } from './token-format.ts'
import { TOKEN_MATCHERS } from './tokens.ts'

const RUNS = { numRuns: 150, seed: 20_261_120 }

/** Pieces of logs that rules react to, so that random text meets them often. */
const PIECES = [
  'password=',
  '"token": "',
  'Authorization: Bearer ',
  'api_key',
  ': ',
  '=',
  '"',
  "'",
  '\\"',
  '\n',
  '\r\n',
  '\r',
  '@',
  '://',
  'https://u:',
  '-----BEGIN RSA PRIVATE KEY-----',
  '-----END RSA PRIVATE KEY-----',
  'eyJhbGciOi',
  '[EMAIL_1]',
  '[SECRET:password_2]',
  '⟨redacted⟩',
  '[REDACTED:UNSCANNED]',
  '10.0.0.1',
  '81.2.69.160',
  'joe@example.com',
  '\x1b[31m',
  '\u200b',
  '\0',
  'Cookie: a=',
  '; ',
  ' -p ',
  'curl -u ',
  'phone ',
  '+49 30 901820',
  '219-09-9998',
  'é',
  '💥',
  'key ',
  'a1b2c3d4e5f6a7b8c9d0',
  '<secret>',
  '</secret>',
  '&quot;',
  'DE89370400440532013000',
]
const tokens = TOKEN_MATCHERS.map((m) => m.format)
const secret = fc
  .tuple(fc.nat(tokens.length - 1), fc.infiniteStream(fc.double({ min: 0, max: 0.999_999, noNaN: true })))
  .map(([i, stream]) => {
    const format = tokens[i] ?? tokens[0]
    return format ? exampleOf(format, () => stream.next().value ?? 0.5) : ''
  })
const logText = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 3, arbitrary: fc.string({ maxLength: 12 }) },
      { weight: 1, arbitrary: secret },
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))

const lineEnds = (text: string) => text.match(/\r\n|\n|\r/g) ?? []

describe('redaction', () => {
  it('is settled: looking again at its own output changes nothing', () => {
    fc.assert(
      fc.property(logText, (text) => {
        const once = redact(text).text
        expect(recheck(once).text).toBe(once)
      }),
      { ...RUNS, numRuns: 600 },
    )
  })

  it('keeps every line and every line end in its place', () => {
    fc.assert(
      fc.property(logText, (text) => {
        expect(lineEnds(redact(text).text)).toEqual(lineEnds(text))
        expect(lineEnds(recheck(text).text)).toEqual(lineEnds(text))
      }),
      RUNS,
    )
  })

  it('says exactly what it changed: writing the spans into the input gives the output', () => {
    fc.assert(
      fc.property(logText, (text) => {
        const { text: out, spans, findings } = redact(text)
        let at = 0
        let rebuilt = ''
        for (const s of spans) {
          expect(s.start).toBeGreaterThanOrEqual(at)
          rebuilt += text.slice(at, s.start) + s.placeholder
          at = s.end
          expect(lineEnds(text.slice(0, s.start)).length + 1).toBe(s.line)
        }
        expect(rebuilt + text.slice(at)).toBe(out)
        expect(findings.reduce((n, f) => n + f.count, 0)).toBe(spans.length)
      }),
      RUNS,
    )
  })

  it('lets no marker of the input through as one of its own', () => {
    fc.assert(
      fc.property(logText, (text) => {
        const { text: out, spans } = redact(text)
        expect(findMarkers(out, new Set()).map((m) => m.text)).toEqual(
          spans.filter((s) => s.type !== 'marker').map((s) => s.placeholder),
        )
      }),
      RUNS,
    )
  })

  it('grows a text by no more than a placeholder for each finding', () => {
    fc.assert(
      fc.property(logText, (text) => {
        const { text: out, spans } = redact(text)
        expect(out.length).toBeLessThanOrEqual(text.length + spans.length * 60)
      }),
      RUNS,
    )
  })

  it('leaves no piece of a planted password, wherever and however often it stands', () => {
    const value = fc
      .tuple(fc.stringMatching(/^[A-Z][a-z]{2}\d{3}[A-Za-z0-9]{6,30}$/), fc.constantFrom('', '!', '/x+', 'ü'))
      .map(([a, b]) => a + b + a.slice(1, 5))
    fc.assert(
      fc.property(value, fc.lorem({ maxCount: 8 }), (password, words) => {
        const log = [
          `${words} ${password} ${words}`,
          `login failed {"user":"svc","password":"${password}"}`,
          `q=${encodeURIComponent(password)}&b=${btoa(String.fromCharCode(...new TextEncoder().encode(`u:${password}`)))}`,
          JSON.stringify(JSON.stringify({ x: password })),
        ].join('\n')
        const { text } = redact(log)
        expect(text).not.toContain(password)
        expect(text).not.toContain(encodeURIComponent(password))
        expect(text).not.toContain(password.slice(0, 9))
      }),
      RUNS,
    )
  })

  it('removes planted tokens from text that claims to be redacted', () => {
    fc.assert(
      fc.property(fc.nat(TOKEN_MATCHERS.length - 1), fc.nat(1_000), (i, seed) => {
        const matcher = TOKEN_MATCHERS[i]
        if (!matcher || matcher.row.mixed) return
        const token = exampleOf(matcher.format, seededRandom(String(seed)))
        const { text } = recheck(`[EMAIL_1] said ${token} to [SECRET:password_3]`)
        expect(text).toMatch(/^\[EMAIL_1\] said \[SECRET:[a-z0-9-]+_\d+\].* to \[SECRET:password_3\]$/)
      }),
      RUNS,
    )
  })

  it('numbers equal values alike and different values apart', () => {
    const { text } = redact('a joe@x.com b ann@x.com c joe@x.com')
    expect(text).toBe('a [EMAIL_1] b [EMAIL_2] c [EMAIL_1]')
  })

  it('gives the same bytes whether it is driven to its end or step by step', () => {
    fc.assert(
      fc.property(logText, (text) => {
        const steps = scanSteps(text, 'raw', defaultPolicy, {})
        let step = steps.next()
        while (!step.done) step = steps.next()
        expect(step.value).toEqual(redact(text))
      }),
      RUNS,
    )
  })

  it('finds a token across every place where one chunk ends and the next begins', () => {
    const token = ['gh', 'p_', '1234567890abcdefghijklmnopqrstuvwxyz'].join('')
    for (let shift = 0; shift <= 60; shift += 3) {
      const before = 'x'.repeat(65_536 - shift - 1)
      expect(redact(`${before} ${token} 81.2.69.160 joe@example.com`).text).toBe(
        `${before} [SECRET:github-pat_1] [IP_1] [EMAIL_1]`,
      )
    }
  })
})
