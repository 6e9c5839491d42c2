import { type Automaton, buildAutomaton } from './automaton.ts'
import { matchField } from './field-context.ts'
import { wordsOf } from './field-name.ts'
import { normaliseFieldName } from './policy.ts'
import type { Run } from './run.ts'

export interface ExtraFields {
  automaton: Automaton
  words: readonly string[]
}

const built = new WeakMap<readonly string[], ExtraFields>()

/** Anchors of a tenant's own field names; null where there are none. */
export function extraFieldAutomaton(fields: readonly string[]): ExtraFields | null {
  if (!fields.length) return null
  const known = built.get(fields)
  if (known) return known
  const words = [...new Set(fields.flatMap(anchorsOf))]
  const made = { automaton: buildAutomaton(words), words }
  built.set(fields, made)
  return made
}

/** The first letters of a name in the ways it may be written: `customer_no` is also `customer-no`, `customer.no`, `customerNo`. */
function anchorsOf(name: string): string[] {
  const words = wordsOf(name)
  const forms = ['', '_', '-', '.'].map((joint) => words.join(joint).slice(0, 8))
  return [...forms, normaliseFieldName(name).slice(0, 8)].filter((f) => f.length >= 2 && /^[\x20-\x7e]+$/.test(f))
}

export function scanExtraFields(run: Run, { automaton, words }: ExtraFields, from: number, to: number): void {
  const { classOf, width, next, hitAt, hits } = automaton
  let state = 0
  // The built-in rules have read this chunk to its end: what they covered there says nothing of a name before it.
  const covered = run.coveredTo
  run.coveredTo = 0
  // Anchors are at most eight letters: starting that far back finds those that a chunk's end has cut.
  for (let i = Math.max(0, from - 8); i < to; i++) {
    const c = run.text.charCodeAt(i)
    const letter = c < 128 ? classOf[c] : 0
    state = letter ? (next[state * width + letter] ?? 0) : 0
    const hit = hitAt[state] ?? 0
    if (hit)
      for (const word of hits[hit] ?? []) {
        run.lastName = -1
        matchField(run, i + 1 - (words[word] ?? '').length, i + 1)
      }
  }
  run.coveredTo = Math.max(covered, run.coveredTo)
}
