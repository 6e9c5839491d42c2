import { expect, it } from 'vitest'
import { redact } from '../redact.ts'
import { FIELD_WORDS } from './anchor-words.ts'
import { NAME_RULES, WORD_RULES } from './field-names.ts'

it('has an anchor in every name, or the automaton would never look at it', () => {
  const unseen = [...Object.keys(NAME_RULES), ...Object.keys(WORD_RULES)].filter(
    (name) => !FIELD_WORDS.some((word) => name.includes(word.replace(/[_-]/g, ''))),
  )
  expect(unseen).toEqual([])
})

it('redacts a machine-made value behind every name it lists, written in one word', () => {
  const value = 'q7XK2vv9Lp0Rt5Zz81Ab'
  const kept = [...Object.keys(NAME_RULES), ...Object.keys(WORD_RULES)].filter(
    // A bare `key` or `api` names no secret.
    (name) => name !== 'key' && name !== 'api' && redact(`{"${name}":"${value}"}`).text.includes(value),
  )
  expect(kept).toEqual([])
})
