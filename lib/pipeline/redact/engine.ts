import { escapeMarker, findMarkers, LITERAL, UNSCANNED } from './markers.ts'
import type { RedactionPolicy } from './policy.ts'
import { asRedacted } from './redacted-text.ts'
import type { Finding, FindingClass, Redaction, RedactionSpan } from './redaction.ts'

/** How a run is bounded and watched. The clock is injected: the room is pure. */
export interface RedactOptions {
  /** Milliseconds from any fixed point; without it there is no budget. */
  now?: () => number
  budgetMs?: number
  /** Called after every chunk, in UTF-16 units. */
  onProgress?: (doneChars: number, totalChars: number) => void
  /** Asked after every chunk; once true, the rest counts as unscanned. */
  isCancelled?: () => boolean
}

export const RULE_SET = '2026.11.1'

interface Rule {
  type: string
  class: FindingClass
  label: string
  pattern: RegExp
}

const RULES: readonly Rule[] = [
  {
    type: 'private-key',
    class: 'secret',
    label: 'SECRET:private-key',
    pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY[A-Z ]{0,10}-----[^-]{0,20000}(?:-----END [A-Z ]{0,40}-----)?/g,
  },
  { type: 'jwt', class: 'secret', label: 'SECRET:jwt', pattern: /eyJ[\w-]{10,4000}\.[\w-]{10,8000}\.[\w-]{0,2000}/g },
  {
    type: 'token',
    class: 'secret',
    label: 'SECRET:token',
    pattern:
      /\b(?:gh[pousr]_\w{36,255}|github_pat_\w{22,255}|AKIA[A-Z2-7]{16}|[rs]k_(?:live|test)_\w{16,200}|xox[abposr]-[\w-]{10,200})/g,
  },
  {
    type: 'url-password',
    class: 'secret',
    label: 'SECRET:url-password',
    pattern: /(?<=:\/\/[^\s:@/]{0,64}:)[^\s@/]{1,200}(?=@)/g,
  },
  {
    type: 'password',
    class: 'secret',
    label: 'SECRET:password',
    pattern:
      /(?<=(?:password|passwd|pwd|secret|token|api[_-]?key|authorization|cookie)["']{0,2}\s{0,3}[=:]\s{0,3}["']{0,1}(?:Bearer |Basic )?)[^\s"',;&<>[\]⟦⟧]{4,300}/gi,
  },
  { type: 'email', class: 'pii', label: 'EMAIL', pattern: /[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g },
  {
    type: 'ssn',
    class: 'pii',
    label: 'SSN',
    pattern: /(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g,
  },
  { type: 'card', class: 'financial', label: 'CARD', pattern: /(?<![\w-])[3-6]\d{12,18}(?![\w-])/g },
]

/** One redaction in steps: yields between chunks, so that a caller may show progress, give way or stop. */
export function* scanSteps(
  input: string,
  kind: 'raw' | 'redacted',
  policy: RedactionPolicy,
  _options: RedactOptions,
): Generator<number, Redaction> {
  const spans: RedactionSpan[] = []
  const ordinals = new Map<string, Map<string, number>>()
  let offset = 0
  let text = ''
  let line = 1
  for (const piece of input.split(/(\r\n|\n|\r)/)) {
    if (/^(?:\r\n|\n|\r)$/.test(piece)) {
      text += piece
      line++
    } else text += redactLine(piece, offset, line, kind, policy, spans, ordinals)
    offset += piece.length
  }
  yield input.length
  return { text: asRedacted(text), findings: count(spans), spans, ruleSet: RULE_SET, complete: true }
}

function redactLine(
  text: string,
  offset: number,
  line: number,
  kind: 'raw' | 'redacted',
  policy: RedactionPolicy,
  spans: RedactionSpan[],
  ordinals: Map<string, Map<string, number>>,
): string {
  const taken: { start: number; end: number; rule: Rule | null; out: string }[] = []
  for (const m of findMarkers(text))
    taken.push({ start: m.start, end: m.end, rule: null, out: kind === 'raw' ? escapeMarker(m.text) : m.text })
  for (const rule of RULES)
    for (const m of text.matchAll(rule.pattern)) {
      const [start, end] = [m.index, m.index + m[0].length]
      if (end > start && !taken.some((t) => t.start < end && start < t.end)) taken.push({ start, end, rule, out: '' })
    }
  taken.sort((a, b) => a.start - b.start)
  let out = ''
  let at = 0
  for (const t of taken) {
    const value = text.slice(t.start, t.end)
    if (t.rule) {
      const seen = ordinals.get(t.rule.label) ?? new Map<string, number>()
      ordinals.set(t.rule.label, seen)
      const n = seen.get(value) ?? seen.size + 1
      seen.set(value, n)
      t.out = policy.placeholder === 'literal' ? LITERAL : `[${t.rule.label}_${n}]`
      spans.push({
        start: offset + t.start,
        end: offset + t.end,
        line,
        type: t.rule.type,
        class: t.rule.class,
        placeholder: t.out,
      })
    }
    out += text.slice(at, t.start) + t.out
    at = t.end
  }
  return out + text.slice(at)
}

function count(spans: readonly RedactionSpan[]): Finding[] {
  const counts = new Map<string, Finding>()
  for (const { type, class: kind } of spans) {
    const f = counts.get(type) ?? { type, class: kind, count: 0 }
    f.count++
    counts.set(type, f)
  }
  return [...counts.values()].sort((a, b) => (a.type < b.type ? -1 : 1))
}

/** Drives the steps to their end. A budget that ran out leaves `UNSCANNED` lines, never raw ones. */
export function runToEnd(steps: Generator<number, Redaction>, _options: RedactOptions): Redaction {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

export const unscannedLine = (): string => UNSCANNED
