import { isLetter } from './times.ts'

/** Small steps through one line by character codes; every function returns an offset and never passes `end`. */

export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 0xa0 || code === 0xfeff
}

export function skipBlank(text: string, at: number, end: number): number {
  let i = at
  while (i < end && isBlank(text.charCodeAt(i))) i++
  return i
}

/** Offset of the next blank, or `end`. */
export function tokenEnd(text: string, at: number, end: number): number {
  let i = at
  while (i < end && !isBlank(text.charCodeAt(i))) i++
  return i
}

export function lettersEnd(text: string, at: number, end: number): number {
  let i = at
  while (i < end && isLetter(text.charCodeAt(i))) i++
  return i
}

/** Offset of the bracket that closes the one at `at`, or -1 where none does. */
export function bracketEnd(text: string, at: number, end: number): number {
  let depth = 0
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === 91) depth++
    else if (code === 93 && --depth === 0) return i
  }
  return -1
}
