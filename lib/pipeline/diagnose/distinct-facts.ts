import type { Fact } from './fact.ts'

/** Groups that name a thing: two lines of one shape that name different things are two pieces of evidence. */
const NAMING: ReadonlySet<string> = new Set([
  'test',
  'file',
  'files',
  'code',
  'value',
  'component',
  'command',
  'step',
  'exit',
])
/** From this share of common words on, two lines say the same. */
const ALIKE = 0.8
const FEW_WORDS = 4

/** Collects facts of which each says something that those before it do not. */
export class DistinctFacts {
  readonly taken: Fact[] = []
  readonly #said = new Set<string>()
  readonly #templates = new Set<number>()
  readonly #words: ReadonlySet<string>[] = []

  /** Takes the fact if it names something new, or is of a new shape with words of its own. */
  take(fact: Fact): boolean {
    if (!this.isNew(fact)) return false
    this.taken.push(fact)
    this.#said.add(fact.row.clean)
    for (const value of Object.values(fact.groups)) this.#said.add(value)
    this.#templates.add(fact.row.template)
    this.#words.push(wordsOf(fact))
    return true
  }

  isNew({ row, groups, rule }: Fact): boolean {
    if (this.#said.has(row.clean)) return false
    const named = Object.entries(groups).filter(([name]) => NAMING.has(name))
    if (named.some(([, value]) => !this.#said.has(value))) return true
    const { message } = groups
    if (named.length > 0 && (message === undefined || this.#said.has(message))) return false
    if (this.#templates.has(row.template)) return false
    // Sides of a comparison and totals are alike by nature.
    if (rule.kind !== 'cause' && rule.kind !== 'problem') return true
    const words = wordsOf({ row })
    return !this.#words.some((other) => alike(words, other))
  }
}

const wordsOf = ({ row }: Pick<Fact, 'row'>): ReadonlySet<string> =>
  new Set(row.message.toLowerCase().match(/[a-z][a-z_.$-]{2,60}/g) ?? [])

function alike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one]
  if (small.size < FEW_WORDS) return small.size === large.size && [...small].every((word) => large.has(word))
  let common = 0
  for (const word of small) if (large.has(word)) common++
  return common / small.size >= ALIKE
}
