/** Regular English only, and only for words that the tables mark as verbs or nouns: an irregular form is a word of its own. */

const SIBILANT = /(?:s|x|z|ch|sh)$/
const CONSONANT_Y = /[^aeiou]y$/

/** `deny` as deny, denies, denied, denying. After the base form `!` doubles its last letter and `~` says: no regular past. */
export function formsOfVerb(entry: string): string[] {
  const base = entry.replace(/[!~]+$/, '')
  const stem = entry.includes('!') ? base + base.slice(-1) : base.replace(/e$/, '')
  const forms = [base, plural(base), `${stem}ing`]
  if (entry.endsWith('~')) return forms
  return [...forms, CONSONANT_Y.test(base) ? `${base.slice(0, -1)}ied` : `${stem}ed`]
}

/** `query` as query, queries. */
export function formsOfNoun(base: string): string[] {
  return [base, plural(base)]
}

function plural(base: string): string {
  if (CONSONANT_Y.test(base)) return `${base.slice(0, -1)}ies`
  return SIBILANT.test(base) ? `${base}es` : `${base}s`
}
