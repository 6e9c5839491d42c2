import type { Figure } from '../bench/figures.ts'

export type Judgement = 'holds' | 'SHORT' | 'no target'

/**
 * Compares a figure with its target as a bench words it: "at most 1,200", "at least 0.4", "below 5", or the exact number. What is
 * written after a comma ("at most 3, or refused") is for people: the bench itself has left out what it excuses. Throws for a
 * target that says none of these, so that no figure passes unread.
 */
export function judge({ value, target }: Pick<Figure, 'value' | 'target'>): Judgement {
  if (target === undefined || target === '') return 'no target'
  const [, words = '', number = ''] = /^(at most|at least|below|above)?\s*([\d,]*\.?\d+)/.exec(target) ?? []
  const limit = Number(number.replaceAll(',', ''))
  if (number === '' || Number.isNaN(limit)) throw new Error(`This target cannot be read: ${target}`)
  const holds = {
    'at most': value <= limit,
    'at least': value >= limit,
    below: value < limit,
    above: value > limit,
    '': value === limit,
  }[words]
  return holds ? 'holds' : 'SHORT'
}
