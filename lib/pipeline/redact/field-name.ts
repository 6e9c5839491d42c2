import { normaliseFieldName } from './policy.ts'
import {
  ABOUT_WORDS,
  type FieldRule,
  KEY_OF_A_SECRET,
  KEY_OF_A_TABLE,
  NAME_RULES,
  NOT_FIELDS,
  WORD_RULES,
} from './rules/field-names.ts'

const CUSTOM: FieldRule = { type: 'field', class: 'custom', strength: 'strong' }
const CARD: FieldRule = { type: 'card', class: 'financial', strength: 'medium' }
const API_KEY: FieldRule = { type: 'api-key', class: 'secret', strength: 'medium' }
/** Words long and rare enough to be seen inside a word without a joint: `githubtoken`, `dbpassword`. */
const GLUED =
  /(password|passwd|passphrase|passcode|pswd|pwd|clientsecret|secret|token|apikey|accesskey|secretkey|privatekey|authkey|credentials?|jsessionid|sessionid|cookie|authorization)\d{0,3}$/

/** The words of a name: `_`, `-`, `.` and changes of case part them; digits at the end fall away. Lower case. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((w) => w.replace(/\d+$/, ''))
    .filter(Boolean)
}

/**
 * What a field's name says about its value, or null. `before` is the word before the name, for names with a space ("API Key",
 * "card number"). Personal and financial names win over secrets, a tenant's own names over everything.
 */
export function classifyName(name: string, before: string, extra: ReadonlySet<string>): FieldRule | null {
  const words = wordsOf(name)
  const last = words.at(-1)
  if (last === undefined) return null
  if (extra.size && isExtra(name, words, extra)) return CUSTOM
  const whole = words.join('')
  const named = own(NAME_RULES, normaliseFieldName(name)) ?? byWholeName(words, before)
  if (named) return named
  if (NOT_FIELDS.has(whole)) return null
  if (words[0] === 'card' && words.length > 1 && !ABOUT_WORDS.has(last)) return CARD
  const rule = bySecretWord(words, before)
  // `password_file`, `token_type`: not the secret, unless what stands there is one. Ids stay in any case.
  if (rule && words.length > 1 && ABOUT_WORDS.has(last))
    return /^ids?$/.test(last) ? null : { ...rule, strength: 'weak' }
  return rule
}

function isExtra(name: string, words: readonly string[], extra: ReadonlySet<string>): boolean {
  if (extra.has(normaliseFieldName(name))) return true
  for (let i = 1; i < words.length; i++) if (extra.has(words.slice(i).join(''))) return true
  return false
}

/** The last one to four words together: `user.contact.email_address` ends in a known name. */
function byWholeName(words: readonly string[], before: string): FieldRule | null {
  for (let i = Math.max(0, words.length - 4); i < words.length; i++) {
    const rule = own(NAME_RULES, words.slice(i).join(''))
    if (rule) return rule
  }
  if (!before) return null
  return own(NAME_RULES, before.toLowerCase() + words.join('')) ?? null
}

function bySecretWord(words: readonly string[], before: string): FieldRule | null {
  let best: FieldRule | null = null
  words.forEach((word, i) => {
    const rule = own(WORD_RULES, word) ?? glued(word)
    if (!rule) return
    const raised =
      rule.strength === 'weak' && word === 'key' ? keyRule(words[i - 1] ?? before.toLowerCase(), rule) : rule
    if (raised && (!best || rank(raised) >= rank(best))) best = raised
  })
  return best
}

function keyRule(before: string, rule: FieldRule): FieldRule | null {
  if (!before || KEY_OF_A_TABLE.has(before)) return null
  return KEY_OF_A_SECRET.has(before) ? API_KEY : rule
}

/** `password` as people type it: `pswd`, `psswrd`, `pasword`, `passworsd`. */
const MISTYPED = /^p(?:a?s{1,2}w?o?r?s?d|word)$/
const ENDS_IN_PASS = /[a-z]{2}(?:pass|pwd)$/
const NOT_A_PASS = /(?:by|com|over|under|tres|sur|im|en)pass$/

function glued(word: string): FieldRule | undefined {
  if (MISTYPED.test(word) || (ENDS_IN_PASS.test(word) && !NOT_A_PASS.test(word))) return WORD_RULES.password
  const tail = GLUED.exec(word)?.[1]
  if (tail) return own(WORD_RULES, tail)
  return word.length > 5 && word.endsWith('key') && !KEY_OF_A_TABLE.has(word.slice(0, -3)) ? WORD_RULES.key : undefined
}

const rank = (rule: FieldRule): number => (rule.strength === 'strong' ? 3 : rule.strength === 'medium' ? 2 : 1)

function own(table: Readonly<Record<string, FieldRule>>, key: string): FieldRule | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}
