import { BASE64, bits, DIGIT, JOINER, LETTER, LOWER, UPPER } from './chars.ts'

const UUID = /^[0-9a-z]{8}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{12}$/i

const UUID_LENGTH = 36
/** No part without a digit is opaque below this length. */
const LONG_PART = 20

interface Shape {
  digits: number
  lower: number
  upper: number
  /** Changes from lower to upper case: few in CamelCase, many in random letters. */
  humps: number
  /** The longest run of letters of one case: no word is longer than twenty. */
  run: number
}

/**
 * Whether a value looks made by a machine: no words, no path, no class name. Used only where a name, a header or a service says
 * that a secret may follow, because trace, commit and block ids look the same. Lengths below `min` are never opaque.
 */
export function looksOpaque(value: string, min = 16): boolean {
  if (value.length < min) return false
  if (value.length === UUID_LENGTH && UUID.test(value)) return true
  if (!mayBeOpaque(value)) return false
  let mixedParts = 0
  let machineChars = 0
  for (let i = 0; i < value.length; ) {
    let end = i
    while (end < value.length && bits(value, end) & (DIGIT | LETTER)) end++
    const length = end - i
    if (length >= 3) {
      const shape = shapeOf(value, i, end)
      if (length >= min && partIsOpaque(shape, length)) return true
      if (shape.digits) {
        machineChars += length
        if (shape.lower + shape.upper) mixedParts++
      }
    }
    if (end < value.length && !(bits(value, end) & (JOINER | BASE64)) && !isOtherJoint(value.charCodeAt(end)))
      return false
    i = end + 1
  }
  // Several short mixed pieces: `ABC12-DEF34-...`, base64 cut by `/` and `+`. Two are a pod's name.
  if (mixedParts >= 3 && machineChars >= 18 && machineChars * 2 >= value.length) return true
  if (mixedParts >= 2 && machineChars >= 24 && machineChars * 10 >= value.length * 7) return true
  return isRestless(value)
}

/** What every opaque value has: a digit, or a long run of letters. Most values have neither, and are told by one look at each character. */
function mayBeOpaque(value: string): boolean {
  let run = 0
  for (let i = 0; i < value.length; i++) {
    const b = bits(value, i)
    if (b & DIGIT) return true
    run = b & LETTER ? run + 1 : 0
    if (run >= LONG_PART) return true
  }
  return false
}

/** `~` `%` `:` */
const isOtherJoint = (c: number): boolean => c === 126 || c === 37 || c === 58

/** Changes of case and to digits at almost every other character: no CamelCase is like that. */
function isRestless(value: string): boolean {
  if (value.length < 16 || !/^[\w+/=~-]+$/.test(value) || !/\d/.test(value)) return false
  let changes = 0
  const kind = (i: number) => bits(value, i) & (DIGIT | LETTER | JOINER)
  for (let i = 1; i < value.length; i++) if (kind(i) !== kind(i - 1)) changes++
  return changes * 20 >= value.length * 9
}

function shapeOf(value: string, start: number, end: number): Shape {
  const shape: Shape = { digits: 0, lower: 0, upper: 0, humps: 0, run: 0 }
  let run = 0
  for (let i = start; i < end; i++) {
    const b = bits(value, i) & (DIGIT | LOWER | UPPER)
    const before = i > start ? bits(value, i - 1) & (DIGIT | LOWER | UPPER) : 0
    if (b === DIGIT) shape.digits++
    else if (b === LOWER) shape.lower++
    else {
      shape.upper++
      if (before === LOWER) shape.humps++
    }
    run = b === before && b !== DIGIT ? run + 1 : 1
    shape.run = Math.max(shape.run, run)
  }
  return shape
}

function partIsOpaque(s: Shape, length: number): boolean {
  if (!(s.lower + s.upper)) return length >= 24
  if (s.digits >= 2) return true
  if (s.run >= 24) return true
  if (s.digits === 1) return length >= 20 || s.humps * 5 >= length
  return length >= 20 && s.humps * 5 >= length
}

/** Letters only, of one case or capitalised: a word, not a machine's value. */
export function isPlainWord(value: string): boolean {
  return value.length < 20 && /^[A-Za-z]?[a-z]*$|^[A-Z]+$/.test(value)
}

/** Words joined by dots, dashes, slashes or humps, without a digit: a class, a path, a host or a sentence, not a value. */
export function isWordy(value: string): boolean {
  return value.length < 120 && /^[A-Za-z]+(?:[-_./:@ ][A-Za-z]+)*$/.test(value)
}

export const isUpperLetter = (text: string, i: number): boolean => (bits(text, i) & UPPER) !== 0
