/** Reading what somebody else wrote: every step may find anything, and none throws. */

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/** The value, or undefined where the text is no JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An own property, so that `constructor` and `__proto__` mean nothing. */
export function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let present = value
  for (const name of path) {
    if (!isObject(present) || !Object.hasOwn(present, name)) return undefined
    present = present[name]
  }
  return present
}

/** A string or number as trimmed text of at most `maxChars`; undefined for everything else and for nothing. */
export function textOf(value: Json | undefined, maxChars = 300): string | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  return text === '' ? undefined : cut(text, maxChars)
}

/** The first of several properties that holds text. */
export function firstText(value: Json | undefined, names: readonly string[], maxChars = 300): string | undefined {
  for (const name of names) {
    const text = textOf(at(value, name), maxChars)
    if (text !== undefined) return text
  }
  return undefined
}

/** A list's items; none where the value is no list. At most `max`. */
export function itemsOf(value: Json | undefined, max = 200): Json[] {
  return Array.isArray(value) ? value.slice(0, max) : []
}

/** On one line: names and titles have no line ends. */
export function lineOf(text: string | undefined): string | undefined {
  return text?.replace(/\s+/g, ' ').trim() || undefined
}

/** Never cuts a pair of surrogates in two. */
export function cut(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text
  const last = text.charCodeAt(maxChars - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? maxChars - 1 : maxChars)
}

/** ISO 8601 in UTC of a text date, or of seconds or milliseconds since 1970; undefined for what is no date of our time. */
export function timeOf(value: Json | undefined): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const count = typeof value === 'number' || /^\d{9,19}(\.\d+)?$/.test(value) ? Number(value) : Number.NaN
  // Seconds have ten digits now, milliseconds thirteen, micro- and nanoseconds sixteen and nineteen.
  const scale = count < 1e11 ? 1e3 : count < 1e14 ? 1 : count < 1e17 ? 1e-3 : 1e-6
  const millis = Number.isNaN(count) ? Date.parse(isoOf(String(value))) : count * scale
  if (!(millis > 0 && millis < 253_402_300_800_000)) return undefined
  const text = new Date(millis).toISOString()
  // Several senders write the year 1 for "not yet".
  return text < '1980' ? undefined : text
}

/**
 * `+0000` as AWS writes it is no ISO 8601 offset, and `2026-11-20 10:00:00 UTC` is none of its forms; not every engine reads them.
 * A time without a zone is UTC, not that of the machine which reads it.
 */
function isoOf(text: string): string {
  const iso = text.trim().replace(/([+-]\d\d)(\d\d)$/, '$1:$2')
  return iso.replace(/^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(?:UTC|Z)?$/, '$1T$2Z')
}

/** An http or https address in its normal form. */
export function urlOf(value: Json | undefined): string | undefined {
  if (typeof value !== 'string' || value.length > 2_000 || !/^https?:\/\//i.test(value.trim())) return undefined
  const text = value.trim()
  return URL.canParse(text) ? new URL(text).href : undefined
}

/** Deeper than people nest. */
const MAX_INDENTED_DEPTH = 40

/**
 * As text again, or undefined where it is nested too deep to be written. Beyond 40 levels without indents: each level adds its
 * own to every line, so that 27 KB could become 18 MB.
 */
export function stringify(value: Json, indent = 2): string | undefined {
  try {
    return JSON.stringify(value, null, isDeeper(value, MAX_INDENTED_DEPTH) ? 0 : indent)
  } catch {
    return undefined
  }
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  return (Array.isArray(value) ? value : Object.values(value)).some((inner) => isDeeper(inner, levels - 1))
}
