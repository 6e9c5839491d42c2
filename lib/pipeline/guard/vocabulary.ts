import { formsOfNoun, formsOfVerb } from './inflections.ts'
import { partsOf } from './pieces.ts'
import {
  CODE_LETTERS,
  CODE_PREFIXES,
  DATABASE_ERRORS,
  HYPHENATED_PREFIXES,
  PLACEHOLDER_TYPES,
  PORTS,
  SQLSTATES,
} from './words/codes.ts'
import { ERROR_CLASSES } from './words/error-classes.ts'
import { EVERYDAY_WORDS } from './words/everyday-words.ts'
import { FUNCTION_WORDS } from './words/function-words.ts'
import { LEVEL_WORDS } from './words/level-words.ts'
import { TECHNICAL_NOUNS } from './words/technical-nouns.ts'
import * as terms from './words/technical-terms.ts'
import { TECHNICAL_VERBS } from './words/technical-verbs.ts'

/**
 * How much a word is trusted. `technical` stays; `everyday` (technical too, but any letter to a friend has it) stays only
 * near a technical one; `function` only beside one that stays; `level` always, and carries nobody; `unknown` never.
 */
export type Standing = 'technical' | 'everyday' | 'function' | 'level' | 'number' | 'unknown'

const wordsOf = (table: string) => table.split(/\s+/).filter(Boolean)
const setOf = (table: string) => new Set(wordsOf(table))

const technical = new Set([
  ...Object.values(terms).flatMap(wordsOf),
  ...wordsOf(TECHNICAL_VERBS).flatMap(formsOfVerb),
  ...wordsOf(TECHNICAL_NOUNS).flatMap(formsOfNoun),
])
const everyday = setOf(EVERYDAY_WORDS)
const functional = setOf(FUNCTION_WORDS)
const levels = setOf(LEVEL_WORDS)
const classes = setOf(ERROR_CLASSES)
const sqlStates = setOf(SQLSTATES)
const databaseErrors = setOf(DATABASE_ERRORS)
const ports = setOf(PORTS)
const prefixes = setOf(CODE_PREFIXES)
const letters = setOf(CODE_LETTERS)
const hyphenated = setOf(HYPHENATED_PREFIXES)
const placeholders = setOf(PLACEHOLDER_TYPES)

/** Integers below 1,000 stay (house rule); longer ones are ids, sums, dates, people. */
const SMALL_DIGITS = 3
/** A small number with the sign of a second, minute, hour, factor or size. */
const MEASURE = /^[0-9]{1,3}(?:s|m|h|x|k|M|G|B)$/
const CODE = /^([A-Z]{2,7})(\d{2,5})$|^([A-Z])(\d{3,4})$/

/** The standing of one word, case-blind where case says nothing. */
export function standingOf(word: string): Standing {
  if (/^[0-9]+$/.test(word)) return word.length <= SMALL_DIGITS ? 'number' : 'unknown'
  if (MEASURE.test(word)) return 'number'
  const whole = standingOfPart(word.toLowerCase())
  if (whole !== 'unknown') return whole
  if (classes.has(word) || isCode(word)) return 'technical'
  return weakest(partsOf(word))
}

function standingOfPart(part: string): Standing {
  if (levels.has(part)) return 'level'
  if (functional.has(part)) return 'function'
  if (everyday.has(part)) return 'everyday'
  if (technical.has(part)) return 'technical'
  return 'unknown'
}

/**
 * A word made of parts stays only if each part does, and if one of them is technical. A part of one or two letters must
 * be in the table itself; so must one part of three or more: initials and syllables do not build a name.
 */
export function weakest(parts: readonly string[]): Standing {
  if (parts.length < 2 || !parts.some((part) => /^[a-z]{3,}$/.test(part))) return 'unknown'
  let best: Standing = 'function'
  for (const part of parts) {
    const standing = /^[0-9]+$/.test(part) ? numberStanding(part) : standingOfPart(part)
    if (standing === 'unknown') return 'unknown'
    if (standing === 'technical') best = 'technical'
    if (best === 'function' && (standing === 'everyday' || standing === 'level')) best = 'everyday'
  }
  return best
}

const numberStanding = (digits: string): Standing => (digits.length <= SMALL_DIGITS ? 'number' : 'unknown')

function isCode(word: string): boolean {
  if (sqlStates.has(word)) return /[A-Z]/.test(word)
  const code = CODE.exec(word)
  return code !== null && (prefixes.has(code[1] ?? '') || letters.has(code[3] ?? ''))
}

/** `ORA-00942` and `EMAIL_1`: true for the two words around the joint. */
export function isJoinedCode(prefix: string, digits: string): boolean {
  if (placeholders.has(prefix)) return /^[0-9]{1,3}$/.test(digits)
  return hyphenated.has(prefix) && /^[0-9]{3,5}$/.test(digits)
}

const NUMBER_CONTEXTS: readonly [RegExp, ReadonlySet<string>][] = [
  [/^(?:sqlstate|state|code|errcode)$/, sqlStates],
  [/^(?:error|err|errno|code)$/, databaseErrors],
  [/^ports?$/, ports],
]

/** True for a number of 1,000 and more that says something in its place: a SQLSTATE, a database's error, a known port. */
export function isKnownNumber(digits: string, wordBefore: string): boolean {
  const before = wordBefore.toLowerCase()
  // `1213 (40001)`: MySQL and its drivers write the SQLSTATE after their own number.
  if (databaseErrors.has(before)) return sqlStates.has(digits)
  return NUMBER_CONTEXTS.some(([context, table]) => context.test(before) && table.has(digits))
}
