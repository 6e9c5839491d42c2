import { bits, WORD } from './chars.ts'
import { isPlainWord } from './opaque.ts'

/** A value that was found, to be found again wherever it stands. */
export interface KnownValue {
  value: string
  type: string
  /** What it is numbered by: all forms of one value get one placeholder. */
  identity: string
}

/** Short values are searched as whole words only: they might be a piece of something else. */
const WHOLE_WORD_BELOW = 12
/** At most this many values share one window; more would make the search quadratic on hostile input. */
const MAX_BUCKET = 16
const MAX_ENCODED = 5_000

/**
 * Whether a found value is worth searching in the whole text. A password that is an everyday word (`postgres`) is not: its every
 * other use would go, and the log with it. That is a stated limit.
 */
export function isSearchable(value: string): boolean {
  if (value.length < 6 || value.length > 4_096 || /[\r\n\uE000]/.test(value)) return false
  if (/^\d+$/.test(value)) return value.length >= 8
  return !isPlainWord(value) || value.length >= 16
}

/** The value as it stands, percent-encoded, inside a JSON string, and in base64 at each of the three alignments. */
export function formsOf(value: string): string[] {
  const cores = base64Cores(value)
  const urlSafe = cores.map((core) => core.replaceAll('+', '-').replaceAll('/', '_'))
  // Letters and digits look the same in a URL and in JSON.
  if (/^[\w.-]+$/.test(value)) return [...new Set([value, ...cores, ...urlSafe])]
  const forms = new Set([value, ...cores, ...urlSafe])
  try {
    const percent = encodeURIComponent(value)
    forms.add(percent)
    forms.add(percent.replace(/%[0-9A-F]{2}/g, (h) => h.toLowerCase()))
    forms.add(percent.replaceAll('%20', '+'))
  } catch {
    // A lone surrogate has no percent-encoded form.
  }
  const json = JSON.stringify(value).slice(1, -1)
  forms.add(json)
  forms.add(json.replaceAll('/', '\\/'))
  forms.add(value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'))
  return [...forms].filter((f) => f.length >= 6 || f === value)
}

function base64Cores(value: string): string[] {
  if (value.length < 8) return []
  const bytes = new TextEncoder().encode(value)
  return [0, 1, 2].map((shift) => {
    let binary = '\0'.repeat(shift)
    for (const b of bytes) binary += String.fromCharCode(b)
    // Characters that also hold bits of what stands before or behind the value are cut off.
    const first = [0, 2, 3][shift] ?? 0
    return btoa(binary).slice(first, Math.floor(((shift + bytes.length) * 8) / 6))
  })
}

export interface Repeat {
  start: number
  end: number
  known: KnownValue
}

interface Entry {
  form: string
  /** Where in the form its window begins. */
  offset: number
  known: KnownValue
}

/**
 * A search for many values at once, after Wu and Manber ("A fast algorithm for multi-pattern searching", TR-94-17, 1994): pairs of
 * characters say how far the window may jump; where it may not, a hash of the window leads to the values.
 */
export class ValueSearch {
  readonly #window: number
  readonly #buckets = new Map<number, Entry[]>()
  readonly #shift: Uint8Array

  constructor(values: readonly KnownValue[]) {
    this.#window = values.reduce((n, v) => Math.min(n, v.value.length), 6)
    this.#shift = new Uint8Array(values.length ? 65_536 : 0).fill(this.#window - 1)
    // Of very many values only the plain form is searched: their encoded forms would cost more than the log itself.
    for (const known of values)
      for (const form of values.length > MAX_ENCODED ? [known.value] : formsOf(known.value)) this.#put(form, known)
  }

  get isEmpty(): boolean {
    return this.#buckets.size === 0
  }

  /** Into the emptiest bucket among four windows of the form, so that values with one beginning or end do not pile up. */
  #put(form: string, known: KnownValue): void {
    const w = this.#window
    if (form.length < w) return
    let best = { hash: 0, offset: -1, size: MAX_BUCKET }
    for (const offset of [form.length - w, 0, (form.length - w) >> 1, (form.length - w) >> 2]) {
      const hash = hashOf(form, offset, w)
      const bucket = this.#buckets.get(hash)
      const size = bucket?.length ?? 0
      if (bucket?.some((b) => b.form === form)) return
      if (size < best.size) best = { hash, offset, size }
      if (size === 0) break
    }
    if (best.offset < 0) return
    const bucket = this.#buckets.get(best.hash) ?? []
    bucket.push({ form, offset: best.offset, known })
    this.#buckets.set(best.hash, bucket)
    for (let i = 1; i < w; i++) {
      const pair = pairAt(form, best.offset + i)
      this.#shift[pair] = Math.min(this.#shift[pair] ?? 0, w - 1 - i)
    }
  }

  /** Every place whose window ends between `from` and `to`. */
  find(text: string, from: number, to: number): Repeat[] {
    const found: Repeat[] = []
    const w = this.#window
    const shift = this.#shift
    const stop = Math.min(text.length, to)
    for (let i = Math.max(from, w - 1); i < stop; ) {
      const jump = shift[pairAt(text, i)] ?? 0
      if (jump === 0) {
        this.#check(text, i - w + 1, found)
        i++
      } else i += jump
    }
    return found
  }

  #check(text: string, at: number, found: Repeat[]): void {
    const bucket = this.#buckets.get(hashOf(text, at, this.#window))
    if (!bucket) return
    for (const { form, offset, known } of bucket) {
      const start = at - offset
      if (start < 0 || !text.startsWith(form, start)) continue
      const end = start + form.length
      if (form.length < WHOLE_WORD_BELOW && (bits(text, start - 1) & WORD || bits(text, end) & WORD)) continue
      found.push({ start, end, known })
    }
  }
}

function pairAt(text: string, at: number): number {
  return ((text.charCodeAt(at - 1) & 0xff) << 8) | (text.charCodeAt(at) & 0xff)
}

/** FNV-1a over the window. */
function hashOf(text: string, at: number, length: number): number {
  let h = 0x811c9dc5
  for (let i = at; i < at + length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h
}
