import type { RE2JS } from 're2js'
import {
  MAX_FIELDS,
  MAX_PATTERNS,
  MAX_VALUES,
  MIN_VALUE_CHARS,
  normaliseFieldName,
  type RedactionPolicy,
  type TenantPattern,
} from './policy.ts'
import { type FindingType, patternType } from './types.ts'

/** Why something in a policy was not taken over, in words for the settings page. */
export interface Rejection {
  kind: 'pattern' | 'field' | 'value'
  /** Of the pattern or field; a value is not repeated. */
  name: string
  reason: string
}

export interface PreparedPolicy {
  policy: RedactionPolicy
  rejected: readonly Rejection[]
}

const MAX_PATTERN_CHARS = 500
/** Instructions of the compiled program: time per character grows with it. */
const MAX_PROGRAM = 2_000

const compiled = new Map<string, RE2JS>()

/**
 * Checks a policy and loads the engine of its patterns, which costs nothing where there are none. Must be awaited before `redact`
 * or `recheck` is given a policy with patterns. What cannot be used is left out and named with a reason; nothing throws.
 */
export async function preparePolicy(policy: RedactionPolicy): Promise<PreparedPolicy> {
  const rejected: Rejection[] = []
  const fields = policy.fields.filter((name, i) => {
    const reason =
      i >= MAX_FIELDS
        ? `at most ${MAX_FIELDS} field names`
        : normaliseFieldName(name).length < 2
          ? 'needs two letters or digits'
          : ''
    if (reason) rejected.push({ kind: 'field', name, reason })
    return !reason
  })
  const values = policy.values.filter((value, i) => {
    const reason =
      i >= MAX_VALUES
        ? `at most ${MAX_VALUES} values`
        : value.length < MIN_VALUE_CHARS
          ? `needs ${MIN_VALUE_CHARS} characters`
          : ''
    if (reason) rejected.push({ kind: 'value', name: `value ${i + 1}`, reason })
    return !reason
  })
  const patterns: TenantPattern[] = []
  if (policy.patterns.length) {
    const engine = await import('re2js')
    for (const [i, pattern] of policy.patterns.entries()) {
      const reason = i >= MAX_PATTERNS ? `at most ${MAX_PATTERNS} patterns` : compile(pattern, engine.RE2JS)
      if (reason) rejected.push({ kind: 'pattern', name: pattern.name, reason })
      else patterns.push(pattern)
    }
  }
  return { policy: { ...policy, fields, values, patterns }, rejected }
}

/** Compiles and keeps a pattern; the reason where it cannot be used, else an empty string. */
function compile({ name, pattern }: TenantPattern, engine: typeof RE2JS): string {
  if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(name)) return 'the name may hold a-z, 0-9 and -, at most 32 characters'
  if (pattern.length === 0) return 'the pattern is empty'
  if (pattern.length > MAX_PATTERN_CHARS) return `the pattern is longer than ${MAX_PATTERN_CHARS} characters`
  if (compiled.has(pattern)) return ''
  try {
    const program = engine.compile(pattern)
    if (program.matcher('').find() || program.matcher('\n').find()) return 'the pattern matches nothing or a line end'
    if (program.programSize() > MAX_PROGRAM) return 'the pattern is too large: use smaller repeat counts'
    compiled.set(pattern, program)
    return ''
  } catch (error) {
    return `not a pattern of the linear engine (RE2): ${error instanceof Error ? error.message : String(error)}`
  }
}

export interface PatternMatches {
  type: FindingType
  matches: readonly { start: number; end: number }[]
}

/** Each pattern's matches in a piece of text, line by line: a pattern never sees a line end. */
export function* matchPatterns(policy: RedactionPolicy, text: string): Generator<PatternMatches> {
  for (const { name, pattern } of policy.patterns) {
    const program = compiled.get(pattern)
    if (!program) throw new Error('a policy with patterns must pass preparePolicy before it is used')
    const matches: { start: number; end: number }[] = []
    const matcher = program.matcher(text)
    while (matcher.find()) {
      const [start, end] = [matcher.start(), matcher.end()]
      if (end > start) matches.push({ start, end })
    }
    yield { type: patternType(name), matches }
  }
}
