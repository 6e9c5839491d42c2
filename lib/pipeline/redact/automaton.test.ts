import fc from 'fast-check'
import { expect, it } from 'vitest'
import { buildAutomaton } from './automaton.ts'

/** Every place where a word ends, found by looking at each place. */
function naive(words: readonly string[], text: string): string[] {
  const found: string[] = []
  for (let end = 1; end <= text.length; end++)
    for (const word of words) if (text.slice(0, end).toLowerCase().endsWith(word)) found.push(`${end} ${word}`)
  return found.sort()
}

function run(words: readonly string[], text: string): string[] {
  const { classOf, width, next, hitAt, hits } = buildAutomaton(words)
  const found: string[] = []
  let state = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    const letter = c < 128 ? (classOf[c] ?? 0) : 0
    state = letter ? (next[state * width + letter] ?? 0) : 0
    for (const word of hits[hitAt[state] ?? 0] ?? []) found.push(`${i + 1} ${words[word]}`)
  }
  return found.sort()
}

it('finds every word at every place, words inside words too, in any case', () => {
  const word = fc.stringMatching(/^[ab_]{1,5}$/)
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { minLength: 1, maxLength: 12 }),
      fc.stringMatching(/^[abAB_xé]{0,40}$/),
      (words, text) => {
        expect(run(words, text)).toEqual(naive(words, text))
      },
    ),
    { numRuns: 300, seed: 1 },
  )
})
