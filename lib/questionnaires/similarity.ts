/**
 * How alike two questions are, by their words: TF-IDF with cosine (Salton and Buckley 1988), on stems. It runs here and asks
 * nobody. Rare words weigh more than common ones, and their order does not count.
 */

const STOP = new Set(
  'a an and any are as at be been by can do does for from has have how if in into is it its may must not of on or our please provide such than that the their there these they this to use used using via was we what when where whether which who will with within would you your describe explain organisation organization company vendor provider service services system systems ensure place process processes following policy policies procedure procedures documented implemented maintain maintained established defined perform performed conduct conducted supply least annual annually regular regularly periodic periodically currently'.split(
    ' ',
  ),
)

/** Words that are asked for in several ways, as one. Pairs after stemming. */
const SAME: Readonly<Record<string, string>> = {
  ...{ mfa: 'twofactor', '2fa': 'twofactor', multifactor: 'twofactor', sso: 'signon', saml: 'signon', oidc: 'signon' },
  ...{
    delet: 'erase',
    destroi: 'erase',
    dispos: 'erase',
    purg: 'erase',
    remov: 'erase',
    erasur: 'erase',
    eras: 'erase',
  },
  ...{ vendor: 'subprocessor', subcontractor: 'subprocessor', sub: 'subprocessor' },
  ...{ pentest: 'penetr', vulnerabl: 'vulner', weak: 'vulner', tl: 'transit', ssl: 'transit', http: 'transit' },
  ...{ segreg: 'isol', separ: 'isol', multiten: 'tenant', custom: 'client', backup: 'restor', recoveri: 'restor' },
  ...{ log: 'logg', audit: 'audit', login: 'sign', authent: 'sign', credenti: 'password', passphras: 'password' },
  ...{ ai: 'model', llm: 'model', gdpr: 'privaci', ccpa: 'privaci', pii: 'person', breach: 'incid', export: 'portabl' },
}

export interface Index<T> {
  /** The best matches first, with a score of 0 to 1. */
  closest(text: string, limit: number): { item: T; score: number }[]
}

interface Entry<T> {
  item: T
  vector: ReadonlyMap<string, number>
}

/** `textsOf`: the ways in which an item is asked; the closest of them counts. */
export function indexOf<T>(items: readonly T[], textsOf: (item: T) => readonly string[]): Index<T> {
  const texts = items.flatMap((item) => textsOf(item).map((text) => ({ item, words: stems(text) })))
  const seenIn = new Map<string, number>()
  for (const { words } of texts) for (const word of new Set(words)) seenIn.set(word, (seenIn.get(word) ?? 0) + 1)
  const weight = (word: string) => Math.log(1 + texts.length / (seenIn.get(word) ?? 0.5))
  const entries: Entry<T>[] = texts.map(({ item, words }) => ({ item, vector: vectorOf(words, weight) }))
  return {
    closest: (text, limit) => {
      const asked = vectorOf(stems(text), weight)
      const best = new Map<T, number>()
      for (const { item, vector } of entries) {
        const score = dot(asked, vector)
        if (score > (best.get(item) ?? 0)) best.set(item, score)
      }
      return [...best]
        .map(([item, score]) => ({ item, score }))
        .sort((a, b) => b.score - a.score)
        .slice(0, limit)
    },
  }
}

function vectorOf(words: readonly string[], weight: (word: string) => number): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const raw = [...counts].map(([word, count]) => [word, (1 + Math.log(count)) * weight(word)] as const)
  const length = Math.hypot(...raw.map(([, value]) => value)) || 1
  return new Map(raw.map(([word, value]) => [word, value / length]))
}

function dot(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const [word, value] of a) sum += value * (b.get(word) ?? 0)
  return sum
}

const MAX_WORDS = 300

export function stems(text: string): string[] {
  const words = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(
      /\b(multi|two|third|pen)[- ](factor|part(?:y|ies)|test\w*|tenan\w+)\b/g,
      (_, first: string, second: string) => (first === 'two' ? 'twofactor' : `${first}${second}`),
    )
    .match(/[\p{L}\p{N}]+/gu)
  return (words ?? [])
    .slice(0, MAX_WORDS)
    .filter((word) => word.length > 1 && !STOP.has(word))
    .map((word) => {
      const stem = stemOf(word)
      return SAME[stem] ?? SAME[word] ?? stem
    })
}

/** The endings of English that matter for matching; far from Porter's, and enough for a list of our own questions. */
function stemOf(word: string): string {
  if (word.length < 5) return word.replace(/s$/, '')
  return word
    .replace(/(ies|y)$/, 'i')
    .replace(/(?:ational|ization|isation)$/, 'iz')
    .replace(/(?:ation|ations|ions?|ments?|ness|ing|ings|ed|es|s|able|ibility|ability|al|er|ers|ly)$/, '')
    .replace(/([b-df-hj-np-tv-z])\1$/, '$1')
    .replace(/e$/, '')
}
