import type { CondensedLog } from '../condense/condensed-log.ts'
import { withoutHidden } from './clean-prose.ts'
import { ADDRESSES_AI } from './words/injection-phrases.ts'

/** Longest part of a line that is read; kept lines are shorter. */
const MAX_CHARS = 4_000

/** True where a text speaks to an AI, as instructions planted in a log do. A notice, not a defence: what protects is that code checks every reply. */
export function addressesAi(text: string): boolean {
  const folded = withoutHidden(text.slice(0, MAX_CHARS).normalize('NFKC'))
    .toLowerCase()
    .replace(/[_*~`"'’“”\-–—+%]+|\s+/g, ' ')
  return ADDRESSES_AI.some((pattern) => pattern.test(folded))
}

/** Numbers of the kept lines that address an AI, ascending. */
export function injectedLines(log: CondensedLog): number[] {
  return log.lines.filter(({ text }) => addressesAi(text)).map(({ number }) => number)
}

/** What people are told, or null where no line addresses an AI. At most 300 characters. */
export function injectionNotice(lines: readonly number[]): string | null {
  if (lines.length === 0) return null
  const shown = lines.slice(0, 8).join(', ')
  const more = lines.length > 8 ? ` and ${lines.length - 8} more` : ''
  return lines.length === 1
    ? `Line ${shown} holds text that addresses an AI. It was treated as data, changed nothing, and is not used as evidence.`
    : `Lines ${shown}${more} hold text that addresses an AI. It was treated as data, changed nothing, and is not used as evidence.`
}
