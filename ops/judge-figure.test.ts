import { expect, it } from 'vitest'
import { judge } from './judge-figure.ts'

it.each([
  [2.9, 'at most 3, or refused', 'holds'],
  [3.1, 'at most 3, or refused', 'SHORT'],
  [1_200, 'at most 1,200', 'holds'],
  [1_201, 'at most 1,200', 'SHORT'],
  [0.41, 'at least 0.4', 'holds'],
  [0.39, 'at least 0.4', 'SHORT'],
  [5, 'below 5', 'SHORT'],
  [0, '0', 'holds'],
  [1, '0', 'SHORT'],
  [1, undefined, 'no target'],
])('%d against "%s": %s', (value, target, judgement) => {
  expect(judge({ value, ...(target === undefined ? {} : { target }) })).toBe(judgement)
})

it('refuses a target that nobody can check', () => {
  expect(() => judge({ value: 1, target: 'fast' })).toThrow(/cannot be read/)
})
