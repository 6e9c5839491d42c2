import type { Category } from '../../analysis.ts'

/** A job log written after the rules it is tried on: no rule was made for it. What an answer must get right. */
export interface FreshJob {
  name: string
  categories: readonly Category[]
  /** Stand in the quotes of the first cause. */
  quotes: readonly string[]
  log: string
}

/** The lines as GitHub Actions stores them, a clock before each. */
export function stamped(text: string): string {
  return text
    .split('\n')
    .map((line, i) => `${new Date(Date.UTC(2026, 10, 20, 9, 30, 0, i * 137)).toISOString().slice(0, -1)}4231Z ${line}`)
    .join('\n')
}
